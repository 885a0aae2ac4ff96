// The JSON of resets, shutdowns and restores, and of their ends.
#pragma once

#include "model/messages/json/metrics.hpp"
#include "model/messages/json/response.hpp"
#include "model/messages/json/units.hpp"
#include "model/messages/reset.hpp"
#include "model/messages/restore.hpp"

namespace hourglass::model {

constexpr auto json_fields(std::type_identity<Reset>) {
    using T = Reset;
    return std::tuple{
        field("reason", &T::reason),
        field("DeadlineNs", &T::deadline, as_count),
        omitted_if_empty("InvokeResponseMetrics", &T::response_metrics),
        omitted_if_empty("InvokeResponseMode", &T::response_mode, as_mode_or_empty),
        omitted_if_empty("TraceID", &T::trace_id),
        omitted_if_empty("LambdaSegmentID", &T::lambda_segment_id),
    };
}

constexpr auto json_fields(std::type_identity<ResetReport>) {
    using T = ResetReport;
    return std::tuple{
        field("extensionsResetMs", &T::extensions_reset, as_count),
        field("ErrorType", &T::error_type),
        field("ResponseMetrics", &T::response_metrics),
        field("InvokeResponseMode", &T::response_mode, as_mode_or_empty),
    };
}

constexpr auto json_fields(std::type_identity<ResetSuccess>) {
    return json_fields(std::type_identity<ResetReport>{});
}
constexpr auto json_fields(std::type_identity<ResetFailure>) {
    return json_fields(std::type_identity<ResetReport>{});
}

constexpr auto json_fields(std::type_identity<Shutdown>) {
    return std::tuple{field("DeadlineNs", &Shutdown::deadline, as_count)};
}

constexpr auto json_fields(std::type_identity<ShutdownSuccess>) {
    return std::tuple{field("ErrorType", &ShutdownSuccess::error_type)};
}

constexpr auto json_fields(std::type_identity<Restore>) {
    using T = Restore;
    return std::tuple{
        field("awskey", &T::aws_key),
        field("awssecret", &T::aws_secret),
        field("awssession", &T::aws_session),
        field("credentialsExpiry", &T::credentials_expiry, as_wall_time),
        field("restoreHookTimeoutMs", &T::timeout_restore_hook, as_count),
        omitted_if_empty("LogStreamName", &T::log_stream_name),
    };
}

constexpr auto json_fields(std::type_identity<RestoreResult>) {
    return std::tuple{field("restoreMs", &RestoreResult::took, as_decimal_text)};
}

// {"restoreError": text, "restoreMs": "20"}. The text names the kind; any other is a fatal error's
// type. What the function said of its error is not on the wire.
void read_value(const JsonValue& value, RestoreFailure& out);
Json write_value(AsJson, const RestoreFailure& in);

}  // namespace hourglass::model
