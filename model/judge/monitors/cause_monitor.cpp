#include "model/judge/monitors/cause_monitor.hpp"

#include <utility>

namespace hourglass::model::judging {

namespace {

// The documented service tells a kill for memory apart from other ends of a runtime.
TextId type_of_exit(const Record& record, const Scene& scene) {
    if (record.who != Who::Runtime) return known_text("Extension.Crash");
    const bool memory = scene.aws() && (record.flags & out_of_memory) != 0;
    return memory ? known_text("Runtime.OutOfMemory") : known_text("Runtime.ExitError");
}

}  // namespace

void CauseMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::ProcessExited:
            return see_exit(record, scene, bench);
        case Kind::ProcessStartFailed:
            if (record.text && !scene.stop().active && !scene.sandbox().fatal) {
                brought_along_ = record.text;
            }
            return;
        case Kind::InitDone:
        case Kind::InvokeDone:
        case Kind::RestoreDone:
            return see_outcome(record, scene, bench);
        case Kind::ResetDone:
        case Kind::ShutdownDone:
            *this = {};
            return;
        default:
            return;
    }
}

void CauseMonitor::see_exit(const Record& record, const Scene& scene, Bench& bench) {
    const auto& process = scene.process(record.who, record.slot);
    if (record.generation < scene.sandbox().generation) return see_late_exit(record);
    const bool own =
        process.alive && process.generation == record.generation && process.killed_at == never;
    if (!own || scene.stop().active || !scene.white()) return;
    if (cause_) {
        exits_differ_ = true;
        bench.check("PROC-06"_rule, !must_fail_,
                    "{} exits before the exit of another was acted upon",
                    name_of_process(scene, record));
        return;
    }
    const bool runtime = record.who == Who::Runtime;
    const TextId own_type = type_of_exit(record, scene);
    cause_ = scene.sandbox().fatal ? scene.sandbox().fatal : own_type;
    const bool serving = scene.current() && scene.current_facts().started;
    must_fail_ = scene.bring_up().active || serving;
    exit_in_init_ = runtime && scene.runtime().polled && scene.bring_up().active &&
                    !scene.bring_up().inside_invoke;
}

void CauseMonitor::see_late_exit(const Record& record) {
    late_exit_ = true;
    late_runtime_ = late_runtime_ || record.who == Who::Runtime;
}

void CauseMonitor::see_outcome(const Record& record, const Scene& scene, Bench& bench) {
    must_fail_ = false;
    if (record.kind != Kind::RestoreDone) check_exit_in_init(record, scene, bench);
    if (code_of<Outcome>(record) == Outcome::Success) {
        if (late_exit_ && record.kind == Kind::InvokeDone) bench.held("RST-17"_rule);
        if (late_runtime_ && record.kind == Kind::InvokeDone) bench.held("ERR-05"_rule);
        return;
    }
    if (code_of<Outcome>(record) != Outcome::Failure) return;
    if (brought_along_ && !cause_) {
        bench.check("INIT-13"_rule, record.text == brought_along_,
                    "the start failed with {} of its own and {} says {}",
                    text_of(scene, brought_along_), name_of(record.kind),
                    text_of(scene, record.text));
    }
    check_first_cause(record, scene, bench);
    if (late_exit_) check_late_exit(record, scene, bench);
}

// The exit that came first keeps being the cause, whoever exits or resets after it.
void CauseMonitor::check_first_cause(const Record& record, const Scene& scene, Bench& bench) {
    // A restore that nothing waited for was not cancelled, nor one that ended before it would have.
    const auto type = text_of(scene, record.text);
    const bool waited = record.kind != Kind::RestoreDone ||
                        (scene.runtime().restoring && type != "errRestoreUpdateCredentials");
    if (!cause_ || !waited) return;
    const auto cause = text_of(scene, cause_);
    const bool right = record.text == cause_;
    bench.check("ERR-32"_rule, right, "{} of generation {} says {}, its waits were cancelled by {}",
                name_of(record.kind), scene.sandbox().generation, type, cause);
    if (exits_differ_) {
        bench.check("INV-15"_rule, right, "two processes exited, the first gives {} and not {}",
                    cause, type);
    }
    if (record.kind == Kind::RestoreDone) return;
    bench.check("ERR-09"_rule, right && (record.flags & reset_received) == 0,
                "{} was broken by an exit and says {}{}", name_of(record.kind), type,
                (record.flags & reset_received) != 0 ? ", interrupted by a reset" : "");
}

void CauseMonitor::check_late_exit(const Record& record, const Scene& scene, Bench& bench) {
    if (scene.sandbox().fatal || record.kind != Kind::InvokeDone) return;
    const bool legal = record.text == known_text("Sandbox.Failure") ||
                       record.text == known_text("Extension.Crash");
    bench.check("RST-17"_rule, legal, "after a late exit of an older generation invoke {} says {}",
                record.invoke.value, text_of(scene, record.text));
    if (!late_runtime_) return;
    bench.check("ERR-05"_rule, legal, "the exit of an older runtime is told as {}",
                text_of(scene, record.text));
}

// It fails that init or, if it came too late for that, the next invoke.
void CauseMonitor::check_exit_in_init(const Record& record, const Scene& scene, Bench& bench) {
    const bool passed = std::exchange(init_passed_, false);
    const bool in_init = std::exchange(exit_in_init_, false);
    const auto outcome = code_of<Outcome>(record);
    if (record.kind == Kind::InitDone && in_init) {
        init_passed_ = outcome == Outcome::Success;
        if (init_passed_) return;
    } else if (!passed) {
        return;
    }
    bench.check("INIT-08"_rule, outcome == Outcome::Failure && record.text == cause_,
                "the runtime exited during init after its first poll and {} ends as {} {}",
                name_of(record.kind), name_of(outcome), text_of(scene, record.text));
}

}  // namespace hourglass::model::judging
