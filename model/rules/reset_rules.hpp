// Family RST: reset.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array reset_rules{
    Rule{"RST-01", Transition, Must,   Documented, Must,   Observed,
         "A reset is legal in every state: never initialised, initialising, "
         "idle, invoking, restoring, resetting and shutting down.",
         "RIE internal/lambda/rapid/sandbox.go; AWS docs: Lambda execution environment"},
    Rule{"RST-02", Liveness,   Must,   Inferred,   Must,   Inferred,
         "A reset first cancels what an init or invoke in "
         "progress waits for, so that it ends at once.",
         "RIE internal/lambda/rapid/sandbox.go"},
    Rule{"RST-03", Safety,     {},     {},         Must,   Inferred,
         "The deadline of a reset runs from the call, so time "
         "spent waiting for the sandbox is charged to its budget.",
         "RIE internal/lambda/rapidcore/sandbox_emulator_api.go"},
    Rule{"RST-04", Safety,     Must,   Inferred,   Must,   Observed,
         "A reset whose deadline has passed works with a budget of zero: every stop is immediate.",
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"RST-05", Safety,     Should, Inferred,   Must,   Observed,
         "A record of the runtime's end comes from a reset only for "
         "the reasons timeout and failure, before its first signal.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"RST-06", Safety,     Must,   Inferred,   Must,   Observed,
         "A reset moves the generation on by one even when no process existed.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"RST-07", Safety,     Must,   Inferred,   Must,   Inferred,
         "A reset forgets the runtime, all extensions, the first "
         "fatal error, cancelled waits and telemetry subscriptions.",
         "RIE internal/lambda/rapid/sandbox.go"},
    Rule{"RST-08", Safety,     Should, Inferred,   Must,   Inferred,
         "The generation, the credentials, the function's "
         "metadata and the environment survive a reset.",
         "RIE internal/lambda/rapid/sandbox.go"},
    Rule{"RST-09", Transition, Must,   Inferred,   Must,   Observed,
         "A reset during init fails that init as interrupted "
         "by reset, before the processes are stopped.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"RST-10", Transition, Must,   Inferred,   Must,   Observed,
         "A reset during an invoke ends that invoke without a response made up by the platform.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"RST-11", Transition, Must,   Documented, Must,   Observed,
         "A reset of an idle sandbox stops the living "
         "processes and the next invoke initialises anew.",
         "AWS docs: Lambda execution environment; RIE internal/lambda/rapid/shutdown.go"},
    Rule{"RST-12", Liveness,   Should, Inferred,   Must,   Observed,
         "A platform told to terminate resets its sandbox and "
         "ends with status 0 within the bound of a reset.",
         "RIE cmd/aws-lambda-rie"},
    Rule{"RST-13", Transition, Must,   Inferred,   Must,   Observed,
         "Several resets, one after the other or at once, all "
         "return, and each moves the generation on by one.",
         "RIE internal/lambda/rapid/sandbox.go"},
    Rule{"RST-14", Safety,     {},     {},         Must,   Observed,
         "A reset reports an error only for an extension's error "
         "during it; a budget overrun shows in its metrics alone.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"RST-15", Safety,     Should, Inferred,   Must,   Inferred,
         "Unlike a reset, a shutdown keeps generation and reservation and "
         "cancels nothing, and its sandbox serves again only after a reset.",
         "RIE internal/lambda/rapid/sandbox.go"},
    Rule{"RST-16", Transition, Must,   Inferred,   Must,   Inferred,
         "A reset during a shutdown waits for it and then runs its own sequence.",
         "RIE internal/lambda/rapid/sandbox.go"},
    Rule{"RST-17", Transition, Should, Inferred,   Should, Observed,
         "When a last exit of the old generation is noticed after the reset and "
         "an invoke fails for it, that says Sandbox.Failure or Extension.Crash.",
         "RIE internal/lambda/rapid/exit.go"},
    Rule{"RST-30", Liveness,   Must,   Inferred,   Must,   Observed,
         "Every reset is answered within its budget and the time that kills may take.",
         "RIE internal/lambda/rapid/shutdown.go; openfaas/faas#1559"},
    Rule{"RST-31", Safety,     Must,   Documented, Must,   Observed,
         "After a reset no process of an older generation is alive.",
         "AWS docs: Lambda execution environment; brefphp/bref#862; anomalyco/ion#317; "
         "RIE internal/lambda/rapid/shutdown.go"},
    Rule{"RST-32", Safety,     Must,   Inferred,   Must,   Observed,
         "A reset increments the generation by exactly one.",
         "RIE internal/lambda/rapid/handlers.go; floci-io/floci#1963"},
    Rule{"RST-33", Safety,     Must,   Documented, Must,   Observed,
         "After a reset no registration is known, and the "
         "identifiers of the old generation are refused.",
         "RIE internal/lambda/rapid/sandbox.go; AWS docs: Lambda Extensions API"},
    Rule{"RST-34", Safety,     Must,   Inferred,   Must,   Inferred,
         "No process starts between the end of a reset and the next init.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"RST-35", Safety,     Must,   Inferred,   Must,   Inferred,
         "The exit of a process of an older generation "
         "never cancels the init or invoke of a newer one.",
         "RIE internal/lambda/rapid/exit.go"},
    Rule{"RST-36", Safety,     Must,   Inferred,   Must,   Inferred,
         "An init after a reset waits for exactly the parties of its own generation.",
         "RIE internal/lambda/core/flow.go"},
    Rule{"RST-37", Liveness,   Must,   Documented, Must,   Observed,
         "Every invoke that fails is followed by exactly "
         "one reset before the next event is delivered.",
         "AWS docs: Lambda execution environment; RIE internal/lambda/rapidcore/server.go"},
    Rule{"RST-38", Safety,     Must,   Documented, Should, Inferred,
         "Files in the writable folder of the sandbox survive a reset.",
         "AWS docs: Lambda execution environment; brefphp/bref#265"},
};
// clang-format on

}  // namespace hourglass::model::rules
