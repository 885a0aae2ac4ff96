// Family INV: one invocation, from the caller to the runtime and back.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array invoke_rules{
    Rule{"INV-01", Safety,     Must,   Documented, Must,   Observed,
         "At most one invoke holds the sandbox at any time.",
         "AWS docs: Lambda execution environment; RIE internal/lambda/rapidcore/server.go"},
    Rule{"INV-02", Safety,     Must,   Inferred,   Must,   Observed,
         "The request id that the runtime sees is the id of the "
         "reservation, whatever the caller put into its request.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"INV-03", Safety,     Info,   Inferred,   Info,   Inferred,
         "Extensions subscribed to INVOKE are released before "
         "the runtime; who of them sees the event first is open.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"INV-04", Safety,     Must,   Documented, Must,   Inferred,
         "Only extensions subscribed to INVOKE are "
         "released by an invoke and waited for at its end.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapid/handlers.go"},
    Rule{"INV-05", Safety,     Must,   Documented, Must,   Observed,
         "An invoke ends well only after an accepted answer, the runtime's "
         "next poll, and the next poll of each INVOKE subscriber.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapid/handlers.go"},
    Rule{"INV-06", Transition, Must,   Documented, Must,   Observed,
         "A function error is a normal end of an invoke: "
         "no reset follows and the runtime is reused.",
         "AWS docs: Lambda execution environment; "
         "RIE internal/lambda/rapi/handler/invocationerror.go"},
    Rule{"INV-07", Safety,     {},     {},         Must,   Observed,
         "The caller gets the response only after the runtime "
         "and all subscribed extensions have polled again.",
         "RIE internal/lambda/rapidcore/server.go; getsentry/sentry-javascript#24219"},
    Rule{"INV-08", Safety,     Must,   Inferred,   Must,   Observed,
         "A runtime that answers but never polls again brings its invoke to the function timeout.",
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"INV-09", Transition, Info,   Inferred,   Must,   Observed,
         "A poll of a runtime that already holds an unanswered event returns the same event again.",
         "RIE internal/lambda/core/states.go"},
    Rule{"INV-10", Transition, Must,   Inferred,   Must,   Observed,
         "A poll while an answer is being taken, and a second "
         "answer of either sort, are refused with 403.",
         "RIE internal/lambda/core/states.go; RIE internal/lambda/core/states_test.go"},
    Rule{"INV-12", Wire,       Must,   Documented, Must,   Inferred,
         "The deadline given to runtime and extensions is the end of "
         "the function timeout as Unix time in whole milliseconds.",
         "AWS docs: Lambda runtime API; aws/aws-sam-cli#2519"},
    Rule{"INV-13", Transition, Must,   Documented, Must,   Observed,
         "The exit of the runtime or of any extension during an "
         "invoke fails that invoke, whatever the exit status.",
         "RIE internal/lambda/rapid/exit.go; AWS docs: Lambda execution environment"},
    Rule{"INV-14", Transition, Should, Inferred,   Must,   Observed,
         "A process that exits while the sandbox idles fails the "
         "next invoke, and the invoke after that works again.",
         "RIE internal/lambda/rapid/exit.go"},
    Rule{"INV-15", Safety,     Should, Inferred,   Must,   Inferred,
         "When two processes exit, the first exit gives the message "
         "and the first fatal error gives the type of the failure.",
         "RIE internal/lambda/core/registrations.go"},
    Rule{"INV-16", Transition, Should, Inferred,   Must,   Observed,
         "A runtime that exits after its answer and before its "
         "next poll fails the invoke, and the answer given stands.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"INV-17", Transition, Should, Inferred,   Must,   Observed,
         "An extension that exits after the runtime has finished fails "
         "the invoke although the runtime's end was reported as success.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"INV-18", Safety,     Must,   Inferred,   Must,   Observed,
         "An extension that reports an exit error and then neither "
         "exits nor polls holds the invoke until the timeout.",
         "RIE internal/lambda/rapi/handler/agentexiterror.go"},
    Rule{"INV-19", Safety,     Should, Inferred,   Must,   Inferred,
         "An invoke by itself emits no record of the runtime's end "
         "but one of success; failures are recorded by the reset.",
         "RIE internal/lambda/rapid/handlers.go"},
    Rule{"INV-20", Wire,       Must,   Captured,   Must,   Observed,
         "A failed invoke that has no answer of the runtime gets a JSON "
         "body with errorType and errorMessage that names the request id.",
         "RIE internal/lambda/rapid/handlers.go; floci-io/floci#3314"},
    Rule{"INV-21", Safety,     Info,   Inferred,   Info,   Observed,
         "No call to the Runtime API identifies its process, so "
         "any process that reaches it may act as the runtime.",
         "RIE internal/lambda/rapi/router.go"},
    Rule{"INV-22", Wire,       Must,   Documented, Must,   Observed,
         "An INVOKE event holds eventType, deadlineMs, requestId and "
         "invokedFunctionArn, and tracing when there is a trace id.",
         "AWS docs: Lambda Extensions API; RIE internal/lambda/rapi/model/agentevent.go"},
    Rule{"INV-30", Transition, Must,   Documented, Must,   Observed,
         "A second invoke while one is in progress is refused cleanly and the running one goes on.",
         "AWS docs: Lambda execution environment; aws/aws-lambda-runtime-interface-emulator#97; "
         "RIE internal/lambda/rapidcore/server_test.go"},
    Rule{"INV-31", Safety,     Should, Documented, {},     {},
         "The response reaches the caller when the runtime "
         "has posted it, even if extensions still run.",
         "AWS docs: Lambda Extensions API"},
    Rule{"INV-32", Liveness,   Must,   Inferred,   Must,   Observed,
         "Every accepted invoke is answered exactly once.",
         "RIE internal/lambda/rapidcore/server.go; awslabs/aws-lambda-cpp#221"},
    Rule{"INV-33", Safety,     Must,   Documented, Must,   Observed,
         "The event of an invoke is delivered only to a runtime that has asked for one.",
         "AWS docs: Lambda runtime API; RIE internal/lambda/core/states.go"},
    Rule{"INV-34", Safety,     Must,   Documented, Must,   Observed,
         "The caller gets the payload that the runtime posted "
         "for that very invoke, never that of another.",
         "AWS docs: Lambda runtime API; aws/aws-lambda-rust-runtime#1155; "
         "RIE internal/lambda/rapidcore/server.go"},
    Rule{"INV-35", Safety,     Must,   Inferred,   Must,   Observed,
         "INVOKE goes out to extensions only once the sandbox "
         "serves that invoke, not when the request is queued.",
         "floci-io/floci#2573; floci-io/floci#3070; RIE internal/lambda/rapid/handlers.go"},
    Rule{"INV-36", Liveness,   Must,   Inferred,   Should, Inferred,
         "An event whose delivery was abandoned by the runtime's "
         "connection is delivered to the runtime's next poll.",
         "AWS docs: Lambda runtime API; Nike-Inc/hal#54"},
    Rule{"INV-37", Safety,     Must,   Inferred,   Must,   Inferred,
         "Init, invoke, reset and shutdown of one sandbox never run at the same time.",
         "RIE internal/lambda/rapid/sandbox.go"},
    Rule{"INV-40", Transition, Must,   Documented, Must,   Observed,
         "A call that the state of the runtime does not "
         "allow is refused with 403 and changes nothing.",
         "AWS docs: Lambda runtime API; RIE internal/lambda/core/states.go"},
    Rule{"INV-41", Safety,     Must,   Documented, Must,   Inferred,
         "The runtime's event, the INVOKE events and the start "
         "record of one invoke all carry the same request id.",
         "AWS docs: Telemetry API event schema; "
         "RIE internal/lambda/rapi/rendering/rendering.go"},
    Rule{"INV-42", Wire,       Must,   Inferred,   Must,   Inferred,
         "The payload delivered is the caller's, byte for byte up to "
         "the size limit, and every delivery of one id is identical.",
         "RIE internal/lambda/interop/model.go; "
         "RIE internal/lambda/rapi/rendering/rendering.go"},
    Rule{"INV-43", Liveness,   Must,   Documented, Must,   Observed,
         "A runtime that waits in its poll receives the event of the next invoke without delay.",
         "AWS docs: Lambda runtime API; RIE internal/lambda/core/states.go"},
    Rule{"INV-44", Liveness,   Must,   Captured,   Must,   Observed,
         "The failure of an invoke is reported to its caller "
         "soon after its cause, not at the function timeout.",
         "floci-io/floci#3314; aws/aws-sdk-go-v2#1465; RIE internal/lambda/rapid/exit.go"},
    Rule{"INV-45", Safety,     Must,   Inferred,   Must,   Inferred,
         "An invoke gets one verdict: it never ends a second time.",
         "RIE internal/lambda/rapid/handlers.go; RIE internal/lambda/rapidcore/server.go"},
};
// clang-format on

}  // namespace hourglass::model::rules
