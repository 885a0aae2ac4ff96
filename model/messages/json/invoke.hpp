// The JSON of an invocation, its reservation and its ends. The payload stands beside it, as a body.
#pragma once

#include "model/messages/invoke.hpp"
#include "model/messages/json/metrics.hpp"
#include "model/messages/json/response.hpp"
#include "model/messages/json/units.hpp"

namespace hourglass::model {

constexpr auto json_fields(std::type_identity<Invoke>) {
    using T = Invoke;
    return std::tuple{
        omitted_if_empty("TraceID", &T::trace_id),
        omitted_if_empty("LambdaSegmentID", &T::lambda_segment_id),
        field("ID", &T::id),
        omitted_if_empty("TenantID", &T::tenant_id),
        field("InvokedFunctionArn", &T::invoked_function_arn),
        omitted_if_empty("CognitoIdentityID", &T::cognito_identity_id),
        omitted_if_empty("CognitoIdentityPoolID", &T::cognito_identity_pool_id),
        field("DeadlineNs", &T::deadline, as_decimal_text),
        omitted_if_empty("ClientContext", &T::client_context),
        omitted_if_empty("ContentType", &T::content_type),
        omitted_if_empty("NeedDebugLogs", &T::need_debug_logs),
        omitted_if_empty("ReservationToken", &T::reservation_token),
        omitted_if_empty("VersionID", &T::version_id),
        omitted_if_empty("InvokeReceivedTime", &T::received, as_count),
        omitted_if_empty("InvokeResponseMetrics", &T::response_metrics),
        omitted_if_empty("InvokeResponseMode", &T::response_mode, as_mode_or_empty),
        omitted_if_empty("RestoreDurationNs", &T::restore_duration, as_count),
        omitted_if_empty("RestoreStartTimeMonotime", &T::restore_started, as_count),
    };
}

constexpr auto json_fields(std::type_identity<Token>) {
    using T = Token;
    return std::tuple{
        field("ReservationToken", &T::reservation_token),
        field("InvokeID", &T::invoke_id),
        omitted_if_empty("TenantID", &T::tenant_id),
        field("VersionID", &T::version_id),
        field("FunctionTimeout", &T::function_timeout, as_count),
        field("InvackDeadlineNs", &T::invack_deadline, as_count),
        omitted_if_empty("TraceID", &T::trace_id),
        omitted_if_empty("LambdaSegmentID", &T::lambda_segment_id),
        omitted_if_empty("InvokeMetadata", &T::invoke_metadata),
        omitted_if_empty("NeedDebugLogs", &T::need_debug_logs),
        omitted_if_empty("RestoreDurationNs", &T::restore_duration, as_count),
        omitted_if_empty("RestoreStartTimeMonotime", &T::restore_started, as_count),
    };
}

constexpr auto json_fields(std::type_identity<InvokeSuccess>) {
    using T = InvokeSuccess;
    return std::tuple{
        field("RuntimeRelease", &T::runtime_release),
        field("NumActiveExtensions", &T::active_extensions),
        field("ExtensionNames", &T::extension_names),
        field("InvokeCompletionTimeNs", &T::completed, as_count),
        field("InvokeReceivedTime", &T::received, as_count),
        field("LogsAPIMetrics", &T::logs_api_metrics),
        field("ResponseMetrics", &T::response_metrics),
        field("InvokeMetrics", &T::invoke_metrics),
        field("InvokeResponseMode", &T::response_mode, as_mode_or_empty),
    };
}

constexpr auto json_fields(std::type_identity<InvokeFailure>) {
    using T = InvokeFailure;
    return std::tuple{
        field("ResetReceived", &T::reset_received),
        field("RequestReset", &T::request_reset),
        field("ErrorType", &T::error_type),
        field("ErrorMessage", &T::error_message),
        field("RuntimeRelease", &T::runtime_release),
        field("NumActiveExtensions", &T::active_extensions),
        field("InvokeReceivedTime", &T::received, as_count),
        field("LogsAPIMetrics", &T::logs_api_metrics),
        field("ResponseMetrics", &T::response_metrics),
        field("InvokeMetrics", &T::invoke_metrics),
        field("ExtensionNames", &T::extension_names),
        field("DefaultErrorResponse", &T::default_error_response),
        field("InvokeResponseMode", &T::response_mode, as_mode_or_empty),
    };
}

}  // namespace hourglass::model
