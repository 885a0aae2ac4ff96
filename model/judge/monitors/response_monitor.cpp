#include "model/judge/monitors/response_monitor.hpp"

namespace hourglass::model::judging {

namespace {

constexpr std::int64_t largest_response = 6'291'556;

}  // namespace

void ResponseMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    if (record.kind == Kind::InvokeAnswered) return see_answered(record, scene, bench);
    if (record.kind != Kind::CallAnswered) return;
    const CallFacts* call = scene.call(record.call);
    if (call == nullptr) return;
    if (call->kind == Kind::ResponsePosted || call->kind == Kind::ErrorPosted) {
        see_post(record, *call, scene, bench);
    } else {
        see_other_call(record, *call, bench);
    }
}

void ResponseMonitor::see_post(const Record& record, const CallFacts& call, const Scene& scene,
                               Bench& bench) {
    const auto answer = code_of<Answer>(record);
    const bool taken = answer == Answer::Accepted || answer == Answer::ResponseTooLarge;
    if (taken) {
        see_taken(record, call, scene, bench);
    } else {
        see_refused(record, call, scene, bench);
    }
    const bool for_current = call.invoke && call.invoke == call.current;
    if (for_current && call.post_was_taken && !call.of_old_generation) {
        bench.check("INV-10"_rule, !taken, "a second answer for invoke {} is accepted",
                    call.invoke.value);
        bench.check("RESP-10"_rule, !taken, "invoke {} has an answer and a second one is accepted",
                    call.invoke.value);
    }
    const InvokeFacts* invoke = scene.invoke(call.invoke);
    if (invoke == nullptr || !invoke->done) return;
    const bool stale = answer == Answer::InvalidRequestId || answer == Answer::InvokeGone;
    const bool no_client = answer == Answer::NoRuntime || answer == Answer::ConnectionClosed;
    late_payload_ = call.payload;
    bench.check("RESP-32"_rule, stale || no_client,
                "a post for invoke {}, which has ended, is answered {} instead of 400 or 410",
                call.invoke.value, name_of(answer));
    if (!taken) bench.held("RESP-33"_rule);
}

void ResponseMonitor::see_taken(const Record& record, const CallFacts& call, const Scene& scene,
                                Bench& bench) {
    const auto id = call.invoke.value;
    const InvokeFacts* invoke = scene.invoke(call.invoke);
    bench.check("RESP-30"_rule, call.invoke && call.invoke == call.current,
                "an answer for invoke {} is accepted while the current invoke is {}", id,
                call.current.value);
    bench.check("RESP-31"_rule, invoke == nullptr || !invoke->has_post(),
                "invoke {} gets a second accepted answer", id);
    const bool delivered = invoke != nullptr && invoke->delivered &&
                           invoke->delivered_generation == scene.sandbox().generation;
    bench.check("RESP-34"_rule, delivered,
                "an answer for invoke {} is accepted that was not delivered in this generation",
                id);
    bench.check("RESP-35"_rule, !call.of_old_generation,
                "an answer for invoke {} is accepted from a process of generation {}", id,
                call.generation);
    bench.check("INV-40"_rule, static_cast<bool>(call.held),
                "an answer is accepted from a runtime that holds no event");
    // A direct caller brings a limit of its own.
    const bool direct = invoke != nullptr && (invoke->flags & direct_invoke) != 0;
    if (call.kind != Kind::ResponsePosted || direct) return;
    const bool too_large = code_of<Answer>(record) == Answer::ResponseTooLarge;
    bench.check("RESP-03"_rule, too_large == (call.amount > largest_response),
                "a response of {} bytes is {}", call.amount,
                too_large ? "refused as too large" : "accepted");
}

void ResponseMonitor::see_refused(const Record& record, const CallFacts& call, const Scene& scene,
                                  Bench& bench) {
    const auto answer = code_of<Answer>(record);
    const bool for_current = call.invoke && call.invoke == call.current;
    const bool by_state = answer == Answer::InvalidTransition;
    if (by_state || answer == Answer::InvalidRequestId) {
        bench.check("RESP-01"_rule, !by_state || for_current,
                    "an answer for invoke {}, which is not current, is refused for its state "
                    "instead of its id",
                    call.invoke.value);
    }
    if (by_state) bench.held("INV-40"_rule);
    // The runtime holds the event and nothing is wrong with its answer.
    const InvokeFacts* invoke = scene.invoke(call.invoke);
    const bool due = for_current && call.held == call.invoke && !call.post_was_taken &&
                     !call.of_old_generation && !call.stopping && invoke != nullptr &&
                     !invoke->done;
    if (due && (by_state || answer == Answer::InvalidRequestId)) {
        bench.violated("RESP-30"_rule, "the answer of the runtime for invoke {} is refused: {}",
                       call.invoke.value, name_of(answer));
    }
}

// A runtime that has polled is past init.
void ResponseMonitor::see_other_call(const Record& record, const CallFacts& call, Bench& bench) {
    const auto answer = code_of<Answer>(record);
    const bool init_call =
        call.kind == Kind::InitErrorPosted || call.kind == Kind::RestoreNextCalled;
    if (init_call && call.had_polled && call.kind == Kind::RestoreNextCalled) {
        bench.check("INV-40"_rule, !is_good(answer),
                    "a runtime that has polled calls restore/next and is answered {}",
                    name_of(answer));
    } else if (answer == Answer::InvalidTransition) {
        bench.held("INV-40"_rule);
    }
}

void ResponseMonitor::see_answered(const Record& record, const Scene& scene, Bench& bench) const {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr) return;
    const auto id = record.invoke.value;
    const auto reply = code_of<Reply>(record);
    bench.check("RESP-36"_rule, !invoke->answered,
                "something is delivered for invoke {} after its end", id);
    const bool right =
        reply == Reply::Oversize && record.text == known_text("Function.ResponseSizeTooLarge");
    const bool interrupted = invoke->done && invoke->outcome != Outcome::Success;
    if (invoke->post_oversize && !interrupted) {
        bench.check("RESP-04"_rule, right,
                    "the response of invoke {} was too large and the caller gets {} {}", id,
                    name_of(reply), text_of(scene, record.text));
    }
    const bool of_another =
        late_payload_ && record.payload == late_payload_ && record.payload != invoke->post_payload;
    if (of_another || (reply == Reply::Response && invoke->stale_post && !invoke->has_post())) {
        bench.violated("RESP-33"_rule, "a late response reaches the caller of invoke {}", id);
    }
    if (invoke->post == Kind::ErrorPosted && !interrupted) {
        bench.check("RESP-42"_rule,
                    reply == Reply::FunctionError && record.payload == invoke->post_payload,
                    "the error that the runtime posted for invoke {} does not reach the caller "
                    "unchanged",
                    id);
    }
    const bool empty = invoke->post == Kind::ResponsePosted && invoke->post_size == 0;
    if (empty && !interrupted) {
        bench.check("RESP-41"_rule, reply == Reply::Response,
                    "the empty response of invoke {} is passed on as {}", id, name_of(reply));
    }
}

}  // namespace hourglass::model::judging
