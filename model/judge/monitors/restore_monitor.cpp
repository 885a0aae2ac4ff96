#include "model/judge/monitors/restore_monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

void RestoreMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::RestoreAsked:
            return see_asked(record, scene);
        case Kind::RestoreNextCalled:
            spent_poll_ = false;
            return;
        case Kind::RuntimeNextCalled:
            polled_ = pending_ > 0;
            if (left_alone_ && !gave_up_late_) polled_late_ = true;
            return;
        case Kind::ProcessSignal:
            if (left_alone_ && scene.owed_resets().empty() && scene.shutdowns_pending() == 0) {
                bench.violated("RSTR-35"_rule, "{} is signalled after a restore that timed out",
                               name_of_process(scene, record));
            }
            return;
        case Kind::InvokeDone:
            return see_late_invoke(record, scene, bench);
        case Kind::ResetDone:
        case Kind::ShutdownDone:
            left_alone_ = polled_late_ = gave_up_late_ = false;
            return;
        case Kind::CredentialsStored:
            sets_ = std::max(sets_, record.call.value);
            return;
        case Kind::ProcessExited:
        case Kind::ProcessStartFailed:
            if (scene.stop().active) return;
            left_alone_ = false;
            if (pending_ == 0) return;
            if (scene.process(record.who, record.slot).generation == record.generation) {
                exited_ = true;
            }
            return;
        case Kind::ResetAsked:
            reset_ = pending_ > 0;
            left_alone_ = false;
            return;
        case Kind::ShutdownAsked:
            left_alone_ = false;
            return;
        case Kind::CallAnswered:
            return see_answer(record, scene, bench);
        case Kind::RestoreDone:
            return see_done(record, scene, bench);
        case Kind::Telemetry:
            if (code_of<PlatformEvent>(record) != PlatformEvent::RestoreRuntimeDone) return;
            bench.check("RSTR-30"_rule, pending_ > 0 && !told_, "a restore is recorded {}",
                        told_ ? "twice" : "that was not asked for");
            told_ = true;
            told_failure_ = (record.flags & (status_error | status_timeout | status_failure)) != 0;
            return;
        default:
            return;
    }
}

void RestoreMonitor::see_asked(const Record& record, const Scene& scene) {
    // One that comes while another waits finds no runtime in its restore poll and ends at once.
    if (pending_++ > 0) {
        ++at_once_;
        return;
    }
    had_to_wait_ = scene.runtime().awaits_restore && !spent_poll_ && scene.sandbox().initialised &&
                   !scene.current() && !scene.stop().active;
    polled_ = error_posted_ = reset_ = told_ = told_failure_ = false;
    exited_ = had_to_wait_ && scene.sandbox().idle_exit;
    broken_due_ = exited_ && scene.white() ? record.at : never;
    asked_at_ = record.at;
    due_ = had_to_wait_ && record.amount > 0 ? record.at + span_of(record.amount) : never;
}

void RestoreMonitor::see_answer(const Record& record, const Scene& scene, Bench& bench) {
    const CallFacts* call = scene.call(record.call);
    const auto answer = code_of<Answer>(record);
    if (gives_invoke_to_runtime(record, call)) {
        const bool in_hook =
            scene.runtime().restoring || (call != nullptr && call->kind == Kind::RestoreNextCalled);
        if (in_hook) {
            bench.violated("RSTR-32"_rule, "invoke {} reaches a runtime that is being restored",
                           record.invoke.value);
        } else if (scene.setup().init_caching == InitCaching::On) {
            bench.held("RSTR-32"_rule);
        }
    }
    if (call == nullptr) return;
    if (call->kind == Kind::RestoreNextCalled && is_good(answer)) {
        bench.check("RSTR-33"_rule, answer == Answer::RestoreEvent && !record.payload,
                    "a restore poll is answered {}", name_of(answer));
    }
    const bool error_report =
        call->kind == Kind::RestoreErrorPosted || call->kind == Kind::InitErrorPosted;
    if (!error_report || answer != Answer::Accepted) return;
    error_posted_ = error_posted_ || pending_ > 0;
    gave_up_late_ = left_alone_;
}

