// Durations as people write them: "20ms", "1.5s", "600us", "250ns", "0".
#pragma once

#include "model/base/result.hpp"
#include "model/base/time.hpp"

#include <string>
#include <string_view>

namespace hourglass::model {

// What a duration may be. The longest is far beyond anything a sandbox does, and far from the end
// of Instant, so that sums of durations do not overflow.
struct DurationRange {
    Duration least{};
    Duration most = std::chrono::hours{24 * 365 * 10};
};

inline constexpr DurationRange signed_durations{
    .least = -DurationRange{}.most,
    .most = DurationRange{}.most,
};

// Takes a number, which may have a sign and a fraction, and one of the units ns, us, ms and s; a
// zero needs no unit. Finer than a nanosecond is refused.
Result<Duration> parse_duration(std::string_view text, DurationRange range = {});

// The shortest text that parse_duration reads back as `duration`.
std::string write_duration(Duration duration);

}  // namespace hourglass::model
