#include "model/judge/monitors/invoke_end_monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

// An INVOKE subscriber that has not come back after the event of this invoke; null if none.
const ExtensionFacts* extension_not_back(const Scene& scene, InvokeId invoke) {
    for (const ExtensionFacts& one : scene.extensions()) {
        if (!one.subscribed(subscribe_invoke)) continue;
        if (one.received != invoke || one.owes) return &one;
    }
    return nullptr;
}

bool is_runtimes_own(Reply reply) {
    return reply == Reply::Response || reply == Reply::FunctionError || reply == Reply::Oversize;
}

}  // namespace

void InvokeEndMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::InvokeAsked:
            ++open_;
            return;
        case Kind::InvokeRefused:
            open_ -= open_ > 0 ? 1 : 0;
            return;
        case Kind::InitDone:
            if (init_due_ != never) bench.held("ERR-33"_rule);
            init_due_ = never;
            return;
        case Kind::InvokeDone:
            return see_done(record, scene, bench);
        case Kind::InvokeAnswered:
            return see_answered(record, scene, bench);
        case Kind::ProcessExited:
            return see_exit(record, scene);
        case Kind::CallAnswered:
            if (code_of<Answer>(record) == Answer::Accepted) see_acceptance(record, scene);
            return;
        case Kind::Telemetry:
            if (code_of<PlatformEvent>(record) == PlatformEvent::Start) see_start(record, scene);
            return;
        default:
            return;
    }
}

// What is in progress must fail because of it.
void InvokeEndMonitor::see_exit(const Record& record, const Scene& scene) {
    if (!scene.is_own_exit(record) || scene.stop().active || !scene.white()) return;
    if (scene.sandbox().inits_pending > 0 && scene.bring_up().active) {
        init_due_ = std::min(init_due_, record.at);
        return;
    }
    const InvokeFacts& current = scene.current_facts();
    const bool serving = scene.current() && (current.started || current.own_init);
    if (serving) failure_due_ = std::min(failure_due_, record.at);
}

// What exited while the sandbox idled fails the invoke as soon as that has its turn.
void InvokeEndMonitor::see_start(const Record& record, const Scene& scene) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr || !scene.white() || record.invoke != scene.current()) return;
    if (invoke->idle_exit && !invoke->own_init) failure_due_ = std::min(failure_due_, record.at);
}

// In the documented service the caller gets an answer when it is posted.
void InvokeEndMonitor::see_acceptance(const Record& record, const Scene& scene) {
    const CallFacts* call = scene.call(record.call);
    const bool post =
        call != nullptr && (call->kind == Kind::ResponsePosted || call->kind == Kind::ErrorPosted);
    if (!post || !scene.aws()) return;
    delivery_ = call->invoke;
    delivery_due_ = record.at;
}

void InvokeEndMonitor::see_done(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr) return;
    const auto outcome = code_of<Outcome>(record);
    if (invoke->done) return;  // a second verdict is INV-45's
    if (record.invoke == scene.current() && failure_due_ != never) {
        bench.held("INV-44"_rule);
        bench.held("ERR-33"_rule);
        failure_due_ = never;
    }
    told_type_ = record.text;
    told_of_ = record.invoke;
    check_exits(record, *invoke, bench);
    if (outcome == Outcome::Success) check_success(record, *invoke, scene, bench);
    if (outcome != Outcome::Success) check_failure(record, *invoke, scene, bench);
}

void InvokeEndMonitor::check_exits(const Record& record, const InvokeFacts& invoke, Bench& bench) {
    const auto id = record.invoke.value;
    const bool success = code_of<Outcome>(record) == Outcome::Success;
    if (invoke.runtime_exited || invoke.extension_exited) {
        bench.check("INV-13"_rule, !success, "a process exited during invoke {} and it succeeds",
                    id);
    }
    if (invoke.exit_after_post) {
        bench.check("INV-16"_rule, !success,
                    "the runtime exited before its next poll and invoke {} succeeds", id);
    }
    if (invoke.extension_exited && invoke.runtime_back) {
        bench.check("INV-17"_rule, !success,
                    "an extension exited after the runtime was done and invoke {} succeeds", id);
    }
    if (invoke.idle_exit && !invoke.own_init && !invoke.reset_asked) {
        const bool fails = code_of<Outcome>(record) == Outcome::Failure;
        bench.check("ERR-33"_rule, fails,
                    "the exit of a process in the idle sandbox has no effect"
                    " on invoke {}",
                    id);
        bench.check("INV-14"_rule, fails,
                    "a process exited before invoke {}, while the sandbox idled, and it ends as {}",
                    id, outcome_name(record));
    }
}

void InvokeEndMonitor::check_success(const Record& record, const InvokeFacts& invoke,
                                     const Scene& scene, Bench& bench) {
    const auto id = record.invoke.value;
    bench.check("INV-05"_rule, invoke.has_post(), "invoke {} succeeds without an accepted answer",
                id);
    bench.check("INV-05"_rule, invoke.runtime_back,
                "invoke {} succeeds before the runtime has polled again", id);
    const ExtensionFacts* missing = extension_not_back(scene, record.invoke);
    bench.check("INV-05"_rule, missing == nullptr,
                "invoke {} succeeds before the extension {} has polled again", id,
                missing == nullptr ? "" : text_of(scene, missing->name));
    if (!invoke.runtime_back) {
        bench.violated("INV-08"_rule, "invoke {} succeeds though the runtime never polled again",
                       id);
    }
    if (missing != nullptr && missing->error == ReportedError::Exit) {
        bench.violated("INV-18"_rule,
                       "invoke {} succeeds though the extension {} reported an exit error and "
                       "never polled again",
                       id, text_of(scene, missing->name));
    }
    if (invoke.post == Kind::ErrorPosted) bench.held("INV-06"_rule);
}

