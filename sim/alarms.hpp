// The platform's timers: one slot for each Timer, so arming again replaces and nothing stale
// stays in the agenda.
#pragma once

#include "model/base/time.hpp"
#include "model/trace/record.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace hourglass::sim {

struct Alarm {
    model::Instant due = model::end_of_time;  // end_of_time: not armed
    std::uint32_t order{};                    // among what is due at the same instant
    model::CallId token{};
};

class Alarms {
public:
    void clear() {
        slots_ = {};
        first_ = 0;
    }

    void arm(model::Timer timer, const Alarm& alarm) {
        const auto slot = static_cast<std::size_t>(timer);
        const bool sooner = is_before(alarm, slots_[first_]);
        slots_.at(slot) = alarm;
        if (sooner) {
            first_ = slot;
        } else if (slot == first_) {
            find_first();
        }
    }
    void cancel(model::Timer timer) { arm(timer, {}); }
    // All that are armed are due so much earlier, but not before `now`.
    void bring_forward(model::Duration by, model::Instant now) {
        for (Alarm& one : slots_) {
            if (one.due != model::end_of_time) one.due = std::max(one.due - by, now);
        }
        find_first();
    }

    // The one that is due first; its `due` is end_of_time if none is armed.
    const Alarm& first() const { return slots_[first_]; }
    model::Timer first_timer() const { return static_cast<model::Timer>(first_); }

private:
    static bool is_before(const Alarm& one, const Alarm& other) {
        return one.due < other.due || (one.due == other.due && one.order < other.order);
    }

    void find_first() {
        first_ = 0;
        for (std::size_t i = 1; i < slots_.size(); ++i) {
            if (is_before(slots_[i], slots_[first_])) first_ = i;
        }
    }

    std::array<Alarm, model::timer_count> slots_{};
    std::size_t first_ = 0;
};

}  // namespace hourglass::sim
