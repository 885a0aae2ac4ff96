#include "model/judge/monitors/shutdown_monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

using namespace std::chrono_literals;

constexpr Duration kill_wait = 9s;
constexpr Duration reap_wait = 2s;

Duration longest(const StopFacts& stop) {
    if (!stop.any_extension) return kill_wait + reap_wait;
    return std::max(stop.share + kill_wait, stop.budget) + kill_wait + reap_wait;
}

bool is_reason_of(TextId reason, const OwedReset& owed, const Scene& scene) {
    if (scene.aws()) {
        return reason == (owed.timed_out ? known_text("timeout") : known_text("failure"));
    }
    if (owed.timed_out) return reason == known_text("Timeout");
    // After a failed init the emulator shuts the sandbox down before it resets it.
    return reason == known_text("ReleaseFail") || reason == known_text("spindown");
}

bool in_sequence_with_extensions(const StopFacts& stop) {
    return stop.active && stop.any_extension;
}

}  // namespace

void ShutdownMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::ProcessSignal:
            if (record.who == Who::Runtime) return see_runtime_signal(record, scene, bench);
            return see_extension_signal(record, scene, bench);
        case Kind::CallAnswered:
            if (code_of<Answer>(record) == Answer::ShutdownEvent) {
                see_shutdown_event(record, scene, bench);
            }
            return;
        case Kind::TimerArmed:
            return see_timer(record, scene, bench);
        case Kind::ProcessStart:
            if (!scene.stop().active) return;
            return bench.violated("SHD-33"_rule, "{} starts during a shutdown sequence",
                                  name_of_process(scene, record));
        case Kind::ProcessExited:
            exit_seen_ = exit_seen_ || scene.stop().active;
            return;
        case Kind::ResetDone:
        case Kind::ShutdownDone:
            return see_end(record, scene, bench);
        default:
            return;
    }
}

void ShutdownMonitor::see_runtime_signal(const Record& record, const Scene& scene,
                                         Bench& bench) const {
    const StopFacts& stop = scene.stop();
    const ProcessFacts& runtime = scene.process(Who::Runtime, 0);
    if (code_of<Signal>(record) == Signal::Terminate) {
        bench.check("SHD-34"_rule, stop.any_extension,
                    "the runtime gets SIGTERM though no extension is registered");
        if (!stop.any_extension) {
            bench.violated("SHD-04"_rule, "without extensions the runtime gets SIGTERM");
        }
        return;
    }
    if (!stop.any_extension) {
        const OwedReset& owed = scene.next_reset();
        const bool late = stop.is_reset && !owed.while_stopping && scene.overdue(owed.at);
        bench.held("SHD-34"_rule);
        if (!stop.explicit_budget) {
            bench.check("SHD-30"_rule, !late, "without extensions the runtime is killed late");
        }
        return bench.check("SHD-04"_rule, !late,
                           "without extensions the runtime is killed {} after the cause",
                           late ? as_text(record.at - owed.at) : no_text);
    }
    const bool asked_first = runtime.terminated_at != never;
    const bool in_share = asked_first && record.at < runtime.terminated_at + stop.share;
    bench.check("SHD-05"_rule, asked_first && !in_share, "the runtime is killed {}",
                asked_first ? "within its share of the budget" : "without SIGTERM before");
    if (!asked_first) return;
    const Duration given = record.at - runtime.terminated_at;
    bench.check("SHD-31"_rule, given >= stop.share && given <= stop.share + scene.tolerance(),
                "the runtime gets {} to end, its share is {}", as_text(given), as_text(stop.share));
}

void ShutdownMonitor::see_extension_signal(const Record& record, const Scene& scene,
                                           Bench& bench) const {
    const StopFacts& stop = scene.stop();
    const auto name = name_of_process(scene, record);
    if (code_of<Signal>(record) == Signal::Terminate) {
        return bench.violated("SHD-34"_rule, "{} gets SIGTERM", name);
    }
    bench.held("SHD-34"_rule);
    const bool dealt = stop.runtime_dealt != never;
    bench.check("SHD-01"_rule, dealt, "{} is killed while the runtime is alive", name);
    if (stop.runtime_lived && scene.process(Who::Runtime, 0).killed_at != never) {
        bench.check("SHD-12"_rule, dealt,
                    "{} is killed before the killed runtime is reaped or 9s have passed", name);
    }
    if (record.slot >= max_slots) return;
    if (scene.extension(record.slot).subscribed(subscribe_shutdown)) {
        const Instant deadline = stop.start + stop.budget;
        bench.check("SHD-06"_rule, record.at >= deadline,
                    "{} is killed {} before the deadline of the sequence", name,
                    as_text(deadline - record.at));
        bench.held("SHD-35"_rule);
        return;
    }
    // The kill of all that are left, at the end of the budget, may reach one that is dying.
    if (scene.process(Who::Extension, record.slot).killed_at != never) return;
    bench.check("SHD-07"_rule, !dealt || !scene.overdue(stop.runtime_dealt),
                "{}, which has not subscribed to SHUTDOWN, is killed {} after its turn began", name,
                dealt ? as_text(record.at - stop.runtime_dealt) : no_text);
}

