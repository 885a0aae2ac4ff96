#include "model/judge/monitors/progress_monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

// Nothing has gone wrong and nothing is being stopped: whatever is ready goes on.
bool is_quiet(const Scene& scene) {
    return scene.sandbox().healthy && !scene.sandbox().down && !scene.stop().active &&
           scene.owed_resets().empty();
}

bool is_waiting(const CallFacts* call, Kind kind) {
    return call != nullptr && call->kind == kind && !call->answered && !call->abandoned &&
           !call->of_old_generation;
}

bool waits_for_an_event(const Scene& scene) {
    return is_waiting(scene.call(scene.runtime().poll), Kind::RuntimeNextCalled);
}

bool all_files_registered(const Scene& scene) {
    const auto files = std::min(scene.setup().external_extensions, max_extensions);
    for (std::uint8_t slot = 0; slot < files; ++slot) {
        if (!scene.extension(slot).registered) return false;
    }
    return true;
}

bool may_start_runtime(const Scene& scene) {
    return scene.bring_up().active && is_quiet(scene) && all_files_registered(scene);
}

bool all_have_polled(const Scene& scene) {
    const auto polled = [&scene](const ExtensionFacts& one) {
        return !one.known() || is_waiting(scene.call(one.poll), Kind::ExtensionNextCalled);
    };
    const CallFacts* poll = scene.call(scene.runtime().poll);
    const bool runtime =
        is_waiting(poll, Kind::RuntimeNextCalled) || is_waiting(poll, Kind::RestoreNextCalled);
    return runtime && std::ranges::all_of(scene.extensions(), polled);
}

bool may_end_init(const Scene& scene) {
    if (!is_quiet(scene)) return false;
    const bool asked = scene.sandbox().inits_pending > 0;
    const bool told = asked && scene.sandbox().initialised && !scene.bring_up().active;
    return told || (scene.bring_up().active && all_have_polled(scene));
}

// The invoke waits, and for nothing.
bool may_have_its_turn(const Scene& scene) {
    const bool waits = scene.current() && !scene.current_facts().started &&
                       !scene.current_facts().refused && !scene.bring_up().active;
    const bool free = scene.sandbox().inits_pending == 0 && scene.sandbox().restores_pending == 0 &&
                      scene.shutdowns_pending() == 0 && !scene.stop().active &&
                      scene.owed_resets().empty();
    return waits && free;
}

bool may_get_the_event(const Scene& scene) {
    return scene.current() && scene.current_facts().started && !scene.current_facts().delivered &&
           is_quiet(scene) && !scene.bring_up().active && !scene.runtime().restoring &&
           waits_for_an_event(scene);
}

bool may_end_invoke(const Scene& scene) {
    if (!scene.current() || !is_quiet(scene)) return false;
    const InvokeFacts& invoke = scene.current_facts();
    const auto is_back = [&scene](const ExtensionFacts& one) {
        if (!one.subscribed(subscribe_invoke)) return true;
        return one.received == scene.current() && !one.owes;
    };
    return invoke.delivered && invoke.has_post() && invoke.runtime_back &&
           waits_for_an_event(scene) && std::ranges::all_of(scene.extensions(), is_back);
}

}  // namespace

void ProgressMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::Telemetry:
            return see_telemetry(record, scene, bench);
        case Kind::ProcessStart:
            if (record.who != Who::Runtime || runtime_started_) return;
            runtime_started_ = true;
            return bench.held("INIT-03"_rule);
        case Kind::CallAnswered:
            return see_answer(record, scene, bench);
        case Kind::InvokeDone:
            if (may_end_invoke(scene)) bench.held("INV-04"_rule);
            return;
        case Kind::RestoreDone:
            if (hook_runs_) bench.held("RSTR-03"_rule);
            hook_runs_ = hook_ended_ = false;
            return;
        case Kind::ResetDone:
            hook_runs_ = hook_ended_ = runtime_started_ = false;
            return;
        default:
            return;
    }
}

