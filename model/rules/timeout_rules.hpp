// Family TMO: the function timeout.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array timeout_rules{
    Rule{"TMO-01", Safety,     Must,   Documented, Must,   Observed,
         "Each invoke has exactly one timer, started when it is "
         "accepted, that covers init, function and extensions.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapidcore/server.go"},
    Rule{"TMO-02", Wire,       Must,   Documented, Must,   Inferred,
         "The deadline told to runtime and extensions is the "
         "instant at which the timer of the invoke fires.",
         "AWS docs: Lambda runtime API; RIE internal/lambda/rapidcore/server.go"},
    Rule{"TMO-03", Safety,     {},     {},         Must,   Inferred,
         "The core and its stepwise interface have no timer of their own for init or invoke.",
         "RIE internal/lambda/interop/sandbox_model.go"},
    Rule{"TMO-04", Transition, Must,   Documented, Must,   Observed,
         "When the timer of an invoke fires, the sandbox is reset.",
         "AWS docs: Lambda execution environment; RIE internal/lambda/rapidcore/server.go"},
    Rule{"TMO-05", Safety,     Must,   Documented, Must,   Observed,
         "A timeout runs in order: waits are cancelled, no response is made, "
         "processes are stopped, the generation moves on, the caller is told.",
         "AWS docs: Lambda execution environment; RIE internal/lambda/rapidcore/server.go"},
    Rule{"TMO-08", Transition, Should, Inferred,   Should, Observed,
         "When the timer and the end of the invoke fall together "
         "either result is legal, and a timeout still resets.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"TMO-30", Liveness,   Must,   Documented, Must,   Observed,
         "An invoke without an answer by its deadline is answered "
         "as timed out, never before the timeout and soon after it.",
         "AWS docs: Lambda execution environment; floci-io/floci#3314; "
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"TMO-31", Safety,     Must,   Inferred,   Must,   Inferred,
         "A timer belongs to one invoke and never fires into another.",
         "dherault/serverless-offline#1592; localstack/localstack#12465"},
    Rule{"TMO-32", Safety,     Must,   Documented, Must,   Observed,
         "After a timeout every process of that generation is stopped.",
         "AWS docs: Lambda execution environment; floci-io/floci#485; "
         "localstack/localstack#6800; RIE internal/lambda/rapid/shutdown.go"},
    Rule{"TMO-33", Safety,     Must,   Documented, {},     {},
         "The function timeout covers a suppressed init, so an "
         "init that is slower than the timeout can fail for ever.",
         "AWS docs: Lambda execution environment; astuyve/lambda-new-timeout-crash; "
         "DataDog/datadog-lambda-extension#180"},
    Rule{"TMO-34", Safety,     Must,   Documented, Must,   Observed,
         "The function timeout also bounds the time that "
         "extensions take after the runtime has finished.",
         "AWS docs: Lambda Extensions API; getsentry/sentry-javascript#24219; "
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"TMO-35", Safety,     Must,   Inferred,   Must,   Inferred,
         "A sandbox that has been reset by a timeout serves "
         "the next invoke with a full timeout of its own.",
         "dherault/serverless-offline#1896"},
    Rule{"TMO-36", Safety,     {},     {},         Must,   Observed,
         "The caller of an invoke that timed out is answered only after the reset.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"TMO-37", Safety,     Must,   Inferred,   Must,   Inferred,
         "A step of the wall clock moves no timer, and a deadline that "
         "is told after it is one of that clock as it is then.",
         "aws/aws-sam-cli#2519; RIE internal/lambda/metering/time.go"},
};
// clang-format on

}  // namespace hourglass::model::rules
