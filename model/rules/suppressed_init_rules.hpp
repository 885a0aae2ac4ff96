// Family SUPP: an init that runs inside an invoke.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array suppressed_init_rules{
    Rule{"SUPP-01", Transition, Must,   Documented, Must,   Observed,
         "An invoke on a sandbox that is not initialised first "
         "runs a whole init, under the time limit of that invoke.",
         "RIE internal/lambda/rapid/handlers.go; AWS docs: Telemetry API event schema"},
    Rule{"SUPP-02", Safety,     Must,   Inferred,   Must,   Observed,
         "A sandbox counts as initialised only from a successful init until the next reset.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"SUPP-03", Liveness,   Must,   Documented, Must,   Observed,
         "With a healthy function, the invoke after a reset initialises anew and succeeds.",
         "AWS docs: Lambda execution environment; dherault/serverless-offline#1896; "
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"SUPP-07", Safety,     {},     {},         Must,   Observed,
         "An init error kept for the next caller is the runtime's "
         "own payload if it posted one, else it has no body.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"SUPP-09", Transition, Should, Inferred,   Must,   Observed,
         "An init error that the runtime reports inside an invoke answers that very invoke.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"SUPP-10", Transition, Must,   Inferred,   Must,   Observed,
         "After a reported init error a reservation is granted, waiting for "
         "the init fails and releases it, and a reset makes the next one work.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"SUPP-30", Transition, Must,   Documented, Must,   Observed,
         "Once an init that failed by a runtime exit has been "
         "reported, the next invoke runs a suppressed init.",
         "AWS docs: Lambda execution environment; RIE internal/lambda/rapid/handlers.go"},
    Rule{"SUPP-31", Transition, Must,   Documented, Must,   Observed,
         "Once an init whose runtime posted an init error has "
         "been reported, the next invoke runs a suppressed init.",
         "AWS docs: Lambda execution environment; aws/aws-lambda-dotnet#233; "
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"SUPP-32", Transition, Must,   Documented, {},     {},
         "Once an init has ended by the init limit, the next invoke runs a suppressed init.",
         "AWS docs: Lambda execution environment; awslabs/llrt#694"},
    Rule{"SUPP-33", Transition, Must,   Documented, {},     {},
         "An invoke that waits on a failing init gets a suppressed "
         "init inside the same invoke, under the function timeout.",
         "AWS docs: Lambda execution environment; serverless/dashboard#509"},
    Rule{"SUPP-34", Transition, {},     {},         Must,   Observed,
         "An invoke that waits on a failing init fails with the kept init "
         "error or no body, and the invoke after it initialises anew.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"SUPP-35", Transition, Must,   Documented, Must,   Observed,
         "A suppressed init that fails fails its invoke and resets the sandbox.",
         "AWS docs: Lambda execution environment; RIE internal/lambda/rapidcore/server.go"},
    Rule{"SUPP-36", Safety,     Must,   Documented, Must,   Observed,
         "A sandbox is never reused dirty: between a failure, timeout or "
         "reset and the next event, old processes end and new ones start.",
         "AWS docs: Lambda execution environment; floci-io/floci#525; "
         "ministackorg/ministack#1374; RIE internal/lambda/rapid/handlers.go"},
    Rule{"SUPP-37", Safety,     Must,   Inferred,   Must,   Inferred,
         "A kept init error never answers an invoke whose "
         "own generation initialised without an init error.",
         "RIE internal/lambda/rapidcore/server.go; aws/aws-lambda-dotnet#233"},
    Rule{"SUPP-38", Liveness,   Must,   Inferred,   Must,   Inferred,
         "After a failed init at most one invoke fails before the sandbox is initialised anew.",
         "ministackorg/ministack#1374"},
    Rule{"SUPP-39", Safety,     Must,   Documented, Must,   Observed,
         "The init records of a suppressed init come before the start record of its invoke.",
         "AWS docs: Telemetry API event schema; RIE internal/lambda/rapid/handlers.go"},
};
// clang-format on

}  // namespace hourglass::model::rules
