// The parts that a search is made of: its tables, and what one block of states leads to.
#pragma once

#include "model/search/fingerprints.hpp"
#include "model/search/frontier.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace hourglass::model::search {

namespace detail {

// A state that was found in this round, before anybody knows whether it is new.
struct Candidate {
    std::uint64_t fingerprint;
    std::uint32_t parent;
    std::uint16_t action;
    std::uint8_t budget;
    bool broken;  // the invariant does not hold
};

// How a state was reached first: 6 bytes.
struct __attribute__((packed)) Origin {
    std::uint32_t parent;
    std::uint16_t action;
};

struct Spotted {
    std::uint64_t order = ~std::uint64_t{0};  // in the round; the least is reported
    std::uint32_t number = 0;

    void take(std::uint64_t at, std::uint32_t which) {
        if (at < order) *this = {at, which};
    }
};

// What one block of states leads to.
struct Lane {
    std::vector<Candidate> found;
    std::vector<std::uint64_t> words;  // of each candidate; beyond the last, room for more
    std::uint64_t generated = 0;
    std::uint64_t deadlocks = 0;
    Spotted deadlock;

    // Where the words of the next candidate go; it counts once it is in `found`.
    std::uint64_t* room_for(std::size_t count) {
        const std::size_t begin = found.size() * count;
        if (begin + count > words.size()) words.resize(2 * (begin + count));
        return words.data() + begin;
    }
    void clear() {
        found.clear();
        generated = deadlocks = 0;
        deadlock = {};
    }
};

// One of the tables: its states are numbered one after another, so those of a level follow `first`.
struct Shard {
    Shard(Beside beside, std::size_t words) : seen(beside), level(words), next(words) {}
    Shard(const Shard&) = delete;
    Shard(Shard&&) = default;

    Fingerprints seen;
    std::deque<Origin> origins;
    Frontier level;
    Frontier next;
    std::uint32_t first = 0;
    Spotted broken;
};

}  // namespace detail

}  // namespace hourglass::model::search
