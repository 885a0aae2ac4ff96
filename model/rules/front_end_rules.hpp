// Family FE: the invoke endpoint as its caller sees it.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array front_end_rules{
    Rule{"FE-01", Safety,     Must,   Inferred,   Must,   Observed,
         "The first request starts the init when none was started, and waits for its outcome.",
         "RIE cmd/aws-lambda-rie"},
    Rule{"FE-02", Wire,       {},     {},         Must,   Observed,
         "The emulator answers 200 for an answered and for "
         "a timed out invoke, and 502 for one that failed.",
         "aws/aws-lambda-runtime-interface-emulator#21"},
    Rule{"FE-03", Wire,       {},     {},         Must,   Observed,
         "The stepwise interface answers 504 for a timeout or reset, "
         "502 for a failure and 400 for a misused reservation.",
         "RIE internal/lambda/rapidcore/standalone"},
    Rule{"FE-04", Wire,       Must,   Captured,   Must,   Observed,
         "Each invoke prints START, END and REPORT lines, "
         "and the reported duration is at most the timeout; the emulator leaves END and REPORT out when one fails.",
         "RIE cmd/aws-lambda-rie; newrelic/newrelic-lambda-layers#277"},
    Rule{"FE-05", Wire,       Must,   Documented, Must,   Observed,
         "A client context that is not base64 is refused with an error status.",
         "AWS docs: Lambda Invoke; RIE cmd/aws-lambda-rie"},
    Rule{"FE-06", Safety,     Must,   Inferred,   Must,   Observed,
         "A caller that goes away does not end its invoke.",
         "RIE cmd/aws-lambda-rie"},
    Rule{"FE-30", Wire,       Must,   Documented, {},     {},
         "A function error is answered with 200, X-Amz-Function-Error and the error body.",
         "AWS docs: Lambda Invoke; aws/aws-lambda-runtime-interface-emulator#20"},
    Rule{"FE-31", Wire,       Must,   Captured,   {},     {},
         "A timeout is answered with 200, X-Amz-Function-Error "
         "and the error type Sandbox.Timedout.",
         "floci-io/floci#3314; aws/aws-lambda-runtime-interface-emulator#21"},
    Rule{"FE-32", Wire,       Must,   Captured,   Should, Inferred,
         "START, END and REPORT lines of one invoke carry the request id that the runtime saw.",
         "aws/aws-lambda-runtime-interface-emulator#106"},
    Rule{"FE-33", Safety,     Must,   Inferred,   Should, Inferred,
         "An invoke that is answered as failed does not carry the body of a success.",
         "RIE internal/lambda/rapidcore/server.go; "
         "aws/aws-lambda-runtime-interface-emulator#86"},
    Rule{"FE-34", Wire,       Must,   Captured,   Should, Observed,
         "REPORT bills the duration rounded up to whole milliseconds "
         "and names an init duration on the cold invoke alone.",
         "aws/aws-lambda-runtime-interface-emulator#106; AWS docs: Lambda CloudWatch logs"},
    Rule{"FE-35", Wire,       Must,   Documented, {},     {},
         "Every answer carries the request id and the executed version in its headers.",
         "AWS docs: Lambda Invoke"},
    Rule{"FE-36", Wire,       Must,   Documented, Should, Inferred,
         "A request beyond what the endpoint can serve "
         "gets an error status, never a closed connection.",
         "AWS docs: Lambda Invoke; aws/aws-lambda-runtime-interface-emulator#131; "
         "awslabs/swift-aws-lambda-runtime#584"},
    Rule{"FE-37", Wire,       Must,   Documented, {},     {},
         "A request payload above the limit is refused with 413.",
         "AWS docs: Lambda Invoke; AWS docs: Lambda quotas"},
};
// clang-format on

}  // namespace hourglass::model::rules
