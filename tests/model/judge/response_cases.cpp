#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

constexpr std::int64_t largest = 6'291'556;

Trace second_answer(Answer answer) {
    TraceBuilder run = invoking().respond(1, 5).call(Kind::ErrorPosted, 1, 6).answer(answer);
    return run.runtime_polls().end_invoke(1, 5).end();
}

// Invoke 2 is served and the runtime posts once more for invoke 1.
Trace late_answer(Answer answer) {
    TraceBuilder run = ready().invoke(1).begin_invoke(2).deliver(2).after(1ms);
    run.call(Kind::ResponsePosted, 1, 7).answer(answer).after(1ms);
    return run.respond(2, 8).runtime_polls().end_invoke(2, 8).end();
}

Trace before_the_event(Answer answer) {
    TraceBuilder run = ready().ask_invoke(1).thaw().arm_timeout();
    return run.call(Kind::ResponsePosted, 1, 5).answer(answer).cut();
}

Trace response_of(std::int64_t bytes, Answer answer) {
    TraceBuilder run = invoking().call(Kind::ResponsePosted, 1, 5).answer(answer).runtime_polls();
    return changed(run.runtime_done(1).cut(), Kind::ResponsePosted,
                   [bytes](Record& one) { one.amount = bytes; });
}

Trace too_large(Reply reply) {
    TraceBuilder run = invoking().call(Kind::ResponsePosted, 1, 5);
    run.answer(Answer::ResponseTooLarge);
    run.answered(1, reply, 0, reply == Reply::Oversize ? "Function.ResponseSizeTooLarge" : "");
    run.runtime_polls().runtime_done(1).done(1, Outcome::Success).freeze();
    return changed(run.end(), Kind::ResponsePosted, [](Record& one) { one.amount = largest + 1; });
}

// The response of an invoke that has timed out reaches the caller of the next.
Trace late_answer_reaches_another() {
    TraceBuilder run = after_timeout().cold_invoke(2).begin_invoke(3).deliver(3).after(3s);
    run.done(3, Outcome::TimedOut, "Sandbox.Timedout", request_reset);
    run.call(Kind::ResponsePosted, 3, 7).answer(Answer::InvalidRequestId);
    return run.answered(3, Reply::Response, 7).cut();
}

// The runtime of generation 1 answers in generation 3.
Trace answer_of_old_generation() {
    TraceBuilder run = ready().reset().ask_invoke(1).arm_timeout().suppressed_init().told_start(1);
    run.deliver(1).call(Kind::ResponsePosted, 1, 5).answer(Answer::Accepted);
    return changed(run.cut(), Kind::ResponsePosted, [](Record& one) { one.generation = 1; });
}

Trace function_error(std::uint32_t told) {
    TraceBuilder run = invoking().call(Kind::ErrorPosted, 1, 5).answer(Answer::Accepted);
    run.answered(1, Reply::FunctionError, told).runtime_polls().runtime_done(1);
    return run.done(1, Outcome::Success).freeze().end();
}

Trace empty_response(Reply reply) {
    TraceBuilder run = invoking().call(Kind::ResponsePosted, 1).answer(Answer::Accepted);
    run.answered(1, reply).runtime_polls().runtime_done(1);
    return run.done(1, Outcome::Success).freeze().end();
}

Trace restore_poll_after_next(Answer answer) {
    TraceBuilder run = invoking().call(Kind::RestoreNextCalled).answer(answer);
    return run.respond(1, 5).runtime_polls().end_invoke(1, 5).end();
}

}  // namespace

Cases response_cases() {
    return {
        {"INV-10", [] { return second_answer(Answer::Accepted); },
         [] { return second_answer(Answer::InvalidTransition); }},
        {"INV-40", [] { return restore_poll_after_next(Answer::RestoreEvent); },
         [] { return restore_poll_after_next(Answer::InvalidTransition); }},
        {"RESP-01", [] { return late_answer(Answer::InvalidTransition); },
         [] { return late_answer(Answer::InvalidRequestId); }},
        {"RESP-03", [] { return response_of(largest + 1, Answer::Accepted); },
         [] { return plain(); }},
        {"RESP-04", [] { return too_large(Reply::Empty); },
         [] { return too_large(Reply::Oversize); }},
        {"RESP-10", [] { return second_answer(Answer::Accepted); },
         [] { return second_answer(Answer::InvalidTransition); }},
        {"RESP-30", [] { return late_answer(Answer::Accepted); }, [] { return plain(); }},
        {"RESP-31", [] { return second_answer(Answer::Accepted); }, [] { return plain(); }},
        {"RESP-32", [] { return late_answer(Answer::InvalidTransition); },
         [] { return late_answer(Answer::InvokeGone); }},
        {"RESP-33", late_answer_reaches_another,
         [] { return late_answer(Answer::InvalidRequestId); }},
        {"RESP-34", [] { return before_the_event(Answer::Accepted); }, [] { return plain(); }},
        {"RESP-35", answer_of_old_generation, [] { return plain(); }},
        {"RESP-36", [] { return doubled(plain(), Kind::InvokeAnswered); }, [] { return plain(); }},
        {"RESP-41", [] { return empty_response(Reply::Empty); },
         [] { return empty_response(Reply::Response); }},
        {"RESP-42", [] { return function_error(6); }, [] { return function_error(5); }},
    };
}

}  // namespace hourglass::model