void ShutdownMonitor::see_shutdown_event(const Record& record, const Scene& scene,
                                         Bench& bench) const {
    const StopFacts& stop = scene.stop();
    bench.check("SHD-01"_rule, stop.runtime_dealt != never,
                "an extension gets SHUTDOWN while the runtime is alive");
    check_reason(record, scene, bench);
    check_deadline(record, scene, bench);
    bench.held("EXT-35"_rule);
    const CallFacts* call = scene.call(record.call);
    if (stop.released > 1 && call != nullptr && !call->stopping) {
        bench.check("SHD-37"_rule, !scene.overdue(stop.runtime_dealt),
                    "an extension waits {} for SHUTDOWN until another is done",
                    as_text(record.at - stop.runtime_dealt));
    }
    if (call == nullptr || !call->stopping) return;
    bench.check("SHD-09"_rule, !scene.overdue(std::max(call->at, stop.runtime_dealt)),
                "a poll during the sequence waits {} for SHUTDOWN", as_text(record.at - call->at));
}

void ShutdownMonitor::check_reason(const Record& record, const Scene& scene, Bench& bench) {
    const StopFacts& stop = scene.stop();
    const auto reason = text_of(scene, record.text);
    if (stop.reason_known) {
        bench.check("SHD-02"_rule, record.text == stop.reason, "SHUTDOWN says {} instead of {}",
                    reason, text_of(scene, stop.reason));
    } else if (stop.is_reset) {
        bench.check("SHD-02"_rule, is_reason_of(record.text, scene.next_reset(), scene),
                    "SHUTDOWN says {} after a {}", reason,
                    scene.next_reset().timed_out ? "timeout" : "failure");
    }
    // A reason that the operator made up goes through as it is.
    const bool documented = record.text == known_text("spindown") ||
                            record.text == known_text("timeout") ||
                            record.text == known_text("failure");
    if (documented || !stop.reason_known || record.text != stop.reason) {
        bench.check("SHD-39"_rule, documented, "SHUTDOWN says {}, which is none of the reasons",
                    reason);
    }
}

void ShutdownMonitor::check_deadline(const Record& record, const Scene& scene, Bench& bench) {
    const StopFacts& stop = scene.stop();
    const Instant deadline = scene.told(record.amount);
    const Instant expected = stop.start + stop.budget;
    const bool right = deadline >= expected && deadline <= expected + scene.tolerance();
    bench.check("SHD-06"_rule, right, "SHUTDOWN says the deadline {}, that of the sequence is {}",
                as_text(deadline.time_since_epoch()), as_text(expected.time_since_epoch()));
    bench.check("EXT-33"_rule, right && (stop.told == 0 || deadline == stop.told_deadline),
                "SHUTDOWN says the deadline {}, that of the sequence is {}",
                as_text(deadline.time_since_epoch()), as_text(expected.time_since_epoch()));
    if (!stop.explicit_budget && stop.external) {
        bench.check("SHD-30"_rule, right, "an extension gets {} to shut down instead of 2s",
                    as_text(deadline - stop.start));
    }
}

void ShutdownMonitor::see_timer(const Record& record, const Scene& scene, Bench& bench) const {
    const StopFacts& stop = scene.stop();
    const Instant due{span_of(record.amount)};
    const Duration given = due - record.at;
    switch (code_of<Timer>(record)) {
        case Timer::RuntimeStop:
            bench.check("SHD-05"_rule, given == stop.share,
                        "the runtime is given {} to end instead of {}", as_text(given),
                        as_text(stop.share));
            bench.check("SHD-31"_rule, given == stop.share,
                        "the runtime is given {} to end instead of {}", as_text(given),
                        as_text(stop.share));
            if (!stop.explicit_budget && !stop.external) {
                bench.check("SHD-30"_rule, given == stop.budget,
                            "with internal extensions only the budget is {} instead of {}",
                            as_text(given), as_text(stop.budget));
            }
            return;
        case Timer::ExtensionStop:
            bench.check("SHD-06"_rule, due == stop.start + stop.budget,
                        "extensions are given until {} instead of {}", as_text(due - stop.start),
                        as_text(stop.budget));
            if (stop.explicit_budget) return;
            return bench.check("SHD-30"_rule, due - stop.start == stop.budget,
                               "the budget of the sequence is {} instead of {}",
                               as_text(due - stop.start), as_text(stop.budget));
        case Timer::KillWait:
            return bench.check("SHD-12"_rule, given == kill_wait,
                               "a killed process is waited for {} instead of 9s", as_text(given));
        case Timer::ReapWait:
            return bench.check("SHD-10"_rule, given == reap_wait,
                               "the remaining processes are waited for {} instead of 2s",
                               as_text(given));
        default:
            return;
    }
}

