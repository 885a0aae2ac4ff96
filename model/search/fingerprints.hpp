// A set of 64-bit fingerprints: open addressing, 8 bytes a slot (16 with a value beside each), at
// most seven eighths full. A small one doubles, a larger one grows by a quarter, so that it is
// never less than seven tenths full. Two states with one fingerprint are taken for the same;
// collision_bound() says how likely that is.
//
// (1) Fingerprint 0 marks an empty slot: a caller's zero is stored as one.
// (2) Readers may look up while nobody inserts.
#pragma once

#include "model/search/huge_pages.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hourglass::model::search {

enum class Beside : std::uint8_t { Nothing, AValue };

class Fingerprints {
public:
    struct Place {
        bool fresh;
        std::uint64_t*
            value;  // beside the fingerprint, zero when fresh; valid until the next insert
    };

    explicit Fingerprints(Beside beside = Beside::Nothing)
        : stride_(beside == Beside::AValue ? 2 : 1), slots_(64), cells_(slots_ * stride_) {}

    Place insert(std::uint64_t fingerprint) {
        if ((size_ + 1) * 8 > slots_ * 7) grow();
        const std::uint64_t key = stored(fingerprint);
        std::uint64_t* cell = probe(key);
        const bool fresh = *cell == 0;
        if (fresh) {
            *cell = key;
            ++size_;
        }
        return {fresh, cell + (stride_ - 1)};
    }

    // The value beside it (without values: the slot), nullptr when it is not there.
    const std::uint64_t* find(std::uint64_t fingerprint) const {
        const std::uint64_t* cell = const_cast<Fingerprints*>(this)->probe(stored(fingerprint));
        return *cell == 0 ? nullptr : cell + (stride_ - 1);
    }

    void prefetch(std::uint64_t fingerprint) const {
        __builtin_prefetch(&cells_[first_slot(stored(fingerprint)) * stride_]);
    }

    std::size_t size() const { return size_; }
    std::size_t bytes() const { return cells_.capacity() * sizeof(std::uint64_t); }

private:
    static constexpr std::size_t small = 1024;  // slots

    using Cells = std::vector<std::uint64_t, HugePages<std::uint64_t>>;

    static std::uint64_t stored(std::uint64_t fingerprint) {
        return fingerprint == 0 ? 1 : fingerprint;
    }
    // By the upper half: the lower bits choose among tables. No table has 2^32 slots.
    std::size_t first_slot(std::uint64_t key) const { return (key >> 32U) * slots_ >> 32U; }

    std::uint64_t* probe(std::uint64_t key) {
        std::size_t slot = first_slot(key);
        while (cells_[slot * stride_] != key && cells_[slot * stride_] != 0) {
            if (++slot == slots_) slot = 0;
        }
        return &cells_[slot * stride_];
    }

    void grow() {
        Cells old;
        old.swap(cells_);
        slots_ += slots_ < small ? slots_ : slots_ / 4;
        cells_.resize(slots_ * stride_);
        for (std::size_t cell = 0; cell < old.size(); cell += stride_) {
            if (old[cell] == 0) continue;
            std::uint64_t* to = probe(old[cell]);
            for (std::size_t i = 0; i < stride_; ++i) to[i] = old[cell + i];
        }
    }

    std::size_t stride_;
    std::size_t slots_;
    std::size_t size_ = 0;
    Cells cells_;
};

// The chance, at most, that n random fingerprints are not all different: n * n / 2^65.
constexpr double collision_bound(std::uint64_t states) {
    const auto n = static_cast<double>(states);
    return n * n / 2 / 18'446'744'073'709'551'616.0;
}

// A well-mixed 64-bit fingerprint of a word, different for different words.
constexpr std::uint64_t mixed(std::uint64_t value) {
    value ^= value >> 30U;
    value *= 0xbf58476d1ce4e5b9U;
    value ^= value >> 27U;
    value *= 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

// Of several words.
class Hash {
public:
    explicit Hash(std::uint64_t first) : hash_(first) {}

    void add(std::uint64_t word) {
        hash_ *= 0x9e3779b97f4a7c15U;
        hash_ ^= hash_ >> 32U;
        hash_ = (hash_ ^ word) * 0xd6e8feb86659fd93U;
        hash_ ^= hash_ >> 29U;
    }
    std::uint64_t value() const { return mixed(hash_); }

private:
    std::uint64_t hash_;
};

}  // namespace hourglass::model::search
