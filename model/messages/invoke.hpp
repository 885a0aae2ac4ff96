// Asking for an invocation, and what comes of it.
#pragma once

#include "model/base/time.hpp"
#include "model/messages/error_type.hpp"
#include "model/messages/metrics.hpp"
#include "model/messages/payload_reader.hpp"
#include "model/messages/response.hpp"
#include "model/messages/response_mode.hpp"
#include "model/messages/wall_time.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace hourglass::model {

struct Invoke {
    std::string trace_id{};  // the tracing header
    std::string lambda_segment_id{};
    std::string id{};  // the request's; that of the reservation wins
    std::string tenant_id{};
    std::string invoked_function_arn{};
    std::string cognito_identity_id{};
    std::string cognito_identity_pool_id{};
    Instant deadline{};
    std::string client_context{};
    std::string content_type{};                // empty: application/json
    std::shared_ptr<PayloadReader> payload{};  // not in JSON
    bool need_debug_logs{};
    std::string reservation_token{};
    std::string version_id{};
    std::optional<Instant> received{};
    std::optional<InvokeResponseMetrics> response_metrics{};  // once the response has been sent
    std::optional<InvokeResponseMode> response_mode{};
    std::chrono::nanoseconds restore_duration{};  // for tracing
    std::optional<Instant> restore_started{};     // for tracing
};

// A reservation of the sandbox for one invoke.
struct Token {
    std::string reservation_token{};
    std::string invoke_id{};
    std::string tenant_id{};
    std::string version_id{};
    std::chrono::nanoseconds function_timeout{};
    Instant invack_deadline = end_of_time;  // when the reservation expires
    std::string trace_id{};
    std::string lambda_segment_id{};
    std::string invoke_metadata{};
    bool need_debug_logs{};
    std::chrono::nanoseconds restore_duration{};
    std::optional<Instant> restore_started{};

    bool operator==(const Token&) const = default;
};

struct InvokeSuccess {
    std::string runtime_release{};      // METR-08
    std::int64_t active_extensions{};   // all that are known, in whatever state
    std::string extension_names{};      // METR-07
    WallTime completed{};               // without the time since the response, METR-05
    std::optional<Instant> received{};  // as the request says
    std::optional<TelemetrySubscriptionMetrics> logs_api_metrics{};  // nothing without telemetry
    ResponseMetrics response_metrics{};
    InvokeMetrics invoke_metrics{};
    std::optional<InvokeResponseMode> response_mode{};

    bool operator==(const InvokeSuccess&) const = default;
};

struct InvokeFailure {
    bool reset_received{};  // a reset ended the invoke
    bool request_reset{};   // whoever asked should reset the sandbox
    ErrorType error_type{};
    std::string error_message{};
    std::string runtime_release{};
    std::int64_t active_extensions{};
    std::optional<Instant> received{};
    std::optional<TelemetrySubscriptionMetrics> logs_api_metrics{};
    ResponseMetrics response_metrics{};
    InvokeMetrics invoke_metrics{};
    std::string extension_names{};
    std::optional<ErrorInvokeResponse> default_error_response{};  // always there, INV-20
    std::optional<InvokeResponseMode> response_mode{};

    bool operator==(const InvokeFailure&) const = default;
};

}  // namespace hourglass::model
