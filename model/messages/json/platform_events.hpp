// The JSON of platform events, as telemetry subscribers get it.
#pragma once

#include "model/messages/json/metrics.hpp"
#include "model/messages/json/units.hpp"
#include "model/messages/platform_events.hpp"

namespace hourglass::model {

void read_value(const JsonValue& value, InitType& out);
void read_value(const JsonValue& value, DoneStatus& out);
Json write_value(AsJson, InitType in);
Json write_value(AsJson, DoneStatus in);

constexpr auto json_fields(std::type_identity<TracingContext>) {
    using T = TracingContext;
    return std::tuple{
        omitted_if_empty("spanId", &T::span_id),
        field("type", &T::type),
        field("value", &T::value),
    };
}

constexpr auto json_fields(std::type_identity<InitStartEvent>) {
    using T = InitStartEvent;
    return std::tuple{
        field("initializationType", &T::init_type),
        field("runtimeVersion", &T::runtime_version),
        field("runtimeVersionArn", &T::runtime_version_arn),
        field("functionName", &T::function_name),
        field("functionArn", &T::function_arn),
        field("functionVersion", &T::function_version),
        field("instanceId", &T::instance_id),
        field("instanceMaxMemory", &T::instance_max_memory),
        field("phase", &T::phase),
        omitted_if_empty("tracing", &T::tracing),
    };
}

constexpr auto json_fields(std::type_identity<InitRuntimeDoneEvent>) {
    using T = InitRuntimeDoneEvent;
    return std::tuple{
        field("initializationType", &T::init_type),
        field("status", &T::status),
        field("phase", &T::phase),
        omitted_if_empty("errorType", &T::error_type),
        omitted_if_empty("tracing", &T::tracing),
    };
}

constexpr auto json_fields(std::type_identity<InitReportMetrics>) {
    return std::tuple{field("durationMs", &InitReportMetrics::duration, as_milliseconds)};
}

constexpr auto json_fields(std::type_identity<InitReportEvent>) {
    using T = InitReportEvent;
    return std::tuple{
        field("initializationType", &T::init_type),
        field("metrics", &T::metrics),
        field("phase", &T::phase),
        omitted_if_empty("tracing", &T::tracing),
    };
}

constexpr auto json_fields(std::type_identity<RestoreRuntimeDoneEvent>) {
    using T = RestoreRuntimeDoneEvent;
    return std::tuple{
        field("status", &T::status),
        omitted_if_empty("errorType", &T::error_type),
        omitted_if_empty("tracing", &T::tracing),
    };
}

constexpr auto json_fields(std::type_identity<InvokeStartEvent>) {
    using T = InvokeStartEvent;
    return std::tuple{
        field("requestId", &T::request_id),
        omitted_if_empty("tenantId", &T::tenant_id),
        omitted_if_empty("version", &T::version),
        omitted_if_empty("tracing", &T::tracing),
    };
}

constexpr auto json_fields(std::type_identity<Span>) {
    return std::tuple{
        field("name", &Span::name),
        field("start", &Span::start),
        field("durationMs", &Span::duration, as_milliseconds),
    };
}

constexpr auto json_fields(std::type_identity<InvokeRuntimeDoneEvent>) {
    using T = InvokeRuntimeDoneEvent;
    return std::tuple{
        field("requestId", &T::request_id),
        omitted_if_empty("tenantId", &T::tenant_id),
        field("status", &T::status),
        omitted_if_empty("metrics", &T::metrics),
        omitted_if_empty("tracing", &T::tracing),
        omitted_if_empty("spans", &T::spans),
        omitted_if_empty("errorType", &T::error_type),
    };
}

constexpr auto json_fields(std::type_identity<ExtensionInitEvent>) {
    using T = ExtensionInitEvent;
    return std::tuple{
        field("name", &T::name),
        field("state", &T::state),
        field("events", &T::events),
        omitted_if_empty("errorType", &T::error_type),
    };
}

constexpr auto json_fields(std::type_identity<ReportMetrics>) {
    using T = ReportMetrics;
    return std::tuple{
        field("durationMs", &T::duration, as_milliseconds),
        field("billedDurationMs", &T::billed, as_milliseconds),
        field("memorySizeMB", &T::memory_size),
        field("maxMemoryUsedMB", &T::memory_used),
        omitted_if_empty("initDurationMs", &T::init, as_milliseconds),
    };
}

constexpr auto json_fields(std::type_identity<ReportEvent>) {
    using T = ReportEvent;
    return std::tuple{
        field("requestId", &T::request_id),
        omitted_if_empty("tenantId", &T::tenant_id),
        field("status", &T::status),
        field("metrics", &T::metrics),
        omitted_if_empty("tracing", &T::tracing),
        omitted_if_empty("spans", &T::spans),
        omitted_if_empty("errorType", &T::error_type),
    };
}

constexpr auto json_fields(std::type_identity<EndEvent>) {
    return std::tuple{field("requestId", &EndEvent::request_id)};
}

constexpr auto json_fields(std::type_identity<FaultEvent>) {
    using T = FaultEvent;
    return std::tuple{
        field("RequestID", &T::request_id),
        field("ErrorMessage", &T::error_message),
        field("ErrorType", &T::error_type),
    };
}

}  // namespace hourglass::model
