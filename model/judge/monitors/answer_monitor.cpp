#include "model/judge/monitors/answer_monitor.hpp"

#include "model/trace/states.hpp"

namespace hourglass::model::judging {

namespace {

constexpr std::int64_t status_accepted = 202;

bool is_post(Kind kind) {
    return kind == Kind::ResponsePosted || kind == Kind::ErrorPosted;
}

bool is_taken(Answer answer) {
    return answer == Answer::Accepted || answer == Answer::ResponseTooLarge;
}

}  // namespace

void AnswerMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    after_undeliverable_.see(record, scene, bench);
    switch (record.kind) {
        case Kind::CallAnswered:
            return see_call_answered(record, scene, bench);
        case Kind::CallReceived: {
            const CallFacts* call = scene.call(record.call);
            // A platform that is unkind to somebody's own runtime may answer otherwise.
            const bool own = scene.trace().header.clients == Clients::Foreign;
            const bool told = !own && call != nullptr && is_post(call->kind) &&
                              record.amount != 0 && code_of<Answer>(record) == Answer::Accepted;
            if (!told) return;
            return bench.check("RESP-39"_rule, record.amount == status_accepted,
                               "an accepted answer is answered with {}", record.amount);
        }
        case Kind::UploadBroken:
            refused_ = true;
            return;
        case Kind::InvokeAnswered:
            return see_answered(record, scene, bench);
        case Kind::InvokeDone:
            error_at_done_ = scene.sandbox().init_error;
            see_return(record, scene, bench);
            return see_done(record, scene, bench);
        case Kind::ProcessExited:
        case Kind::ResetDone:
            if (record.kind == Kind::ResetDone || record.who == Who::Runtime) refused_ = false;
            return;
        default:
            return;
    }
}

void AnswerMonitor::see_call_answered(const Record& record, const Scene& scene, Bench& bench) {
    const CallFacts* call = scene.call(record.call);
    if (call == nullptr || call->of_old_generation) return;
    const auto answer = code_of<Answer>(record);
    if (is_post(call->kind)) return see_post(record, *call, scene, bench);
    if (call->kind == Kind::RuntimeNextCalled) return see_poll(record, bench);
    const bool gives_up =
        call->kind == Kind::InitErrorPosted || call->kind == Kind::RestoreErrorPosted;
    if (gives_up && answer == Answer::Accepted) refused_ = false;
    if (gives_up && answer == Answer::InvalidTransition) refused_ = true;
}

void AnswerMonitor::see_post(const Record& record, const CallFacts& call, const Scene& scene,
                             Bench& bench) {
    const auto answer = code_of<Answer>(record);
    const InvokeFacts* invoke = scene.invoke(call.invoke);
    const bool reserved = call.invoke && scene.sandbox().reserved == call.invoke;
    if (reserved && invoke == nullptr) {
        bench.check("RESP-18"_rule, !is_taken(answer),
                    "a response is taken for reservation {}, on which no caller waits yet",
                    call.invoke.value);
    }
    see_mode(record, call, scene, bench);
    if (!is_taken(answer)) {
        refused_ = true;
    } else if (call.text || (call.flags & mode_streaming) != 0) {
        dressed_ = call.invoke;
    }
}

void AnswerMonitor::see_mode(const Record& record, const CallFacts& call, const Scene& scene,
                             Bench& bench) {
    if (call.kind != Kind::ResponsePosted) return;
    const InvokeFacts* invoke = scene.invoke(call.invoke);
    const bool due = call.invoke && call.invoke == call.current && call.held == call.invoke &&
                     !call.post_was_taken && !call.stopping && invoke != nullptr && !invoke->done;
    const bool by_mode = code_of<Answer>(record) == Answer::InvalidResponseMode;
    if ((call.flags & mode_unknown) == 0) {
        if (by_mode) bench.violated("RESP-38"_rule, "a response in a known mode is refused for it");
        return;
    }
    if (!due) return;
    bench.check("RESP-38"_rule, by_mode, "a response in an unknown mode is answered {}",
                name_of(code_of<Answer>(record)));
}

void AnswerMonitor::see_poll(const Record& record, Bench& bench) {
    if (!refused_) return;
    const auto answer = code_of<Answer>(record);
    const bool event = answer == Answer::InvokeEvent;
    // Stuck is who is told that its answer is still on its way; other states refuse by right.
    const auto state = static_cast<RuntimeState>(record.amount / 256);
    const bool stuck =
        answer == Answer::InvalidTransition && (state == RuntimeState::InvocationResponse ||
                                                state == RuntimeState::InvocationErrorResponse);
    if (!event && !stuck) return;
    bench.check("RESP-37"_rule, event,
                "after a refusal the runtime does not come back to its poll: {}", name_of(answer));
    refused_ = false;
}

// A poll that waits for the next event is as good as one that has got it.
void AnswerMonitor::see_return(const Record& record, const Scene& scene, Bench& bench) {
    const bool back = refused_ && code_of<Outcome>(record) == Outcome::Success &&
                      static_cast<bool>(scene.runtime().poll);
    if (!back) return;
    bench.held("RESP-37"_rule);
    refused_ = false;
}

void AnswerMonitor::see_answered(const Record& record, const Scene& scene, Bench& bench) const {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr) return;
    see_init_error(record, *invoke, scene, bench);
    const bool passed_on = code_of<Reply>(record) == Reply::Response &&
                           invoke->post == Kind::ResponsePosted && !invoke->post_oversize;
    if (!passed_on) return;
    const bool same = record.payload == invoke->post_payload;
    bench.check("RESP-43"_rule, same, "the response of invoke {} is not passed on byte for byte",
                record.invoke.value);
    if (dressed_ != record.invoke) return;
    bench.check("RESP-17"_rule, same && !record.text,
                "with the body of the response to invoke {} comes its content type",
                record.invoke.value);
}

// Whether it came inside this invoke or was kept for it.
void AnswerMonitor::see_init_error(const Record& record, const InvokeFacts& invoke,
                                   const Scene& scene, Bench& bench) const {
    const bool failed = invoke.done && invoke.outcome == Outcome::Failure && !invoke.delivered &&
                        !invoke.reset_asked && !invoke.interrupted;
    if (!failed) return;
    const SandboxFacts& sandbox = scene.sandbox();
    const bool own = invoke.own_init && invoke.init_error;
    const bool kept =
        !invoke.own_init && !scene.aws() && sandbox.init_failed && !sandbox.down && error_at_done_;
    if (!own && !kept) return;
    const PayloadId expected = own ? invoke.init_error_payload : sandbox.init_error_payload;
    const auto reply = code_of<Reply>(record);
    bench.check("RESP-16"_rule, reply == Reply::InitError && record.payload == expected,
                "the runtime has reported an init error and invoke {} is answered {}",
                record.invoke.value, name_of(reply));
}

// The caller has an answer already, so that of the platform cannot be delivered.
void AnswerMonitor::see_done(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr || code_of<Outcome>(record) == Outcome::Success) return;
    if (invoke->has_post()) after_undeliverable_.provoke(record, scene, bench);
}

void AnswerMonitor::finish(const Scene& scene, Bench& bench, Ending ending) {
    if (!after_undeliverable_.is_lost(scene, bench, ending)) return;
    bench.violated(
        "RESP-19"_rule,
        "after an answer that could not be delivered the platform does nothing any more");
}

}  // namespace hourglass::model::judging