void RestoreMonitor::see_done(const Record& record, const Scene& scene, Bench& bench) {
    const bool success = code_of<Outcome>(record) == Outcome::Success;
    bench.check("RSTR-30"_rule, pending_ > 0, "a restore ends that was not asked for");
    const bool told = told_;
    told_ = false;
    if (told) {
        bench.check("RSTR-30"_rule, success != told_failure_,
                    "a restore ends as {} and is recorded as {}", outcome_name(record),
                    told_failure_ ? "failed" : "a success");
    }
    if (pending_ == 0) return;
    --pending_;
    if (sets_ > 1) {  // the restore could not tell which to renew
        at_once_ -= at_once_ > 0 ? 1 : 0;
        due_ = broken_due_ = never;
        return;
    }
    if (at_once_ > 0) {
        --at_once_;
        return bench.check("RSTR-10"_rule, success && record.amount == 0,
                           "a restore during another ends as {} after {}ms", outcome_name(record),
                           record.amount);
    }
    bench.check("RSTR-31"_rule, !scene.overdue(due_), "a restore ends {} after its limit",
                due_ == never ? no_text : as_text(record.at - due_));
    if (had_to_wait_) {
        spent_poll_ = true;
        if (!told && scene.white()) bench.violated("RSTR-30"_rule, "a restore is not recorded");
        check_cause(record, scene, bench);
    } else if (!reset_) {
        const ProcessFacts& runtime = scene.process(Who::Runtime, 0);
        if (runtime.alive && !runtime.given_up) {
            bench.check("RSTR-10"_rule, success && record.amount == 0,
                        "a restore without a restore poll ends as {} after {}ms",
                        outcome_name(record), record.amount);
        }
    }
    due_ = broken_due_ = never;
}

// A runtime that comes to its poll after its restore has timed out is as good as any.
void RestoreMonitor::see_late_invoke(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (!left_alone_ || !polled_late_ || invoke == nullptr) return;
    if (invoke->reset_asked || !scene.sandbox().healthy) return;
    if (scene.runtime().abandoned_poll) return;  // and has hung up since
    const bool success = code_of<Outcome>(record) == Outcome::Success;
    bench.check("RSTR-35"_rule, success || invoke->delivered,
                "the runtime polled after its restore had timed out and does not get invoke {}",
                record.invoke.value);
}

void RestoreMonitor::check_cause(const Record& record, const Scene& scene, Bench& bench) {
    const auto outcome = code_of<Outcome>(record);
    const auto type = text_of(scene, record.text);
    const TextId fatal = scene.sandbox().fatal;
    if (!scene.aws() && fatal) {
        bench.check("ERR-04"_rule, outcome == Outcome::Failure && record.text == fatal,
                    "a restore ends as {} {} although {} stands", name_of(outcome), type,
                    text_of(scene, fatal));
        if (exited_) bench.held("RSTR-06"_rule);
        return;
    }
    left_alone_ = outcome == Outcome::TimedOut;
    if (exited_) {
        return bench.check(
            "RSTR-06"_rule, outcome == Outcome::Failure && record.text == scene.sandbox().fatal,
            "a process exited during a restore, which ends as {} {}", outcome_name(record), type);
    }
    if (error_posted_ && outcome != Outcome::Failure) {
        return bench.violated("RSTR-05"_rule,
                              "the restore hook reported an error and the restore ends as {}",
                              outcome_name(record));
    }
    if (outcome == Outcome::Success) {
        return bench.check("RSTR-03"_rule, polled_,
                           "a restore succeeds before the runtime has polled");
    }
    if (outcome == Outcome::TimedOut) {
        return bench.check("RSTR-04"_rule, due_ != never && record.at >= due_,
                           "a restore times out {} after it was asked for",
                           as_text(record.at - asked_at_));
    }
    if (reset_) {
        return bench.check("RSTR-07"_rule, record.text == known_text("errResetReceived"),
                           "a reset interrupts a restore, which says {}", type);
    }
    bench.check("RSTR-05"_rule, error_posted_, "a restore fails with {} without a cause", type);
}

void RestoreMonitor::pass_late(const Scene& scene, Bench& bench) {
    if (scene.overdue(broken_due_)) {
        bench.violated("RSTR-06"_rule, "a process had exited before a restore, which waits");
        broken_due_ = never;
    }
    if (!scene.overdue(due_)) return;
    bench.violated("RSTR-31"_rule, "a restore goes on after the limit of its hook");
    due_ = never;
}

void RestoreMonitor::finish(const Scene&, Bench& bench, Ending ending) {
    if (ending == Ending::Cut || pending_ == 0) return;
    bench.violated("RSTR-30"_rule, "{} restore(s) never end", pending_);
}

}  // namespace hourglass::model::judging
