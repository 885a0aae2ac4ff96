// What is to happen, in order of time; what is due at the same instant happens in the order in
// which it was entered. A binary heap of small entries that keeps its memory.
#pragma once

#include "model/base/expects.hpp"
#include "model/base/time.hpp"

#include <algorithm>
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

        bool before(const Entry& other) const {
            return at != other.at ? at < other.at : order < other.order;
        }
    };

    void clear() {
        heap_.clear();
        entered_ = 0;
    }

    // A place in the order for something that is kept elsewhere (see Alarms).
    std::uint32_t next_order() {
        EXPECTS(entered_ < std::numeric_limits<std::uint32_t>::max(),
                "a run has fewer than 2^32 entries in its agenda");
        return entered_++;
    }

    void enter(model::Instant at, const What& what) {
        heap_.push_back({at, next_order(), what});
        std::push_heap(heap_.begin(), heap_.end(), later);
    }

    bool empty() const { return heap_.empty(); }
    const Entry& first() const { return heap_.front(); }

    Entry take_first() {
        std::pop_heap(heap_.begin(), heap_.end(), later);
        const Entry entry = heap_.back();
        heap_.pop_back();
        return entry;
    }

private:
    static bool later(const Entry& left, const Entry& right) { return right.before(left); }

    std::vector<Entry> heap_;
    std::uint32_t entered_ = 0;
};

}  // namespace hourglass::sim
