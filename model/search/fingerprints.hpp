// The set of states that a search has seen: open addressing over 64-bit fingerprints, 8 bytes a
// slot, at most three quarters full. Two states with one fingerprint are taken for the same; for
// n states that happens with a chance below n * n / 2^65, which the report prints.
//
// (1) Fingerprint 0 marks an empty slot: a caller's zero is stored as one.
// (2) States are numbered in order of insertion, from 0.
#pragma once

#include "model/base/expects.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hourglass::model::search {

class Fingerprints {
public:
    static constexpr std::uint32_t already_there = 0xffffffff;

    explicit Fingerprints(std::size_t expected = 1024) {
        std::size_t slots = 64;
        while (slots * 3 < expected * 4) slots *= 2;
        resize(slots);
    }

    // The number of the new state, or already_there.
    std::uint32_t insert(std::uint64_t fingerprint) {
        if ((std::size_t{size_} + 1) * 4 > keys_.size() * 3) resize(keys_.size() * 2);
        const std::uint64_t key = fingerprint == 0 ? 1 : fingerprint;
        for (std::size_t slot = key & mask_;; slot = (slot + 1) & mask_) {
            if (keys_[slot] == key) return already_there;
            if (keys_[slot] != 0) continue;
            keys_[slot] = key;
            return size_++;
        }
    }

    std::uint32_t size() const { return size_; }
    std::size_t bytes() const { return keys_.size() * sizeof(std::uint64_t); }

private:
    void resize(std::size_t slots) {
        std::vector<std::uint64_t> old(slots);
        old.swap(keys_);
        mask_ = slots - 1;
        for (const std::uint64_t key : old) {
            if (key == 0) continue;
            std::size_t slot = key & mask_;
            while (keys_[slot] != 0) slot = (slot + 1) & mask_;
            keys_[slot] = key;
        }
    }

    std::vector<std::uint64_t> keys_;
    std::size_t mask_ = 0;
    std::uint32_t size_ = 0;
};

// A well-mixed 64-bit fingerprint of bytes.
constexpr std::uint64_t mixed(std::uint64_t value) {
    value ^= value >> 30U;
    value *= 0xbf58476d1ce4e5b9U;
    value ^= value >> 27U;
    value *= 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

}  // namespace hourglass::model::search