void InvokeEndMonitor::check_failure(const Record& record, const InvokeFacts& invoke,
                                     const Scene& scene, Bench& bench) {
    const bool timed_out = code_of<Outcome>(record) == Outcome::TimedOut;
    if (timed_out) {
        if (invoke.has_post() && !invoke.runtime_back) bench.held("INV-08"_rule);
        const ExtensionFacts* missing = extension_not_back(scene, record.invoke);
        const bool error = missing != nullptr && missing->error == ReportedError::Exit;
        if (error) bench.held("INV-18"_rule);
        return;
    }
    // A function error by itself is no failure.
    const bool back = invoke.post == Kind::ErrorPosted && invoke.runtime_back;
    const bool caused = invoke.runtime_exited || invoke.extension_exited || invoke.reset_asked ||
                        !scene.sandbox().healthy;
    if (back && !caused) {
        bench.violated("INV-06"_rule, "invoke {} fails though only the function reported an error",
                       record.invoke.value);
    }
}

void InvokeEndMonitor::see_answered(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    const auto id = record.invoke.value;
    if (invoke == nullptr || invoke->refused || invoke->answered) {
        return bench.violated("INV-32"_rule, "invoke {} is answered {}", id,
                              invoke == nullptr ? "though nobody asked for it"
                              : invoke->refused ? "though it was refused"
                                                : "a second time");
    }
    bench.held("INV-32"_rule);
    open_ -= open_ > 0 ? 1 : 0;
    if (record.invoke == delivery_ && delivery_due_ != never) {
        bench.held("INV-31"_rule);
        delivery_due_ = never;
    }
    check_payload(record, *invoke, bench);
    check_failure_reply(record, *invoke, bench);
    const auto reply = code_of<Reply>(record);
    if (scene.aws() || !is_runtimes_own(reply)) return;
    const bool failed = invoke->done && invoke->outcome != Outcome::Success;
    const bool back = invoke->runtime_back && extension_not_back(scene, record.invoke) == nullptr;
    bench.check("INV-07"_rule, failed || back || !scene.white(),
                "invoke {} is answered before runtime and extensions have polled again", id);
}

void InvokeEndMonitor::check_payload(const Record& record, const InvokeFacts& invoke,
                                     Bench& bench) {
    const auto reply = code_of<Reply>(record);
    if (reply != Reply::Response && reply != Reply::FunctionError) return;
    const Kind expected = reply == Reply::Response ? Kind::ResponsePosted : Kind::ErrorPosted;
    const bool posted = invoke.post == expected && !invoke.post_oversize;
    bench.check("INV-34"_rule, posted && record.payload == invoke.post_payload,
                "invoke {} is answered with payload {}, {}", record.invoke.value,
                record.payload.value,
                posted ? "which is not what the runtime posted for it"
                       : "but the runtime posted no such answer");
}

void InvokeEndMonitor::check_failure_reply(const Record& record, const InvokeFacts& invoke,
                                           Bench& bench) const {
    const bool failed = invoke.done && invoke.outcome == Outcome::Failure;
    if (!failed) return;
    const auto reply = code_of<Reply>(record);
    if (invoke.exit_after_post && !invoke.reset_asked) {
        bench.check("INV-16"_rule, is_runtimes_own(reply),
                    "the runtime exited after its answer and the caller of invoke {} gets {}",
                    record.invoke.value, name_of(reply));
    }
    if (invoke.has_post() || invoke.reset_asked) return;
    if (reply == Reply::Empty && record.invoke == told_of_) {
        bench.check("INV-20"_rule, record.text == told_type_,
                    "invoke {} fails for one reason and its caller is told another",
                    record.invoke.value);
    }
    const bool made_up = reply == Reply::PlatformError || reply == Reply::TimedOut;
    const bool body = made_up ? static_cast<bool>(record.text)
                              : reply == Reply::InitError || reply == Reply::Empty;
    bench.check("INV-20"_rule, body, "the failed invoke {} is answered {} without an error type",
                record.invoke.value, name_of(reply));
}

void InvokeEndMonitor::pass_late(const Scene& scene, Bench& bench) {
    if (scene.overdue(failure_due_)) {
        bench.violated("INV-44"_rule, "a process has exited and invoke {} goes on",
                       scene.current().value);
        bench.violated("ERR-33"_rule, "the exit of a process during invoke {} has no effect",
                       scene.current().value);
        failure_due_ = never;
    }
    if (scene.overdue(init_due_)) {
        bench.violated("ERR-33"_rule, "the exit of a process during init has no effect");
        init_due_ = never;
    }
    if (scene.overdue(delivery_due_)) {
        const InvokeFacts* invoke = scene.invoke(delivery_);
        const bool answered = invoke != nullptr && invoke->answered;
        if (!answered) {
            bench.violated("INV-31"_rule, "the answer of invoke {} is held back", delivery_.value);
        }
        delivery_due_ = never;
    }
}

void InvokeEndMonitor::finish(const Scene&, Bench& bench, Ending ending) {
    if (ending == Ending::Cut || open_ == 0) return;
    bench.violated("INV-32"_rule, "{} accepted invoke(s) are never answered", open_);
}

}  // namespace hourglass::model::judging
