// One form for the end of any init or invoke, as supervisors outside the sandbox take it.
#pragma once

#include "model/messages/init.hpp"
#include "model/messages/internal_state.hpp"
#include "model/messages/invoke.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace hourglass::model {

struct MetricsDimensions {
    std::optional<InvokeResponseMode> response_mode{};

    bool operator==(const MetricsDimensions&) const = default;
};

// "invoke_response_mode=streaming"; empty without a mode.
std::string text_of(const MetricsDimensions& dimensions);

struct DoneMetadata {
    std::int64_t active_extensions{};
    std::chrono::milliseconds extensions_reset{};
    std::string extension_names{};
    std::string runtime_release{};
    std::optional<TelemetrySubscriptionMetrics> logs_api_metrics{};
    InvokeMetrics invoke_metrics{};
    std::optional<WallTime> completed{};
    std::optional<Instant> received{};
    ResponseMetrics response_metrics{};
    MetricsDimensions dimensions{};

    bool operator==(const DoneMetadata&) const = default;
};

struct Done {
    bool wait_for_exit{};
    ErrorType error_type{};
    DoneMetadata meta{};

    bool operator==(const Done&) const = default;
};

struct DoneFail {
    ErrorType error_type{};
    DoneMetadata meta{};

    bool operator==(const DoneFail&) const = default;
};

struct DoneWithState {
    std::optional<Done> done{};
    InternalStateDescription state{};

    bool operator==(const DoneWithState&) const = default;
};

Done done(const InvokeSuccess& success);
DoneFail done_fail(const InvokeFailure& failure);
// An init has less to tell: no names, no metrics of an invoke.
DoneFail done_fail(const InitFailure& failure);

}  // namespace hourglass::model