void ProgressMonitor::see_telemetry(const Record& record, const Scene& scene, Bench& bench) {
    switch (code_of<PlatformEvent>(record)) {
        case PlatformEvent::InitStart:
            runtime_started_ = false;
            return;
        case PlatformEvent::InitReport:
            if (may_end_init(scene)) bench.held("INIT-03"_rule);
            return;
        case PlatformEvent::Start:
            // One that begins while the runtime is in its restore poll is spent on that poll.
            spent_ = scene.runtime().awaits_restore ? record.invoke : InvokeId{};
            return bench.held("INV-43"_rule);
        default:
            return;
    }
}

void ProgressMonitor::see_answer(const Record& record, const Scene& scene, Bench& bench) {
    const CallFacts* call = scene.call(record.call);
    if (gives_invoke_to_runtime(record, call)) {
        if (may_get_the_event(scene)) bench.held("INV-43"_rule);
        return;
    }
    if (code_of<Answer>(record) == Answer::RestoreEvent) {
        bench.held("RSTR-01"_rule);
        hook_runs_ = true;
        hook_ended_ = false;
        return;
    }
    if (call == nullptr || !hook_runs_ || code_of<Answer>(record) != Answer::Accepted) return;
    const bool error =
        call->kind == Kind::RestoreErrorPosted || call->kind == Kind::InitErrorPosted;
    if (error && scene.runtime().restoring) hook_ended_ = true;
}

bool ProgressMonitor::is_late(Due& due, bool pending, const Scene& scene) const {
    if (!pending) {
        due = {};
        return false;
    }
    if (due.since == never) due.since = scene.previous();
    if (due.said || !scene.overdue(due.since)) return false;
    return due.said = true;
}

void ProgressMonitor::pass(const Scene& scene, Bench& bench) {
    if (!scene.white()) return;
    if (is_late(start_, may_start_runtime(scene) && !runtime_started_, scene)) {
        bench.violated("INIT-03"_rule,
                       "every external extension has registered and no runtime is started");
    }
    if (is_late(init_end_, may_end_init(scene), scene)) {
        bench.violated("INIT-03"_rule,
                       "the runtime and all extensions have polled and the init goes on");
    }
    const auto id = scene.current().value;
    if (is_late(turn_, may_have_its_turn(scene), scene)) {
        const bool cold = !scene.sandbox().initialised;
        bench.violated(cold ? "SUPP-01"_rule : "INV-43"_rule,
                       "nothing else goes on and invoke {} waits for its turn", id);
    }
    if (is_late(event_, may_get_the_event(scene) && scene.current() != spent_, scene)) {
        bench.violated("INV-43"_rule, "the runtime has polled and does not get invoke {}", id);
    }
    if (is_late(invoke_end_, may_end_invoke(scene), scene)) {
        bench.violated("INV-04"_rule,
                       "the runtime and all that were to have polled again and invoke {} goes on",
                       id);
    }
    pass_restore(scene, bench);
}

void ProgressMonitor::pass_restore(const Scene& scene, Bench& bench) {
    const bool asked = scene.sandbox().restores_pending > 0;
    const CallFacts* poll = scene.call(scene.runtime().restore_poll);
    const bool idle = scene.sandbox().initialised && !scene.current() && is_quiet(scene);
    const bool may_begin = asked && idle && is_waiting(poll, Kind::RestoreNextCalled);
    if (is_late(restore_begin_, may_begin, scene)) {
        bench.violated("RSTR-01"_rule, "a restore leaves the runtime in its restore poll");
    }
    const bool polled = hook_runs_ && !scene.runtime().restoring && waits_for_an_event(scene);
    const bool may_end = asked && !scene.stop().active && (polled || (hook_runs_ && hook_ended_));
    if (is_late(restore_end_, may_end, scene)) {
        bench.violated("RSTR-03"_rule, "the restore hook has ended and the restore goes on");
    }
}

}  // namespace hourglass::model::judging
