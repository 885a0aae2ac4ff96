// What is to happen, in order of time; what is due at the same instant happens in the order in
// which it was entered. A sorted list that keeps its memory: few things are due at a time, and what
// is entered is mostly due after them, so that a heap has more to move.
#pragma once

#include "model/base/expects.hpp"
#include "model/base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace hourglass::sim {

template <class What>
class Agenda {
public:
    struct Entry {
        model::Instant at{};
        std::uint32_t order{};
        What what{};
    };

    void clear() {
        entries_.clear();
        first_ = 0;
        entered_ = 0;
    }

    // A place in the order for something that is kept elsewhere (see Alarms).
    std::uint32_t next_order() {
        EXPECTS(entered_ < std::numeric_limits<std::uint32_t>::max(),
                "a run has fewer than 2^32 entries in its agenda");
        return entered_++;
    }

    void enter(model::Instant at, const What& what) {
        make_room();
        std::size_t place = entries_.size();
        entries_.emplace_back();
        for (; place > first_ && entries_[place - 1].at > at; --place) {
            entries_[place] = entries_[place - 1];
        }
        Entry& entry = entries_[place];
        entry.at = at;
        entry.order = next_order();
        entry.what = what;
    }

    bool empty() const { return first_ == entries_.size(); }
    const Entry& first() const { return entries_[first_]; }

    Entry take_first() { return entries_[first_++]; }

private:
    // Forgets what was taken, before the list grows for it.
    void make_room() {
        if (first_ == entries_.size()) {
            entries_.clear();
            first_ = 0;
        } else if (entries_.size() == entries_.capacity() && first_ > entries_.size() / 2) {
            const auto taken = entries_.begin() + static_cast<std::ptrdiff_t>(first_);
            entries_.erase(entries_.begin(), taken);
            first_ = 0;
        }
    }

    std::vector<Entry> entries_;  // in order from first_ on
    std::size_t first_ = 0;
    std::uint32_t entered_ = 0;
};

}  // namespace hourglass::sim
