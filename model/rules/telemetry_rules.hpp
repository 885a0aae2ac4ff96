// Family TEL: subscriptions to telemetry and their delivery.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array telemetry_rules{
    Rule{"TEL-01", Wire,       Must,   Documented, {},     {},
         "A valid subscription is answered with 200 and the body OK as a JSON string.",
         "AWS docs: Lambda Telemetry API"},
    Rule{"TEL-02", Wire,       Must,   Documented, {},     {},
         "A subscription that breaks the schema is answered with 400 and ValidationError.",
         "AWS docs: Lambda Telemetry API"},
    Rule{"TEL-03", Safety,     Must,   Documented, {},     {},
         "A subscription after the end of init is refused with 403.",
         "AWS docs: Lambda Telemetry API; RIE internal/lambda/rapi/handler/runtimelogs.go"},
    Rule{"TEL-04", Safety,     Must,   Documented, {},     {},
         "A subscriber receives only events of the types that it subscribed to.",
         "AWS docs: Lambda Telemetry API"},
    Rule{"TEL-05", Safety,     Must,   Documented, {},     {},
         "A batch is sent when its items, its bytes or its "
         "age reach the limit that the subscriber set.",
         "AWS docs: Lambda Telemetry API"},
    Rule{"TEL-06", Wire,       Must,   Documented, {},     {},
         "Every event has time, type and record, and a batch is a JSON array of events.",
         "AWS docs: Telemetry API event schema"},
    Rule{"TEL-07", Safety,     Should, Inferred,   {},     {},
         "Events of one invoke reach a subscriber in the order in which they happened.",
         "AWS docs: Lambda Telemetry API; DataDog/datadog-lambda-extension#746"},
    Rule{"TEL-08", Safety,     Must,   Documented, {},     {},
         "Events that had to be dropped are announced by a platform.logsDropped event.",
         "AWS docs: Telemetry API event schema"},
    Rule{"TEL-09", Safety,     Must,   Documented, {},     {},
         "Each accepted subscription is announced by a platform.telemetrySubscription event.",
         "AWS docs: Telemetry API event schema"},
    Rule{"TEL-10", Liveness,   Should, Observed,   {},     {},
         "Events that are buffered when the sandbox shuts down "
         "are delivered before the subscriber's time is over.",
         "elastic/apm-aws-lambda#347; DataDog/datadog-lambda-extension#746"},
    Rule{"TEL-11", Wire,       Must,   Captured,   {},     {},
         "Metrics in records are numbers, and initDurationMs is present on the cold invoke alone.",
         "aws/aws-lambda-runtime-interface-emulator#183"},
    Rule{"TEL-12", Safety,     Must,   Inferred,   {},     {},
         "A subscriber that is slow, closed or answers with an error never holds up an invoke.",
         "AWS docs: Lambda Telemetry API; newrelic/newrelic-lambda-extension#267"},
    Rule{"TEL-13", Wire,       Must,   Documented, {},     {},
         "Buffering limits outside the documented ranges are refused: "
         "1000 to 10000 items, 256 KiB to 1 MiB, 25 ms to 30 s.",
         "AWS docs: Lambda Telemetry API"},
    Rule{"TEL-14", Wire,       Must,   Documented, {},     {},
         "A destination is an HTTP address or a TCP port "
         "inside the sandbox, and any other is refused.",
         "AWS docs: Lambda Telemetry API"},
    Rule{"TEL-15", Wire,       Must,   Documented, {},     {},
         "Lines that function and extensions write to "
         "their outputs become events of their own types.",
         "AWS docs: Lambda Telemetry API"},
    Rule{"TEL-16", Safety,     Must,   Documented, {},     {},
         "A subscription needs the identifier of a registered extension.",
         "AWS docs: Lambda Telemetry API; RIE internal/lambda/rapi/handler/runtimelogs.go"},
    Rule{"TEL-17", Safety,     Must,   Inferred,   {},     {},
         "A reset ends all subscriptions of its generation.",
         "RIE internal/lambda/rapid/sandbox.go"},
};
// clang-format on

}  // namespace hourglass::model::rules
