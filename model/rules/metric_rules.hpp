// Family METR: numbers in outcomes and records.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array metric_rules{
    Rule{"METR-01", Wire,       Should, Captured,   Must,   Observed,
         "The record runtimeDone gives the time from release to ready "
         "and the bytes produced, or zeros when nothing was released.",
         "AWS docs: Telemetry API event schema; RIE internal/lambda/rapid/handlers.go"},
    Rule{"METR-02", Wire,       Should, Captured,   Must,   Observed,
         "Durations are in milliseconds, cut to whole microseconds.",
         "RIE internal/lambda/metering/time.go"},
    Rule{"METR-03", Wire,       {},     {},         Must,   Inferred,
         "Response metrics are zero but for streamed responses.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"METR-04", Wire,       {},     {},         Must,   Inferred,
         "Invoke metrics give the size of the payload, the "
         "time to read it, and when the runtime was ready.",
         "RIE internal/lambda/interop/sandbox_model.go"},
    Rule{"METR-05", Wire,       {},     {},         Must,   Inferred,
         "The completion time of an invoke runs from the accepted answer to the end.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"METR-06", Wire,       Should, Inferred,   Must,   Observed,
         "The extensions' reset time is that of the sequence, at "
         "most its budget, with a verdict whether it overran.",
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"METR-07", Wire,       {},     {},         Must,   Observed,
         "Extension names are joined by semicolons and cut between names to at most 127 bytes.",
         "RIE internal/lambda/rapid/handlers_test.go"},
    Rule{"METR-08", Wire,       {},     {},         Must,   Observed,
         "The runtime's release is the first word of its "
         "first user agent, plus features, within 128 bytes.",
         "RIE internal/lambda/appctx/appctxutil.go; "
         "RIE internal/lambda/appctx/appctxutil_test.go"},
    Rule{"METR-09", Wire,       {},     {},         Must,   Observed,
         "Telemetry metrics are the sums of what both subscription interfaces counted.",
         "RIE internal/lambda/rapi/handler/runtimelogs.go"},
    Rule{"METR-10", Wire,       {},     {},         Must,   Observed,
         "Without telemetry a subscription is answered 202 "
         "with an error type that says so, whoever asks.",
         "RIE internal/lambda/rapi/handler/runtimelogs_stub.go"},
    Rule{"METR-30", Safety,     Must,   Inferred,   Must,   Inferred,
         "No duration in any outcome or record is negative.",
         "RIE internal/lambda/metering/time.go"},
    Rule{"METR-31", Wire,       Must,   Inferred,   Must,   Observed,
         "An outcome counts the extensions that are registered, of either kind.",
         "RIE internal/lambda/interop/sandbox_model.go"},
};
// clang-format on

}  // namespace hourglass::model::rules
