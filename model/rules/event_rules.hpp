// Family EVT: platform records about the lifecycle.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array event_rules{
    Rule{"EVT-01", Safety,     Must,   Documented, Must,   Observed,
         "A successful init is recorded as initStart, initRuntimeDone "
         "with success, one record per extension, then initReport.",
         "AWS docs: Telemetry API event schema; RIE internal/lambda/rapid/handlers.go"},
    Rule{"EVT-02", Safety,     Should, Captured,   Must,   Observed,
         "A failed init has the same bracket of records, with "
         "initRuntimeDone only if the start of the runtime was tried.",
         "AWS docs: Telemetry API event schema; RIE internal/lambda/rapid/handlers.go"},
    Rule{"EVT-03", Safety,     Must,   Documented, Must,   Observed,
         "An invoke is recorded as start and, once the runtime has "
         "answered and polled again, runtimeDone with success.",
         "AWS docs: Telemetry API event schema; RIE internal/lambda/rapid/handlers.go"},
    Rule{"EVT-04", Safety,     Must,   Documented, Must,   Observed,
         "Each invoke has exactly one start record, after the records of an init inside it.",
         "AWS docs: Telemetry API event schema; RIE internal/lambda/rapid/handlers.go"},
    Rule{"EVT-05", Safety,     Should, Captured,   Must,   Observed,
         "A reset for timeout or failure makes one runtimeDone with that status.",
         "AWS docs: Telemetry API event schema; RIE internal/lambda/rapid/handlers.go"},
    Rule{"EVT-06", Safety,     Should, Inferred,   Must,   Inferred,
         "A runtimeDone with success may be followed by one "
         "with timeout or failure for the same request.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"EVT-07", Safety,     Must,   Inferred,   Must,   Inferred,
         "A record that cannot be sent does not disturb the lifecycle.",
         "RIE internal/lambda/interop/events_api.go"},
    Rule{"EVT-08", Safety,     Should, Captured,   Must,   Observed,
         "The record of an extension tells its state at the end of init.",
         "AWS docs: Telemetry API event schema; RIE internal/lambda/rapid/handlers.go"},
    Rule{"EVT-30", Safety,     Must,   Documented, Must,   Inferred,
         "Init records are bracketed by initStart and "
         "initReport, never nested, one bracket for each init.",
         "AWS docs: Telemetry API event schema; RIE internal/lambda/rapid/handlers.go"},
    Rule{"EVT-31", Safety,     Must,   Documented, {},     {},
         "Every invoke ends with one report record, after its runtimeDone.",
         "AWS docs: Telemetry API event schema; elastic/apm-aws-lambda#347"},
    Rule{"EVT-32", Safety,     Must,   Documented, {},     {},
         "A restore is recorded as restoreStart, restoreRuntimeDone, restoreReport.",
         "AWS docs: Telemetry API event schema"},
    Rule{"EVT-33", Wire,       Must,   Documented, Must,   Observed,
         "Every init record tells the initialization type: "
         "on-demand, provisioned-concurrency or snap-start.",
         "AWS docs: Telemetry API event schema; RIE internal/lambda/interop/events_api.go"},
    Rule{"EVT-34", Safety,     Should, Captured,   {},     {},
         "A lost sandbox is recorded by a fault record.",
         "AWS docs: Telemetry API event schema"},
};
// clang-format on

}  // namespace hourglass::model::rules
