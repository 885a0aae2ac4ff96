#include "model/judge/monitors/freeze_monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

// Runtime and extensions wait in their polls and nothing is asked of the sandbox.
bool all_wait(const Scene& scene) {
    const SandboxFacts& sandbox = scene.sandbox();
    const bool busy = scene.current() || sandbox.inits_pending > 0 ||
                      sandbox.restores_pending > 0 || scene.stop().active ||
                      !scene.owed_resets().empty() || scene.shutdowns_pending() > 0;
    if (busy || sandbox.fatal || sandbox.down || !sandbox.initialised) return false;
    if (!scene.runtime().poll) return false;
    return std::ranges::all_of(scene.extensions(), [](const ExtensionFacts& one) {
        return !one.known() || one.poll || one.error != ReportedError::None;
    });
}

// What the function itself had since the thaw cannot be more than this.
bool counts_frozen_time(const Record& record, Instant thawed_at) {
    return span_of(record.amount) > record.at - thawed_at;
}

}  // namespace

void FreezeMonitor::see_delivery(const Record& record, const Scene& scene, Bench& bench) {
    const auto answer = code_of<Answer>(record);
    const bool frozen = scene.sandbox().frozen;
    if (answer != Answer::InvokeEvent && answer != Answer::ShutdownEvent &&
        answer != Answer::RestoreEvent) {
        return;
    }
    bench.check("FRZ-02"_rule, !frozen, "{} is delivered to a frozen sandbox", name_of(answer));
    if (answer == Answer::ShutdownEvent) {
        bench.check("FRZ-04"_rule, !frozen, "SHUTDOWN is delivered to a frozen sandbox");
    }
    if (!slumber_.lasts || !gives_invoke_to_runtime(record, scene.call(record.call))) return;
    bench.check("FRZ-05"_rule, scene.process(Who::Runtime, 0).generation == slumber_.generation,
                "the sandbox was frozen with runtime {} and goes on with runtime {}",
                slumber_.generation, scene.process(Who::Runtime, 0).generation);
    slumber_.lasts = false;
}

void FreezeMonitor::see_frozen(const Scene& scene, Bench& bench) {
    const bool busy = scene.current() || scene.sandbox().inits_pending > 0 ||
                      scene.bring_up().active || scene.sandbox().restores_pending > 0 ||
                      scene.stop().active;
    bench.check("FRZ-03"_rule, !busy, "the sandbox is frozen while it is busy");
    bench.held("FRZ-01"_rule);
}

// A frozen process does nothing. What it did just before may be seen a little later.
void FreezeMonitor::see_act(const Record& record, const Scene& scene, Bench& bench) const {
    if (!scene.sandbox().frozen || record.at <= frozen_at_ + scene.tolerance()) return;
    bench.violated("FRZ-01"_rule, "{} acts in a frozen sandbox", name_of_process(scene, record));
}

void FreezeMonitor::see_timer(const Record& record, const Scene& scene, Bench& bench) const {
    const auto timer = code_of<Timer>(record);
    if (timer != Timer::FunctionTimeout) return;
    if (record.kind == Kind::TimerFired) {
        if (scene.sandbox().frozen) {
            bench.violated("FRZ-06"_rule, "the function timeout is over in a frozen sandbox");
        }
        return;
    }
    if (!scene.current() || slumber_.thawed_at != record.at) return;
    const Duration given = instant_at(span_of(record.amount)) - record.at;
    bench.check("FRZ-06"_rule, given >= scene.current_facts().timeout,
                "an invoke that thaws the sandbox gets {} of its {}", as_text(given),
                as_text(scene.current_facts().timeout));
}

void FreezeMonitor::see_thaw(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::SandboxFrozen:
            freeze_due_ = never;
            frozen_at_ = record.at;
            slumber_ = {.lasts = true, .generation = scene.process(Who::Runtime, 0).generation};
            return see_frozen(scene, bench);
        case Kind::SandboxThawed:
            slumber_.thawed_at = record.at;
            return;
        case Kind::ProcessStart:
            if (slumber_.lasts && record.who == Who::Runtime) {
                bench.violated("FRZ-05"_rule, "{} is started in the place of a frozen one",
                               name_of_process(scene, record));
            }
            return;
        case Kind::ProcessExited:
        case Kind::ProcessSignal:
        case Kind::ResetAsked:
        case Kind::ShutdownAsked:
            slumber_.lasts = false;
            return;
        default:
            return;
    }
}

void FreezeMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    see_thaw(record, scene, bench);
    switch (record.kind) {
        case Kind::CallAnswered:
            return see_delivery(record, scene, bench);
        case Kind::ProcessSignal:
            return bench.check("FRZ-04"_rule, !scene.sandbox().frozen,
                               "{} is signalled in a frozen sandbox",
                               name_of_process(scene, record));
        case Kind::TimerArmed:
        case Kind::TimerFired:
            return see_timer(record, scene, bench);
        case Kind::OutputLine:
        case Kind::FileWritten:
        case Kind::FileLooked:
            return see_act(record, scene, bench);
        case Kind::Telemetry:
            if (code_of<PlatformEvent>(record) == PlatformEvent::RuntimeDone &&
                counts_frozen_time(record, slumber_.thawed_at)) {
                bench.violated("FRZ-06"_rule,
                               "invoke {} is said to have run for {}, frozen time "
                               "included",
                               record.invoke.value, as_text(span_of(record.amount)));
            }
            return;
        case Kind::InitDone:
        case Kind::InvokeDone:
            if (code_of<Outcome>(record) == Outcome::Success) freeze_due_ = record.at;
            return;
        default:
            return;
    }
}

void FreezeMonitor::pass_late(const Scene& scene, Bench& bench) {
    freeze_due_ = never;
    if (!scene.aws() || !scene.white() || scene.sandbox().frozen || !all_wait(scene)) return;
    bench.violated("FRZ-01"_rule, "the sandbox idles and is not frozen");
}

}  // namespace hourglass::model::judging
