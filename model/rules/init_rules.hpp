// Family INIT: bringing a sandbox up.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array init_rules{
    Rule{"INIT-01", Liveness,   Must,   Observed,   Must,   Observed,
         "Every init yields exactly one outcome, success or failure.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"INIT-02", Safety,     Must,   Inferred,   Must,   Inferred,
         "An init takes its configuration first, then starts "
         "processes, then reports, then waits for the acknowledgement.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"INIT-03", Safety,     Must,   Documented, Must,   Observed,
         "Init runs in order: extensions start and register, the runtime "
         "starts and polls, registration closes, every extension polls.",
         "AWS docs: Lambda execution environment; RIE internal/lambda/rapid/handlers.go"},
    Rule{"INIT-04", Safety,     {},     {},         Must,   Inferred,
         "The core sets no limit on the time an init takes.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"INIT-05", Transition, {},     {},         Must,   Observed,
         "An init error reported by the runtime is recorded and init "
         "goes on waiting for the exit of the process or a reset.",
         "RIE internal/lambda/rapi/handler/initerror.go"},
    Rule{"INIT-06", Safety,     {},     {},         Must,   Observed,
         "An init error reported by the runtime leaves the first fatal error untouched.",
         "RIE internal/lambda/rapi/handler/initerror.go"},
    Rule{"INIT-07", Transition, Must,   Documented, Must,   Observed,
         "A runtime that exits before its first poll fails the "
         "init with Runtime.ExitError, whatever its exit status.",
         "RIE internal/lambda/rapid/exit.go; AWS docs: Lambda execution environment"},
    Rule{"INIT-08", Transition, Should, Observed,   Should, Observed,
         "A runtime that exits between its first poll and the "
         "end of init fails that init or the invoke after it.",
         "RIE internal/lambda/rapid/exit.go"},
    Rule{"INIT-09", Transition, Must,   Documented, Must,   Observed,
         "A successful init closes registration: a later register call is refused with 403.",
         "AWS docs: Lambda Extensions API; aws/aws-lambda-rust-runtime#743; "
         "RIE internal/lambda/core/registrations.go"},
    Rule{"INIT-10", Safety,     Must,   Documented, Must,   Inferred,
         "Init records name the phase: init for a first "
         "init, invoke for one that runs inside an invoke.",
         "AWS docs: Telemetry API event schema"},
    Rule{"INIT-11", Transition, Must,   Inferred,   Must,   Observed,
         "A suppressed init request starts no process, emits no "
         "init event and succeeds; the first invoke does the work.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"INIT-12", Transition, Must,   Inferred,   Must,   Observed,
         "A runtime that cannot be started fails the init: Runtime.InvalidEntrypoint "
         "for the command, Runtime.InvalidWorkingDir for the folder.",
         "RIE internal/lambda/rapid/handlers.go; RIE internal/lambda/fatalerror/fatalerror.go"},
    Rule{"INIT-13", Safety,     Should, Inferred,   Must,   Inferred,
         "A fatal error that the bootstrap brings along replaces "
         "the default type of a failed start and is logged once.",
         "RIE internal/lambda/interop/bootstrap.go"},
    Rule{"INIT-14", Safety,     {},     {},         Must,   Observed,
         "After it has reported its outcome, an init holds "
         "the sandbox until the receiver acknowledges.",
         "RIE internal/lambda/interop/sandbox_model.go; "
         "RIE internal/lambda/rapid/handlers_test.go"},
    Rule{"INIT-15", Safety,     {},     {},         Should, Observed,
         "The first waiter on a failed init receives the failure "
         "and later waiters are told that the init is over.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"INIT-16", Safety,     Must,   Inferred,   Must,   Inferred,
         "A failed init never marks the sandbox as initialised.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"INIT-18", Wire,       {},     {},         Must,   Inferred,
         "With init caching, processes get a credentials address "
         "and token in place of the three credential variables.",
         "RIE internal/lambda/rapidcore/env/environment.go"},
    Rule{"INIT-19", Wire,       Must,   Documented, Must,   Inferred,
         "Later classes of environment variables override earlier "
         "ones, and extensions see no name with a leading underscore.",
         "RIE internal/lambda/rapidcore/env/environment.go; "
         "AWS docs: Lambda environment variables"},
    Rule{"INIT-30", Transition, Must,   Documented, {},     {},
         "An init that outlasts the init limit of 10 s ends as "
         "a timeout and is tried again inside the first invoke.",
         "AWS docs: Lambda execution environment"},
    Rule{"INIT-31", Transition, Must,   Documented, {},     {},
         "An init error reported by the runtime ends the "
         "init promptly, with the runtime's own error type.",
         "AWS docs: Lambda runtime API; floci-io/floci#3314"},
    Rule{"INIT-32", Safety,     Must,   Inferred,   Must,   Observed,
         "The outcome of a failed init carries the first fatal error "
         "of its generation, or Sandbox.Failure when there is none.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"INIT-33", Safety,     Must,   Documented, Must,   Observed,
         "No runtime process starts before every external "
         "extension of its generation has registered.",
         "AWS docs: Lambda Extensions API; hashicorp/vault-lambda-extension#31; "
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"INIT-34", Safety,     Must,   Documented, Must,   Observed,
         "An init succeeds only after the runtime has polled and "
         "every registered extension has asked for its first event.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapid/handlers.go"},
    Rule{"INIT-35", Safety,     Must,   Inferred,   Must,   Inferred,
         "No process starts before the Runtime API accepts connections.",
         "localstack/localstack#12680"},
    Rule{"INIT-36", Safety,     Must,   Inferred,   Should, Inferred,
         "An init error of the runtime reaches the caller "
         "once, with the payload that the runtime posted.",
         "floci-io/floci#3505; aws/aws-lambda-python-runtime-interface-client#163"},
};
// clang-format on

}  // namespace hourglass::model::rules
