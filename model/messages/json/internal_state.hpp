// The JSON of a platform's inside, as its control API gives it.
#pragma once

#include "model/messages/internal_state.hpp"
#include "model/messages/json/units.hpp"

namespace hourglass::model {

constexpr auto json_fields(std::type_identity<StateDescription>) {
    using T = StateDescription;
    return std::tuple{
        field("name", &T::name),
        field("lastModified", &T::last_modified, as_count),
        field("responseTimeNs", &T::response_time, as_count),
    };
}

constexpr auto json_fields(std::type_identity<RuntimeDescription>) {
    return std::tuple{field("state", &RuntimeDescription::state)};
}

constexpr auto json_fields(std::type_identity<ExtensionDescription>) {
    using T = ExtensionDescription;
    return std::tuple{
        field("name", &T::name),
        field("ID", &T::id),
        field("state", &T::state),
        field("errorType", &T::error_type),
    };
}

constexpr auto json_fields(std::type_identity<InternalStateDescription>) {
    using T = InternalStateDescription;
    return std::tuple{
        field("runtime", &T::runtime),
        field("extensions", &T::extensions),
        field("firstFatalError", &T::first_fatal_error),
    };
}

constexpr auto json_fields(std::type_identity<ResponseMetricsDimensions>) {
    using T = ResponseMetricsDimensions;
    return std::tuple{field("invokeResponseMode", &T::response_mode, as_mode_or_empty)};
}

constexpr auto json_fields(std::type_identity<ResponseMetricsDescription>) {
    using T = ResponseMetricsDescription;
    return std::tuple{
        field("runtimeResponseLatencyMs", &T::latency, as_milliseconds),
        field("dimensions", &T::dimensions),
    };
}

constexpr auto json_fields(std::type_identity<ReleaseResponse>) {
    return std::tuple{
        embedded(&ReleaseResponse::state),
        field("responseMetrics", &ReleaseResponse::response_metrics),
    };
}

constexpr auto json_fields(std::type_identity<ResetDescription>) {
    using T = ResetDescription;
    return std::tuple{
        field("extensionsResetMs", &T::extensions_reset, as_count),
        field("responseMetrics", &T::response_metrics),
    };
}

}  // namespace hourglass::model
