#include "model/judge/monitors/timeout_monitor.hpp"

namespace hourglass::model::judging {

void TimeoutMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::TimerArmed:
            return see_timer(record, scene, bench);
        case Kind::CallAnswered:
            if (code_of<Answer>(record) == Answer::InvokeEvent) {
                if (fell_together_ && record.invoke != fell_together_) {
                    bench.violated("TMO-08"_rule,
                                   "invoke {} is delivered without a reset after the timeout",
                                   record.invoke.value);
                }
                see_delivery(record, scene.call(record.call), scene, bench);
            }
            return;
        case Kind::ProcessSignal:
            if (scene.current() && record.at >= scene.current_facts().due &&
                scene.owed_resets().empty() && scene.shutdowns_pending() == 0) {
                bench.violated("TMO-05"_rule, "{} is signalled before invoke {} has ended",
                               name_of_process(scene, record), scene.current().value);
            }
            return;
        case Kind::InvokeDone:
            return see_done(record, scene, bench);
        case Kind::InvokeAnswered:
            return see_answered(record, scene, bench);
        case Kind::ResetDone:
            return see_reset_done(scene, bench);
        case Kind::ClockStepped:
            stepped_ = scene.current();
            return;
        default:
            return;
    }
}

void TimeoutMonitor::see_timer(const Record& record, const Scene& scene, Bench& bench) {
    const auto timer = code_of<Timer>(record);
    if (timer == Timer::InitLimit) {
        return bench.violated("TMO-03"_rule, "the core arms a timer of its own for an init");
    }
    if (timer != Timer::FunctionTimeout) return;
    if (scene.current()) {
        // The one-shot invoke has a timer from its entry on; what runs below it has none.
        bench.check("TMO-03"_rule, record.at == scene.current_facts().asked_at,
                    "the core arms a timer of its own, {} after invoke {} was asked for",
                    as_text(record.at - scene.current_facts().asked_at), scene.current().value);
    }
    if (!scene.current()) {
        return bench.violated("TMO-01"_rule, "a function timer is armed without an invoke");
    }
    const InvokeFacts& invoke = scene.current_facts();
    bench.check("TMO-01"_rule, !invoke.timer_armed, "invoke {} gets a second timer",
                scene.current().value);
    const Duration given = Instant{span_of(record.amount)} - record.at;
    bench.check("TMO-01"_rule, given == invoke.timeout,
                "the timer of invoke {} runs for {} instead of {}", scene.current().value,
                as_text(given), as_text(invoke.timeout));
    if (!after_timeout_) return;
    after_timeout_ = false;
    bench.check("TMO-35"_rule, given == invoke.timeout,
                "invoke {} after a timeout gets {} instead of {}", scene.current().value,
                as_text(given), as_text(invoke.timeout));
}

void TimeoutMonitor::see_delivery(const Record& record, const CallFacts* call, const Scene& scene,
                                  Bench& bench) const {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr) return;
    if (!scene.white()) {
        // An outsider knows only that the deadline cannot come before the timeout is over.
        return;
    }
    const Instant told = scene.told(record.amount);
    const bool right = told == invoke->due;
    bench.check("TMO-02"_rule, invoke->timer_armed && right,
                "the deadline {} that invoke {} is delivered with is not that of its timer",
                as_text(told.time_since_epoch()), record.invoke.value);
    if (scene.clock_was_stepped()) {
        bench.check("TMO-37"_rule, right,
                    "after a step of the wall clock invoke {} is delivered with the deadline {}",
                    record.invoke.value, as_text(told.time_since_epoch()));
    }
    if (!gives_invoke_to_runtime(record, call)) return;
    bench.check("TMO-01"_rule, invoke->timer_armed, "invoke {} is delivered without a timer",
                record.invoke.value);
}

void TimeoutMonitor::see_done(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr) return;
    const bool timed_out = code_of<Outcome>(record) == Outcome::TimedOut;
    const bool broken = invoke->extension_exited || invoke->runtime_exited || invoke->reset_asked;
    if (record.at == invoke->due && invoke->runtime_back && !broken) {
        bench.check("TMO-08"_rule, timed_out || code_of<Outcome>(record) == Outcome::Success,
                    "invoke {} is done when its timer fires and ends as {}", record.invoke.value,
                    outcome_name(record));
        fell_together_ = timed_out ? record.invoke : InvokeId{};
    }
    if (served_++ > 0) {
        const bool early = timed_out && record.at < invoke->asked_at + invoke->timeout;
        bench.check("TMO-31"_rule, !early, "invoke {} times out {} after it was asked for",
                    record.invoke.value, as_text(record.at - invoke->asked_at));
    }
    if (timed_out) return see_timed_out(record, *invoke, scene, bench);
    if (invoke->due == never) return;
    bench.check("TMO-30"_rule, !scene.overdue(invoke->due),
                "invoke {} ends as {} after its deadline", record.invoke.value,
                outcome_name(record));
}

