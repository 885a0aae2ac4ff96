// Model time. The model has no clock: an Instant reaches it only as the stamp that a backend
// puts on an event, so mixing it with std::chrono's clocks does not compile.
#pragma once

#include <chrono>
#include <cstdint>

namespace hourglass::model {

using Duration = std::chrono::nanoseconds;

struct ModelClock {
    using rep = std::int64_t;
    using period = std::nano;
    using duration = Duration;
    using time_point = std::chrono::time_point<ModelClock, Duration>;
    static constexpr bool is_steady = true;
};

// Nanoseconds since the run began.
using Instant = ModelClock::time_point;

constexpr Instant instant_at(Duration since_start) {
    return Instant{since_start};
}

constexpr Instant end_of_time = Instant::max();

}  // namespace hourglass::model
