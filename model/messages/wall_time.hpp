// Wall clock instants, apart from Instant: a platform has two clocks, and only Instant is sure to
// go forward. Like ModelClock, WallClock has no now(): wall time reaches the model as a stamp.
#pragma once

#include "model/base/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hourglass::model {

struct WallClock {
    using rep = std::int64_t;
    using period = std::nano;
    using duration = Duration;
    using time_point = std::chrono::time_point<WallClock, Duration>;
    static constexpr bool is_steady = false;
};

// Since 1970-01-01T00:00:00Z. Holds the years 1678 to 2261.
using WallTime = WallClock::time_point;
using WallMilliseconds = std::chrono::time_point<WallClock, std::chrono::milliseconds>;

// Nothing if the text is no such time or WallTime cannot hold it. RFC 3339, any offset, up to nine
// decimal places of a second.
std::optional<WallTime> parse_wall_time(std::string_view text);

// In UTC, without trailing zeros: "2026-01-31T10:00:00.25Z".
std::string write_wall_time(WallTime time);

// What stands for "no time" on the wire.
inline constexpr std::string_view zero_time = "0001-01-01T00:00:00Z";

}  // namespace hourglass::model
