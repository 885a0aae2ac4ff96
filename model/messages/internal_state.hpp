// What a platform tells of its inside when asked, and what it adds at the end of an invoke or
// reset.
#pragma once

#include "model/messages/error_type.hpp"
#include "model/messages/response_mode.hpp"
#include "model/messages/wall_time.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::model {

struct StateDescription {
    std::string name;  // as state_name() spells it
    WallMilliseconds last_modified{};
    std::optional<WallTime> response_time{};  // of the runtime's last accepted response

    bool operator==(const StateDescription&) const = default;
};

struct RuntimeDescription {
    StateDescription state{};

    bool operator==(const RuntimeDescription&) const = default;
};

struct ExtensionDescription {
    std::string name{};
    std::string id{};
    StateDescription state{};
    std::string error_type{};  // what it said of itself, or why it could not be started

    bool operator==(const ExtensionDescription&) const = default;
};

struct InternalStateDescription {
    std::optional<RuntimeDescription> runtime{};  // nothing when none is registered
    std::vector<ExtensionDescription> extensions{};
    ErrorType first_fatal_error{};

    bool operator==(const InternalStateDescription&) const = default;
};

struct ResponseMetricsDimensions {
    std::optional<InvokeResponseMode> response_mode{};

    bool operator==(const ResponseMetricsDimensions&) const = default;
};

struct ResponseMetricsDescription {
    std::chrono::microseconds latency{};
    ResponseMetricsDimensions dimensions{};

    bool operator==(const ResponseMetricsDescription&) const = default;
};

// The answer to waiting for the end of an invoke.
struct ReleaseResponse {
    InternalStateDescription state{};
    ResponseMetricsDescription response_metrics{};

    bool operator==(const ReleaseResponse&) const = default;
};

// The answer to a reset.
struct ResetDescription {
    std::chrono::milliseconds extensions_reset{};
    ResponseMetricsDescription response_metrics{};

    bool operator==(const ResetDescription&) const = default;
};

}  // namespace hourglass::model
