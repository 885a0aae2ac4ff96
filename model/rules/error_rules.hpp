// Family ERR: which error a failure is called.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array error_rules{
    Rule{"ERR-01", Safety,     Must,   Inferred,   Must,   Observed,
         "The first fatal error of a generation is written once and stays until it is cleared.",
         "RIE internal/lambda/appctx/appctxutil.go; "
         "RIE internal/lambda/appctx/appctxutil_test.go"},
    Rule{"ERR-02", Safety,     Must,   Inferred,   Must,   Observed,
         "A failed init or invoke has the first fatal error "
         "as its type, or Sandbox.Failure when there is none.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"ERR-03", Wire,       Should, Captured,   Must,   Observed,
         "The record of the runtime's end in init or restore has an errorType only when it failed.",
         "AWS docs: Telemetry API event schema; RIE internal/lambda/rapid/handlers.go"},
    Rule{"ERR-04", Safety,     {},     {},         Must,   Observed,
         "A first fatal error that stands when a restore ends replaces the result of the restore.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"ERR-05", Safety,     {},     {},         Should, Observed,
         "An exit is classified by the generation of the instant at which it is noticed.",
         "RIE internal/lambda/rapid/exit.go"},
    Rule{"ERR-06", Safety,     Must,   Inferred,   Must,   Inferred,
         "Function errors, bad sizes, init errors of the runtime, "
         "restore hook errors and resets are no fatal errors.",
         "RIE internal/lambda/fatalerror/fatalerror.go"},
    Rule{"ERR-08", Safety,     {},     {},         Must,   Inferred,
         "A failed init says whether a reset caused it and whether it asks for one.",
         "RIE internal/lambda/interop/sandbox_model.go"},
    Rule{"ERR-09", Safety,     Should, Inferred,   Must,   Inferred,
         "An exit that was noticed before a reset keeps its own error as the cause of the failure.",
         "RIE internal/lambda/rapid/exit.go; RIE internal/lambda/core/registrations.go"},
    Rule{"ERR-10", Safety,     {},     {},         Must,   Inferred,
         "A release after a failure of any type reports that the invoke has failed.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"ERR-11", Wire,       Should, Inferred,   Must,   Observed,
         "An error type of the runtime that has not the form of the "
         "known families becomes Function.Unknown or Runtime.Unknown.",
         "RIE internal/lambda/fatalerror/fatalerror.go"},
    Rule{"ERR-12", Wire,       Should, Inferred,   Must,   Observed,
         "An error cause for tracing is taken from its header or "
         "body, dropped when invalid and compacted above 64 KiB.",
         "RIE internal/lambda/rapi/model/error_cause.go"},
    Rule{"ERR-30", Safety,     Must,   Inferred,   Should, Inferred,
         "Runtime.ExitError implies that the runtime exited, and "
         "Extension.Crash that an extension of the same generation did.",
         "RIE internal/lambda/rapid/exit.go"},
    Rule{"ERR-31", Safety,     Must,   Inferred,   Must,   Inferred,
         "A reset never shows to a caller as an error type or text of its own.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"ERR-32", Safety,     Must,   Inferred,   Must,   Inferred,
         "All waits of one generation that are cancelled report the same first cause.",
         "RIE internal/lambda/core/registrations.go"},
    Rule{"ERR-33", Liveness,   Must,   Inferred,   Must,   Inferred,
         "The exit of every process that the platform "
         "started is noticed and acted upon without delay.",
         "floci-io/floci#3314; floci-io/floci#609"},
    Rule{"ERR-34", Wire,       Must,   Captured,   Must,   Observed,
         "The message of a runtime exit tells the exit status or the name of the signal.",
         "floci-io/floci#3314; RIE internal/lambda/rapid/exit.go"},
};
// clang-format on

}  // namespace hourglass::model::rules