void TimeoutMonitor::see_timed_out(const Record& record, const InvokeFacts& invoke,
                                   const Scene& scene, Bench& bench) {
    const auto id = record.invoke.value;
    const Instant earliest = invoke.asked_at + invoke.timeout;
    const Instant due = invoke.due == never ? earliest : std::max(earliest, invoke.due);
    bench.check("TMO-30"_rule, record.at >= due && !(invoke.due != never && scene.overdue(due)),
                "invoke {} times out at {}, its deadline is {}", id,
                as_text(record.at.time_since_epoch()), as_text(due.time_since_epoch()));
    if (stepped_ == record.invoke) {
        bench.check("TMO-37"_rule, record.at >= due,
                    "the wall clock was stepped and invoke {} times out {} too early", id,
                    as_text(due - record.at));
    }
    if (invoke.own_init && !invoke.delivered) bench.held("TMO-33"_rule);
    if (invoke.runtime_back) bench.held("TMO-34"_rule);
    bench.check("TMO-05"_rule,
                !scene.stop().active || scene.next_reset().asked || !scene.next_reset().timed_out,
                "processes are signalled before invoke {} has ended", id);
    const bool had_its_turn = invoke.delivered || invoke.own_init;
    if (!had_its_turn || scene.stop().active) return;
    timed_out_ = record.invoke;
    if (scene.white()) stop_due_ = record.at;
}

void TimeoutMonitor::see_answered(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr || !invoke->done || invoke->outcome != Outcome::TimedOut) return;
    const auto reply = code_of<Reply>(record);
    bench.check("TMO-05"_rule, reply == Reply::TimedOut,
                "invoke {} has timed out and its caller gets {}", record.invoke.value,
                name_of(reply));
    if (scene.aws() || record.invoke != timed_out_) return;
    reset_due_ = record.at;
    bench.check("TMO-36"_rule, !scene.any_killable(),
                "the caller of invoke {}, which timed out, is answered while processes live",
                record.invoke.value);
}

void TimeoutMonitor::see_reset_done(const Scene& scene, Bench& bench) {
    fell_together_ = {};
    if (!timed_out_) return;
    bench.held("TMO-04"_rule);
    bench.check("TMO-32"_rule, !scene.any_killable(),
                "a process is alive after the reset that followed the timeout of invoke {}",
                timed_out_.value);
    timed_out_ = {};
    reset_due_ = stop_due_ = never;
    after_timeout_ = true;
}

void TimeoutMonitor::pass(const Scene& scene, Bench& bench) {
    if (scene.stop().active) stop_due_ = never;
    if (scene.overdue(stop_due_)) {
        bench.violated("TMO-04"_rule, "invoke {} has timed out and no reset begins",
                       timed_out_.value);
        stop_due_ = never;
    }
    if (scene.overdue(reset_due_)) {
        bench.violated("TMO-04"_rule, "the caller of invoke {} is answered before the reset",
                       timed_out_.value);
        reset_due_ = never;
    }
    if (!scene.current() || late_ == scene.current()) return;
    const InvokeFacts& invoke = scene.current_facts();
    if (!scene.overdue(invoke.due)) return;
    late_ = scene.current();
    const auto id = late_.value;
    bench.violated("TMO-30"_rule, "invoke {} goes on after its deadline", id);
    if (invoke.own_init && !invoke.delivered) {
        bench.violated("TMO-33"_rule, "the init inside invoke {} goes on after its deadline", id);
    }
    if (stepped_ == late_) {
        bench.violated("TMO-37"_rule,
                       "the wall clock was stepped and invoke {} goes on after its deadline", id);
    }
    if (invoke.runtime_back) {
        bench.violated("TMO-34"_rule, "extensions hold invoke {} after its deadline", id);
    }
}

}  // namespace hourglass::model::judging
