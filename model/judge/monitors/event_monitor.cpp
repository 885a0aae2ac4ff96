#include "model/judge/monitors/event_monitor.hpp"

#include "model/trace/states.hpp"

namespace hourglass::model::judging {

namespace {

constexpr std::uint8_t any_failure = status_error | status_timeout | status_failure;

}  // namespace

void EventMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::Telemetry:
            return see_record(record, scene, bench);
        case Kind::ProcessStart:
        case Kind::ProcessStartFailed:
            if (record.who == Who::Runtime) runtime_tried_ = true;
            return;
        case Kind::InitDone:
            return see_init_done(record, scene, bench);
        case Kind::InvokeDone:
            return see_invoke_done(record, scene, bench);
        case Kind::ResetDone:
            return see_reset_done(record, scene, bench);
        case Kind::RestoreDone:
            return bench.check("METR-30"_rule, record.amount >= 0, "a restore takes {}ms",
                               record.amount);
        default:
            return;
    }
}

void EventMonitor::see_record(const Record& record, const Scene& scene, Bench& bench) {
    const auto event = code_of<PlatformEvent>(record);
    switch (event) {
        case PlatformEvent::InitStart:
        case PlatformEvent::InitRuntimeDone:
        case PlatformEvent::Extension:
        case PlatformEvent::InitReport:
            return see_init_record(record, scene, bench);
        case PlatformEvent::Start: {
            const InvokeFacts* invoke = scene.invoke(record.invoke);
            const bool again = invoke != nullptr && invoke->started;
            return bench.check("EVT-04"_rule, !again && !in_bracket_,
                               "invoke {} is recorded as started {}", record.invoke.value,
                               again ? "a second time" : "before the records of its init");
        }
        case PlatformEvent::RuntimeDone:
            return see_runtime_done(record, scene, bench);
        default:
            return;
    }
}

void EventMonitor::see_init_record(const Record& record, const Scene& scene, Bench& bench) {
    const auto event = code_of<PlatformEvent>(record);
    if (event == PlatformEvent::InitStart) {
        bench.check("EVT-30"_rule, !in_bracket_, "an init is recorded inside another");
        *this = {};
        in_bracket_ = true;
        return;
    }
    if (!in_bracket_) {
        return bench.violated("EVT-30"_rule, "{} is recorded outside an init", name_of(event));
    }
    if (event == PlatformEvent::InitReport) return see_init_report(record, scene, bench);
    if (event == PlatformEvent::InitRuntimeDone) {
        bench.check("EVT-30"_rule, !runtime_told_ && extensions_told_ == 0,
                    "InitRuntimeDone is recorded {}",
                    runtime_told_ ? "twice in one init" : "after an extension");
        runtime_told_ = true;
        runtime_failed_ = (record.flags & any_failure) != 0;
        return;
    }
    ++extensions_told_;
    const auto state = static_cast<ExtensionState>(record.amount);
    if (state != ExtensionState::Ready) all_ready_ = false;
}

void EventMonitor::see_init_report(const Record& record, const Scene& scene, Bench& bench) {
    in_bracket_ = false;
    bench.held("EVT-30"_rule);
    bench.check("METR-30"_rule, record.amount >= 0, "an init takes {}ns", record.amount);
    const bool success = runtime_told_ && !runtime_failed_;
    if (!success) {
        return bench.check("EVT-02"_rule, runtime_told_ == runtime_tried_,
                           "a failed init has {} record of its runtime, whose start was {}",
                           runtime_told_ ? "a" : "no", runtime_tried_ ? "tried" : "not tried");
    }
    const auto known = scene.known_extensions();
    bench.check("EVT-01"_rule, extensions_told_ == known,
                "a successful init records {} extensions and there are {}", extensions_told_,
                known);
    if (known > 0) {
        bench.check("EVT-08"_rule, all_ready_,
                    "an extension is recorded as not Ready at the end of a successful init");
    }
}

void EventMonitor::see_runtime_done(const Record& record, const Scene& scene, Bench& bench) {
    bench.check("METR-30"_rule, record.amount >= 0, "the runtime takes {}ns", record.amount);
    if ((record.flags & any_failure) != 0) {
        bench.check("EVT-05"_rule, !failure_told_ || !scene.white(),
                    "the end of the runtime's work is recorded twice for one reset");
        failure_told_ = true;
        return;
    }
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    const bool ready = invoke != nullptr && invoke->has_post() && invoke->runtime_back;
    bench.check("EVT-03"_rule, ready,
                "runtimeDone of invoke {} is recorded before the runtime has answered and polled",
                record.invoke.value);
    done_told_ = record.invoke;
}

void EventMonitor::see_init_done(const Record& record, const Scene& scene, Bench& bench) const {
    if (scene.setup().init_mode == InitMode::Suppressed || !scene.white()) return;
    const auto outcome = code_of<Outcome>(record);
    if (outcome == Outcome::Failure || outcome == Outcome::TimedOut) {
        bench.check("EVT-02"_rule, !runtime_told_ || runtime_failed_,
                    "init ends as {} and its records say success", name_of(outcome));
    }
    if (outcome != Outcome::Success) return;
    bench.check("EVT-01"_rule, !in_bracket_ && runtime_told_ && !runtime_failed_,
                "init succeeds and its records {}",
                in_bracket_ ? "are not closed" : "do not say so");
    bench.check("METR-31"_rule, record.amount == scene.known_extensions(),
                "init counts {} extensions, {} are registered", record.amount,
                scene.known_extensions());
}

void EventMonitor::see_invoke_done(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr || !scene.white()) return;
    bench.check("EVT-04"_rule, invoke->started, "invoke {} ends without a start record",
                record.invoke.value);
    if (code_of<Outcome>(record) != Outcome::Success) return;
    bench.check("EVT-03"_rule, done_told_ == record.invoke,
                "invoke {} succeeds without a runtimeDone record", record.invoke.value);
}

void EventMonitor::see_reset_done(const Record& record, const Scene& scene, Bench& bench) {
    const StopFacts& stop = scene.stop();
    bench.check("METR-30"_rule, record.amount >= 0, "a reset takes {}ms", record.amount);
    if (stop.active) {
        using Milliseconds = std::chrono::milliseconds;
        const auto budget = std::chrono::duration_cast<Milliseconds>(stop.budget).count();
        const bool exceeded = (record.flags & budget_exceeded) != 0;
        const bool over = stop.released > 0 && record.at - stop.start > stop.budget;
        const bool in_budget = record.amount <= budget && (stop.released > 0 || record.amount == 0);
        bench.check("METR-06"_rule, in_budget && exceeded == over,
                    "a reset of {} reports {}ms of {}ms{}", as_text(record.at - stop.start),
                    record.amount, budget, exceeded ? ", exceeded" : "");
    }
    const bool documented =
        record.text == known_text("timeout") || record.text == known_text("failure");
    const auto& owed = scene.owed_resets();
    // The service tells the end of an invoke's runtime, the emulator's core that of any.
    const bool due = !scene.aws() || (!owed.empty() && owed.front().of_invoke);
    if (documented && due) {
        bench.check("EVT-05"_rule, failure_told_,
                    "a reset for {} makes no record of the runtime's end",
                    text_of(scene, record.text));
    }
    *this = {};
}

void EventMonitor::finish(const Scene&, Bench& bench, Ending ending) const {
    if (ending == Ending::Cut || !in_bracket_) return;
    bench.violated("EVT-30"_rule, "the records of an init are never closed");
}

}  // namespace hourglass::model::judging
