// Family SHD: the shutdown sequence, shared by reset and shutdown.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array shutdown_rules{
    Rule{"SHD-01", Safety,     Must,   Documented, Must,   Observed,
         "The runtime is stopped completely before any extension is told or signalled.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-02", Safety,     Must,   Documented, Must,   Observed,
         "A SHUTDOWN event names its reason: spindown "
         "for a shutdown, else the reason of the reset.",
         "AWS docs: Lambda Extensions API; honeycombio/honeycomb-lambda-extension#75; "
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-03", Safety,     {},     {},         Must,   Inferred,
         "Every shutdown sequence starts by clearing the first fatal error.",
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-04", Safety,     Must,   Documented, Must,   Observed,
         "Without any extension the runtime is killed at "
         "once, without SIGTERM and without a budget.",
         "AWS docs: Lambda Extensions API; aws/aws-lambda-go#318; "
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-05", Safety,     Must,   Documented, Must,   Observed,
         "With any extension registered the runtime gets SIGTERM, "
         "and SIGKILL only after its share of the budget.",
         "AWS docs: Lambda Extensions API; aws-samples/aws-lambda-extensions#63; "
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-06", Safety,     Must,   Documented, Must,   Observed,
         "A SHUTDOWN subscriber gets the event with the "
         "deadline of the sequence and is not killed before it.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-07", Safety,     Must,   Inferred,   Must,   Observed,
         "An extension without SHUTDOWN is killed when the extensions' "
         "turn begins, without SIGTERM and without an event.",
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-08", Transition, Must,   Inferred,   Must,   Inferred,
         "An extension that was told of the shutdown ends as exited for status 0, else as failed.",
         "RIE internal/lambda/rapid/exit.go; RIE internal/lambda/core/externalagent_states.go"},
    Rule{"SHD-09", Transition, Must,   Inferred,   Must,   Observed,
         "An extension that is busy when SHUTDOWN is due "
         "receives it on its next poll without waiting.",
         "RIE internal/lambda/core/externalagent_states.go"},
    Rule{"SHD-10", Safety,     {},     {},         Must,   Observed,
         "After the kills the exits of all remaining processes are awaited for 2 s altogether.",
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-11", Safety,     Must,   Inferred,   Must,   Inferred,
         "A process that exits during a shutdown sequence never sets the first fatal error.",
         "RIE internal/lambda/rapid/exit.go"},
    Rule{"SHD-12", Safety,     Must,   Inferred,   Must,   Observed,
         "A kill goes to the whole process group and ends "
         "when the direct child is reaped, or after 9 s.",
         "RIE internal/lambda/supervisor/local_supervisor.go; "
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-13", Liveness,   Should, Inferred,   Must,   Observed,
         "A shutdown sequence ends within the larger of budget and "
         "runtime's share with a kill, one more kill, and the final wait.",
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-14", Safety,     Must,   Inferred,   Must,   Inferred,
         "A signal that cannot be sent does not stop the shutdown sequence.",
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-30", Safety,     Must,   Documented, {},     {},
         "The budget of a shutdown is 0 ms without extensions, 500 "
         "ms with internal ones only, 2000 ms with external ones.",
         "AWS docs: Lambda Extensions API"},
    Rule{"SHD-31", Safety,     Must,   Documented, {},     {},
         "The runtime's share of the budget is 300 ms with an "
         "external extension, 500 ms with internal ones only.",
         "AWS docs: Lambda Extensions API; aws-samples/graceful-shutdown-with-aws-lambda"},
    Rule{"SHD-32", Liveness,   Must,   Inferred,   Must,   Observed,
         "Every shutdown is answered, provided that the init or invoke in progress ends.",
         "RIE internal/lambda/rapid/sandbox.go; RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-33", Safety,     Must,   Inferred,   Must,   Inferred,
         "No process starts during a shutdown sequence.",
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-34", Safety,     Must,   Documented, Must,   Observed,
         "No extension ever gets SIGTERM, and a runtime "
         "gets it only when some extension is registered.",
         "AWS docs: Lambda Extensions API; aws/aws-lambda-go#457; "
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-35", Safety,     Must,   Documented, Must,   Observed,
         "A SHUTDOWN subscriber that is still alive at the deadline of the sequence is killed.",
         "AWS docs: Lambda Extensions API; getsentry/sentry-javascript#24219; "
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-36", Safety,     Must,   Inferred,   Must,   Inferred,
         "The Runtime API stays reachable until the last process of the sandbox has ended.",
         "floci-io/floci#2091"},
    Rule{"SHD-37", Safety,     Must,   Inferred,   Must,   Inferred,
         "Extensions are stopped side by side: one that is slow takes no time from another.",
         "floci-io/floci#1055; RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-38", Safety,     Must,   Inferred,   Must,   Inferred,
         "A sequence whose processes have all ended is "
         "over at once and does not wait for its deadline.",
         "openfaas/faas#1559; RIE internal/lambda/rapid/shutdown.go"},
    Rule{"SHD-39", Wire,       Should, Captured,   {},     {},
         "The reason in a SHUTDOWN event is one of spindown, timeout and failure, in lower case.",
         "AWS docs: Lambda Extensions API; honeycombio/honeycomb-lambda-extension#75"},
};
// clang-format on

}  // namespace hourglass::model::rules
