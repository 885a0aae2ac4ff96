// The JSON of Done and DoneFail, whose metrics stand in one flat object.
#pragma once

#include "model/messages/done.hpp"
#include "model/messages/json/internal_state.hpp"
#include "model/messages/json/metrics.hpp"
#include "model/messages/json/units.hpp"

namespace hourglass::model {

constexpr auto json_fields(std::type_identity<MetricsDimensions>) {
    using T = MetricsDimensions;
    return std::tuple{field("InvokeResponseMode", &T::response_mode, as_mode_or_empty)};
}

constexpr auto json_fields(std::type_identity<DoneMetadata>) {
    using T = DoneMetadata;
    return std::tuple{
        field("NumActiveExtensions", &T::active_extensions),
        field("ExtensionsResetMs", &T::extensions_reset, as_count),
        field("ExtensionNames", &T::extension_names),
        field("RuntimeRelease", &T::runtime_release),
        field("LogsAPIMetrics", &T::logs_api_metrics),
        embedded(&T::invoke_metrics),
        field("InvokeCompletionTimeNs", &T::completed, as_count),
        field("InvokeReceivedTime", &T::received, as_count),
        embedded(&T::response_metrics),
        field("MetricsDimensions", &T::dimensions),
    };
}

constexpr auto json_fields(std::type_identity<Done>) {
    return std::tuple{
        field("WaitForExit", &Done::wait_for_exit),
        field("ErrorType", &Done::error_type),
        field("Meta", &Done::meta),
    };
}

constexpr auto json_fields(std::type_identity<DoneFail>) {
    return std::tuple{
        field("ErrorType", &DoneFail::error_type),
        field("Meta", &DoneFail::meta),
    };
}

constexpr auto json_fields(std::type_identity<DoneWithState>) {
    return std::tuple{
        field("Done", &DoneWithState::done),
        field("State", &DoneWithState::state),
    };
}

}  // namespace hourglass::model
