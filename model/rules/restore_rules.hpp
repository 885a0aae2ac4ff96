// Family RSTR: restore from a snapshot.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array restore_rules{
    Rule{"RSTR-01", Safety,     Should, Inferred,   Must,   Observed,
         "A restore updates the credentials, releases the runtime "
         "from its restore poll and waits for its first event poll.",
         "RIE internal/lambda/rapid/handlers.go; "
         "RIE internal/lambda/rapi/handler/restorenext.go"},
    Rule{"RSTR-03", Transition, Should, Inferred,   Must,   Observed,
         "A restore succeeds when the runtime leaves its restore "
         "poll and polls for events, and reports the time between.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"RSTR-04", Transition, Must,   Documented, Must,   Observed,
         "A restore hook that outlasts its limit fails the restore with a timeout.",
         "AWS docs: Lambda SnapStart runtime hooks; RIE internal/lambda/rapid/handlers.go"},
    Rule{"RSTR-05", Transition, Should, Inferred,   Must,   Observed,
         "A restore hook that reports an error fails the "
         "restore with the scrubbed type of that error.",
         "RIE internal/lambda/rapi/handler/restoreerror.go"},
    Rule{"RSTR-06", Transition, Must,   Inferred,   Must,   Observed,
         "A process that exits during a restore hook, or before it, fails the restore at once with"
         " its first fatal error.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"RSTR-07", Transition, Must,   Inferred,   Must,   Observed,
         "A reset during a restore hook ends the restore as interrupted by reset.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"RSTR-08", Transition, Should, Inferred,   Must,   Observed,
         "An init error of a runtime that runs its restore hook counts as a restore error.",
         "RIE internal/lambda/rapi/handler/initerror_test.go"},
    Rule{"RSTR-10", Safety,     Should, Inferred,   Must,   Inferred,
         "A restore of a runtime that is not in its "
         "restore poll succeeds at once and takes no time.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"RSTR-11", Transition, Should, Inferred,   Must,   Observed,
         "A second restore after a successful one succeeds at once and is recorded again.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"RSTR-30", Safety,     Must,   Inferred,   Must,   Inferred,
         "Each restore is recorded exactly once as done, and the record "
         "says success if and only if the restore returned success.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"RSTR-31", Liveness,   Must,   Documented, Must,   Inferred,
         "A restore is answered within the time limit of its hook.",
         "AWS docs: Lambda SnapStart runtime hooks; spring-cloud/spring-cloud-function#1450"},
    Rule{"RSTR-32", Safety,     Must,   Documented, Should, Inferred,
         "No event reaches a runtime between its restore poll and the end of its restore hook.",
         "AWS docs: Lambda SnapStart; RIE internal/lambda/core/states.go"},
    Rule{"RSTR-33", Wire,       Should, Inferred,   Must,   Observed,
         "A restore poll is answered with 200 and no body.",
         "RIE internal/lambda/rapi/handler/restorenext.go; "
         "aws/aws-lambda-python-runtime-interface-client#176"},
    Rule{"RSTR-34", Wire,       {},     {},         Must,   Observed,
         "Without init caching the restore and credentials addresses do not exist.",
         "RIE internal/lambda/rapi/router.go"},
    Rule{"RSTR-35", Safety,     {},     {},         Must,   Observed,
         "A restore that timed out stops no process, and "
         "a runtime that polls later serves invokes.",
         "RIE internal/lambda/rapid/handlers.go"},
};
// clang-format on

}  // namespace hourglass::model::rules
