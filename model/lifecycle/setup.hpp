// What a platform is told before it starts: everything that is fixed for a run.
#pragma once

#include "model/lifecycle/profile.hpp"
#include "model/trace/record.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace hourglass::model {

enum class InitMode : std::uint8_t { Normal, Suppressed };
enum class InitCaching : std::uint8_t { Off, On };
enum class InitType : std::uint8_t { OnDemand, ProvisionedConcurrency, SnapStart };

// Of responses that are streamed to their caller; 0: the profile's.
struct StreamLimits {
    std::int64_t burst{};  // bytes free of charge
    std::int64_t rate{};   // bytes a second after that
    std::int64_t most{};   // bytes of one response; also of a buffered one to a direct caller

    bool operator==(const StreamLimits&) const = default;
};

struct Setup {
    ProfileName profile{};
    InitMode init_mode{};  // Suppressed: the init request starts nothing, the first invoke does
    InitType init_type{};
    InitCaching init_caching{};
    std::uint8_t external_extensions{};     // files found: slots 0 .. n-1, at most max_slots
    std::array<TextId, max_slots> names{};  // of the files, in ascending byte order
    Duration function_timeout{};            // 0: the profile's
    std::optional<Duration> init_limit{};   // replaces the profile's; 0 means no limit
    StreamLimits stream{};
};

}  // namespace hourglass::model