void ShutdownMonitor::see_end(const Record& record, const Scene& scene, Bench& bench) {
    const StopFacts& stop = scene.stop();
    if (record.kind == Kind::ShutdownDone) {
        bench.check("SHD-32"_rule, scene.shutdowns_pending() > 0,
                    "a shutdown ends that was not asked for");
        const bool blamed = record.text == known_text("Runtime.ExitError") ||
                            record.text == known_text("Extension.Crash");
        bench.check("SHD-03"_rule, record.text == scene.sandbox().fatal,
                    "a shutdown says {}, in it there was {}", text_of(scene, record.text),
                    scene.sandbox().fatal ? text_of(scene, scene.sandbox().fatal) : "no error");
        if (exit_seen_) {
            bench.check("SHD-11"_rule, !blamed, "an exit during the shutdown is reported as {}",
                        text_of(scene, record.text));
        }
    }
    if (stop.active) {
        bench.held("SHD-33"_rule);
        bench.check("SHD-13"_rule, !scene.overdue(stop.start + longest(stop)),
                    "the sequence takes {}, at most {} are allowed",
                    as_text(record.at - stop.start), as_text(longest(stop)));
        if (!scene.any_alive() && !said_.late_end) bench.held("SHD-38"_rule);
        check_deaf(scene, bench);
    }
    said_ = {};
    exit_seen_ = false;
}

// A signal that came to nothing: the sequence has waited for it as long as it may, and goes on.
void ShutdownMonitor::check_deaf(const Scene& scene, Bench& bench) {
    for (const ProcessFacts& one : scene.processes()) {
        if (!one.alive || one.killed_at == never) continue;
        bench.held("SHD-14"_rule);
    }
}

// The kill, and the wait for all that is left, have been waited for.
void ShutdownMonitor::pass_deaf(const Scene& scene, Bench& bench) {
    const Instant last = scene.stop().start + longest(scene.stop());
    if (said_.deaf || !scene.overdue(last)) return;
    for (const ProcessFacts& one : scene.processes()) {
        if (!one.alive || one.killed_at == never || said_.deaf) continue;
        said_.deaf = true;
        bench.violated("SHD-14"_rule, "a signal had no effect and the sequence goes on for {}",
                       as_text(scene.now() - scene.stop().start));
    }
}

void ShutdownMonitor::pass_sequence(const Scene& scene, Bench& bench) {
    const StopFacts& stop = scene.stop();
    pass_deaf(scene, bench);
    if (!scene.any_alive() && !said_.late_end &&
        scene.overdue(std::max(stop.last_exit, stop.start))) {
        said_.late_end = true;
        bench.violated("SHD-38"_rule, "all processes have ended and the sequence goes on");
    }
    if (!in_sequence_with_extensions(stop)) return;
    pass_runtime(scene, bench);
    if (stop.runtime_dealt == never) return;
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        if (scene.process(Who::Extension, slot).alive) pass_extension(slot, scene, bench);
    }
}

void ShutdownMonitor::pass_runtime(const Scene& scene, Bench& bench) {
    const ProcessFacts& runtime = scene.process(Who::Runtime, 0);
    const bool waits = runtime.alive && runtime.terminated_at != never &&
                       runtime.killed_at == never && !said_.late_kill;
    if (!waits || !scene.overdue(runtime.terminated_at + scene.stop().share)) return;
    said_.late_kill = true;
    bench.violated("SHD-05"_rule, "the runtime is alive after its share of the budget");
    bench.violated("SHD-31"_rule, "the runtime is alive after its share of {}",
                   as_text(scene.stop().share));
}

void ShutdownMonitor::pass_extension(std::uint8_t slot, const Scene& scene, Bench& bench) {
    const StopFacts& stop = scene.stop();
    const ExtensionFacts& one = scene.extension(slot);
    const auto name = text_of(scene, one.name);
    const bool killed = scene.process(Who::Extension, slot).killed_at != never;
    if (!one.subscribed(subscribe_shutdown)) {
        if (killed || said_.late_extension.at(slot) || !scene.overdue(stop.runtime_dealt)) return;
        said_.late_extension.at(slot) = true;
        return bench.violated("SHD-07"_rule,
                              "the extension {} has not subscribed to SHUTDOWN and is not killed",
                              name);
    }
    const Instant deadline = std::max(stop.start + stop.budget, stop.runtime_dealt);
    if (!killed && !said_.late_extension.at(slot) && scene.overdue(deadline)) {
        said_.late_extension.at(slot) = true;
        bench.violated("SHD-35"_rule, "the extension {} is alive after the deadline", name);
    }
    const CallFacts* poll = scene.call(one.poll);
    const bool waits = poll != nullptr && !killed && !one.told && one.error == ReportedError::None;
    if (!waits || said_.late_event.at(slot)) return;
    if (!scene.overdue(std::max(poll->at, stop.runtime_dealt))) return;
    said_.late_event.at(slot) = true;
    bench.violated("EXT-35"_rule, "the extension {} waits in its poll and gets no SHUTDOWN", name);
    if (poll->stopping) {
        bench.violated("SHD-09"_rule, "the extension {} polls during the sequence and gets nothing",
                       name);
    }
}

void ShutdownMonitor::finish(const Scene& scene, Bench& bench, Ending ending) {
    if (ending == Ending::Cut || scene.shutdowns_pending() == 0) return;
    bench.violated("SHD-32"_rule, "{} shutdown(s) are never answered", scene.shutdowns_pending());
}

}  // namespace hourglass::model::judging
