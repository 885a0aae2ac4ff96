// Amounts that are no durations. The unit is the type.
#pragma once

#include <compare>
#include <cstdint>

namespace hourglass::model {

struct ByteCount {
    std::int64_t value{};

    auto operator<=>(const ByteCount&) const = default;
};

struct BytesPerSecond {
    std::int64_t value{};

    auto operator<=>(const BytesPerSecond&) const = default;
};

struct Megabytes {
    std::uint64_t value{};

    auto operator<=>(const Megabytes&) const = default;
};

// The longest body that an invocation may have, either way: 6 MiB and a little.
inline constexpr ByteCount longest_payload{6 * 1024 * 1024 + 100};

}  // namespace hourglass::model
