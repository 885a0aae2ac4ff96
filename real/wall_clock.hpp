// The one look at the wall clock: what stands in traces is counted from it, and deadlines are told
// by it.
#pragma once

#include "model/base/time.hpp"
#include "model/trace/record.hpp"

#include <chrono>
#include <cstdint>

namespace hourglass::real {

inline std::int64_t wall_now_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

// The wall clock beside the clock of a run, which runs on evenly. Whoever wakes from sleep or asks
// for the time over a network steps the one and not the other; so may a scenario, for the platform
// alone.
class WallClock {
public:
    using SteadyClock = std::chrono::steady_clock;

    explicit WallClock(SteadyClock::time_point start) : start_(start), epoch_ms_(wall_now_ms()) {}

    // The platform sees the clock jump by so much, `at` after the start.
    void step(model::Duration at, model::Duration by) {
        step_at_ = at;
        step_by_ = by;
    }

    // Where it stood at the start, Unix milliseconds.
    std::int64_t epoch_ms() const { return epoch_ms_; }
    // By how much it has jumped since it was looked at last; zero for what clocks drift apart.
    model::Duration look();
    // The effect as it is told: a deadline by the clock as it was when it was looked at last.
    model::Record told(model::Record effect) const;

private:
    SteadyClock::time_point start_;
    std::int64_t epoch_ms_;
    model::Duration step_at_{};
    model::Duration step_by_{};
    model::Duration off_{};  // all jumps so far
};

}  // namespace hourglass::real
