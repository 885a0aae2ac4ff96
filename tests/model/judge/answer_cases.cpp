#include "model/trace/states.hpp"
#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

void is_platform_error(Record& one) {
    one.code = static_cast<std::uint16_t>(Reply::PlatformError);
}

// The response comes as text/plain.
Trace dressed_answer(std::string_view passed_on) {
    TraceBuilder run = invoking(rapid).call(Kind::ResponsePosted, 1, 5).saying("text/plain");
    run.answer(Answer::Accepted).runtime_polls().runtime_done(1);
    run.records().back().call = CallId{10};  // bytes of the response
    run.answered(1, Reply::Response, 5, passed_on);
    return run.done(1, Outcome::Success).end();
}

Trace response_for_reservation(Answer answer) {
    TraceBuilder run = ready(rapid).add({.invoke = InvokeId{1}, .kind = Kind::ReserveAsked});
    run.add({.invoke = InvokeId{1}, .kind = Kind::ReserveAnswered});
    return run.call(Kind::ResponsePosted, 1, 5).answer(answer).cut();
}

// The caller has its response, then the runtime exits.
TraceBuilder fails_after_its_response() {
    TraceBuilder run = invoking().respond(1, 5).exits(Who::Runtime, 0, 1);
    return run.done(1, Outcome::Failure, "Runtime.ExitError", request_reset).repair(1);
}

Trace polls_after_refusal(Answer answer) {
    TraceBuilder run = invoking().call(Kind::ResponsePosted, 0, 5);
    run.answer(Answer::InvalidRequestId).runtime_polls();
    if (answer == Answer::InvokeEvent) {
        run.deliver_to_runtime(1);
    } else {
        run.answer(answer);
        run.records().back().amount =
            state_pair(static_cast<std::uint8_t>(RuntimeState::InvocationResponse),
                       static_cast<std::uint8_t>(RuntimeState::Ready));
    }
    return run.respond(1, 5).runtime_polls().end_invoke(1, 5).end();
}

Trace unknown_mode(Answer answer) {
    TraceBuilder run = invoking().call(Kind::ResponsePosted, 1, 5);
    run.records().back().flags = mode_unknown;
    run.answer(answer);
    return run.respond(1, 5).runtime_polls().end_invoke(1, 5).end();
}

Trace receives(std::int64_t status) {
    TraceBuilder run = invoking().respond(1, 5);
    const CallId post = run.records()[run.records().size() - 3].call;
    run.add({.amount = status, .call = post, .kind = Kind::CallReceived, .who = Who::Runtime});
    return run.runtime_polls().end_invoke(1, 5).end();
}

Trace passed_on(std::uint32_t payload) {
    return changed(plain(), Kind::InvokeAnswered,
                   [payload](Record& one) { one.payload = PayloadId{payload}; });
}

}  // namespace

Cases answer_cases() {
    return {
        {"RESP-16",
         [] {
             return changed(init_error_inside_invoke().end(), Kind::InvokeAnswered,
                            is_platform_error);
         },
         [] { return invoke_after_init_error().end(); }},
        {"RESP-17", [] { return dressed_answer("text/plain"); }, [] { return dressed_answer(""); }},
        {"RESP-18", [] { return response_for_reservation(Answer::Accepted); },
         [] { return response_for_reservation(Answer::InvalidRequestId); }},
        {"RESP-19",
         [] { return fails_after_its_response().ask_shutdown().after(31s).end(horizon_reached); },
         [] { return fails_after_its_response().shutdown().end(); }},
        {"RESP-37", [] { return polls_after_refusal(Answer::InvalidTransition); },
         [] { return polls_after_refusal(Answer::InvokeEvent); }},
        {"RESP-38", [] { return unknown_mode(Answer::InvalidTransition); },
         [] { return unknown_mode(Answer::InvalidResponseMode); }},
        {"RESP-39", [] { return receives(200); }, [] { return receives(202); }},
        {"RESP-43", [] { return passed_on(7); }, [] { return plain(); }},
    };
}

}  // namespace hourglass::model
