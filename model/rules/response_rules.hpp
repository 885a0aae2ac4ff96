// Family RESP: what the runtime posts.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array response_rules{
    Rule{"RESP-01", Safety,     Must,   Inferred,   Must,   Observed,
         "A response is checked in order: request id, state "
         "of the runtime, response mode, then the body.",
         "RIE internal/lambda/rapi/handler/invocationresponse.go"},
    Rule{"RESP-02", Transition, Should, Inferred,   Must,   Observed,
         "The runtime counts as answering from the moment "
         "its post is admitted, before the body is read.",
         "RIE internal/lambda/rapi/handler/invocationresponse.go"},
    Rule{"RESP-03", Wire,       Must,   Captured,   Must,   Observed,
         "A buffered response of up to 6291556 bytes is accepted and a longer one is too large.",
         "RIE internal/lambda/interop/model.go; anomalyco/console#63"},
    Rule{"RESP-04", Transition, Must,   Documented, Must,   Observed,
         "A response that is too large gets 413, the caller gets "
         "Function.ResponseSizeTooLarge, and the runtime is reused.",
         "AWS docs: Lambda runtime API; brefphp/bref#1368; anomalyco/console#63; "
         "RIE internal/lambda/rapi/handler/invocationresponse.go"},
    Rule{"RESP-09", Safety,     {},     {},         Should, Observed,
         "While a response is transferred, other calls that need the "
         "current request id may wait and are answered after it.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"RESP-10", Transition, Must,   Inferred,   Must,   Observed,
         "After an accepted answer, a second one is refused "
         "and a default answer of the platform is dropped.",
         "RIE internal/lambda/core/states_test.go; RIE internal/lambda/rapidcore/server.go"},
    Rule{"RESP-11", Wire,       {},     {},         Must,   Observed,
         "A direct invoke cuts a buffered response at its own limit "
         "and marks its end as complete, truncated or oversized.",
         "RIE internal/lambda/core/directinvoke/directinvoke.go"},
    Rule{"RESP-12", Wire,       Must,   Documented, Must,   Observed,
         "A streamed response is passed on as it arrives, "
         "and an error on the way is told by trailers.",
         "AWS docs: Lambda response streaming; "
         "RIE internal/lambda/core/directinvoke/directinvoke.go"},
    Rule{"RESP-14", Safety,     Should, Inferred,   Must,   Observed,
         "A reset cuts a streamed response: the runtime's connection "
         "is closed and the stream is marked as truncated.",
         "RIE internal/lambda/core/directinvoke/directinvoke.go"},
    Rule{"RESP-15", Safety,     {},     {},         Must,   Inferred,
         "The transfer of a buffered response is not interrupted by a reset.",
         "RIE internal/lambda/core/directinvoke/directinvoke.go"},
    Rule{"RESP-16", Safety,     Should, Inferred,   Must,   Observed,
         "An init error answers the current invoke if one "
         "waits for it, else it is kept for the next.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"RESP-17", Wire,       {},     {},         Must,   Observed,
         "The emulator passes on the body of the last answer alone, "
         "without the function's status, headers and content type.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"RESP-18", Safety,     {},     {},         Should, Inferred,
         "A response for a reservation that no caller waits on yet is not taken.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"RESP-19", Safety,     Must,   Inferred,   Should, Inferred,
         "A default answer that cannot be delivered does not stop the platform.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"RESP-20", Safety,     Should, Documented, Must,   Observed,
         "A streamed response has a burst free of charge "
         "and then a steady rate, refilled every 125 ms.",
         "AWS docs: Lambda response streaming; RIE internal/lambda/core/bandwidthlimiter"},
    Rule{"RESP-30", Safety,     Must,   Documented, Must,   Observed,
         "A response is accepted for the current invoke only, by its request id.",
         "AWS docs: Lambda runtime API; RIE internal/lambda/rapi/middleware/middleware.go"},
    Rule{"RESP-31", Safety,     Must,   Documented, Must,   Observed,
         "At most one response or error is accepted for each invoke.",
         "AWS docs: Lambda runtime API; RIE internal/lambda/core/states.go"},
    Rule{"RESP-32", Transition, Must,   Observed,   Must,   Observed,
         "A response with a stale request id is refused: 400, or 410 on newer services.",
         "aws/aws-lambda-rust-runtime#1155; aws/aws-lambda-dotnet#2508; "
         "RIE internal/lambda/rapi/middleware/middleware.go"},
    Rule{"RESP-33", Safety,     Must,   Inferred,   Must,   Inferred,
         "A late response of a dead invoke never reaches another caller.",
         "aws/aws-lambda-rust-runtime#1155; awslabs/aws-lambda-cpp#221"},
    Rule{"RESP-34", Safety,     Must,   Inferred,   Must,   Inferred,
         "An accepted answer follows the delivery of the same request id in the same generation.",
         "RIE internal/lambda/core/states.go"},
    Rule{"RESP-35", Safety,     Must,   Inferred,   Should, Inferred,
         "An answer is accepted only from a process of the current generation.",
         "aws/aws-lambda-rust-runtime#1155"},
    Rule{"RESP-36", Safety,     Must,   Inferred,   Must,   Inferred,
         "An invoke's answer has exactly one origin, and "
         "nothing is delivered for it after its end.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"RESP-37", Liveness,   Must,   Inferred,   Should, Inferred,
         "After a refused or aborted call the runtime can come back to its poll without a reset.",
         "RIE internal/lambda/core/states.go"},
    Rule{"RESP-38", Wire,       Should, Inferred,   Must,   Observed,
         "A response mode other than streaming or none is refused with 400.",
         "RIE internal/lambda/rapi/handler/invocationresponse.go"},
    Rule{"RESP-39", Wire,       Must,   Documented, Must,   Observed,
         "An accepted response or error is answered with 202.",
         "AWS docs: Lambda runtime API; RIE internal/lambda/rapi/handler/invocationresponse.go"},
    Rule{"RESP-40", Safety,     Must,   Inferred,   Should, Inferred,
         "A response whose upload breaks off is refused or "
         "dropped, and never reaches the caller as complete.",
         "aws/aws-lambda-go#495; RIE internal/lambda/rapi/handler/invocationresponse.go"},
    Rule{"RESP-41", Wire,       Must,   Inferred,   Must,   Observed,
         "A response with no body is an answer like any other.",
         "aws/aws-lambda-nodejs-runtime-interface-client#95; "
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"RESP-42", Wire,       Must,   Documented, Should, Observed,
         "The error body that the runtime posts reaches the caller unchanged.",
         "AWS docs: Lambda runtime API; RIE internal/lambda/rapi/handler/invocationerror.go"},
    Rule{"RESP-43", Safety,     Must,   Documented, Must,   Observed,
         "A response is accepted for any content type and passed on byte for byte.",
         "AWS docs: Lambda runtime API; RIE internal/lambda/rapi/handler/invocationresponse.go"},
};
// clang-format on

}  // namespace hourglass::model::rules
