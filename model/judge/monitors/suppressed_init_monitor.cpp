#include "model/judge/monitors/suppressed_init_monitor.hpp"

#include <optional>

namespace hourglass::model::judging {

namespace {

// The rule about an invoke after an init that failed this way.
constexpr std::optional<RuleIndex> rule_after(InitFault fault) {
    switch (fault) {
        case InitFault::RuntimeExit:
            return "SUPP-30"_rule;
        case InitFault::ReportedError:
            return "SUPP-31"_rule;
        case InitFault::TimedOut:
            return "SUPP-32"_rule;
        default:
            return std::nullopt;
    }
}

}  // namespace

void SuppressedInitMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::Telemetry:
            return see_init_record(record, scene, bench);
        case Kind::InitErrorPosted:
            error_seen_ = true;
            return;
        case Kind::ReserveAnswered: {
            // One that is over and has not been answered has its reservation still.
            const InvokeFacts* last = scene.invoke(last_done_);
            const bool kept = last != nullptr && !last->answered;
            const bool busy = kept || scene.current() || scene.sandbox().reserved;
            if (busy || !scene.sandbox().init_error) return;
            return bench.check("SUPP-10"_rule, code_of<Outcome>(record) == Outcome::Success,
                               "after a reported init error a reservation for invoke {} is {}",
                               record.invoke.value, outcome_name(record));
        }
        case Kind::CallAnswered:
            if (gives_invoke_to_runtime(record, scene.call(record.call))) {
                see_delivery(scene, bench);
            }
            return;
        case Kind::InitDone:
            return see_init_failure(record, scene);
        case Kind::InvokeDone:
            error_kept_ = scene.sandbox().init_error;
            last_done_ = record.invoke;
            return see_invoke_done(record, scene, bench);
        case Kind::InvokeAnswered:
            return see_invoke_answer(record, scene, bench);
        case Kind::ResetDone:
            dirty_generation_ = scene.sandbox().generation;
            return;
        default:
            return;
    }
}

void SuppressedInitMonitor::see_init_failure(const Record& record, const Scene& scene) {
    const auto outcome = code_of<Outcome>(record);
    if (outcome != Outcome::Failure && outcome != Outcome::TimedOut) return;
    init_failed_ = true;
    failed_invokes_ = told_of_init_ = 0;
    waiting_ = scene.current();
    dirty_generation_ = scene.sandbox().generation;
}

void SuppressedInitMonitor::see_init_record(const Record& record, const Scene& scene,
                                            Bench& bench) {
    const auto event = code_of<PlatformEvent>(record);
    if (event == PlatformEvent::Start) {
        const InvokeFacts* invoke = scene.invoke(record.invoke);
        if (invoke == nullptr || !invoke->own_init) return;
        return bench.check("SUPP-39"_rule, !scene.bring_up().active,
                           "invoke {} is recorded as started before its init has ended",
                           record.invoke.value);
    }
    const bool of_init = event == PlatformEvent::InitStart ||
                         event == PlatformEvent::InitRuntimeDone ||
                         event == PlatformEvent::InitReport;
    if (of_init && scene.current() && scene.current_facts().started) {
        bench.violated("SUPP-39"_rule, "{} comes after the start record of invoke {}",
                       name_of(event), scene.current().value);
    }
    if (event == PlatformEvent::InitStart) see_init_start(scene, bench);
}

void SuppressedInitMonitor::see_init_start(const Scene& scene, Bench& bench) {
    if (scene.sandbox().inits_pending == 0) {
        if (scene.current()) bench.held("SUPP-01"_rule);
        if (const auto rule = rule_after(scene.sandbox().last_fault)) bench.held(*rule);
        if (init_failed_) bench.held("SUPP-38"_rule);
    }
    init_failed_ = false;
}

void SuppressedInitMonitor::see_delivery(const Scene& scene, Bench& bench) const {
    if (!scene.white()) return;
    const SandboxFacts& sandbox = scene.sandbox();
    bench.check("SUPP-01"_rule, sandbox.initialised,
                "an event is delivered to a sandbox that is not initialised");
    if (sandbox.resets > 0) {
        bench.check("SUPP-02"_rule, sandbox.initialised,
                    "an event is delivered after a reset without a new init");
    }
    if (const auto rule = rule_after(sandbox.last_fault)) {
        bench.violated(*rule, "an event is delivered although the last init failed");
    }
    if (dirty_generation_ == 0) return;
    const auto generation = scene.process(Who::Runtime, 0).generation;
    bench.check("SUPP-36"_rule, generation > dirty_generation_,
                "an event is delivered to runtime-{}, but generation {} had failed or was reset",
                generation, dirty_generation_);
}

void SuppressedInitMonitor::see_invoke_done(const Record& record, const Scene& scene,
                                            Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr) return;
    if (!invoke->reset_asked) check_repair(record, *invoke, scene, bench);
    const auto outcome = code_of<Outcome>(record);
    const bool failed = outcome == Outcome::Failure;
    const bool had_its_turn = invoke->delivered || invoke->own_init;
    if (failed || (outcome == Outcome::TimedOut && had_its_turn)) {
        dirty_generation_ = scene.sandbox().generation;
    }
    const bool counts = failed && !invoke->reset_asked && !scene.sandbox().down;
    if (init_failed_ && counts && !invoke->own_init) {
        ++told_of_init_;
        bench.check("INIT-15"_rule, told_of_init_ == 1, "{} invokes were told of one failed init",
                    told_of_init_);
    }
    if (init_failed_ && counts && ++failed_invokes_ > 1) {
        bench.violated("SUPP-38"_rule, "{} invokes have failed since the init failed",
                       failed_invokes_);
    }
}

void SuppressedInitMonitor::check_repair(const Record& record, const InvokeFacts& invoke,
                                         const Scene& scene, Bench& bench) const {
    const auto outcome = code_of<Outcome>(record);
    const bool success = outcome == Outcome::Success;
    if (invoke.own_init && scene.sandbox().resets > 0) {
        const bool unhealthy = !scene.sandbox().healthy || scene.sandbox().down;
        if (success || (outcome == Outcome::Failure && !unhealthy)) {
            bench.check("SUPP-03"_rule, success,
                        "invoke {} after a reset fails although nothing went wrong in it",
                        record.invoke.value);
        }
    }
    if (waiting_ && waiting_ == record.invoke && !scene.sandbox().down) {
        bench.check("SUPP-33"_rule, invoke.own_init,
                    "invoke {} waited on an init that failed and ends without one of its own",
                    record.invoke.value);
    }
    if (init_failed_ && !invoke.own_init) {
        bench.check("SUPP-34"_rule, !success, "invoke {} succeeds on a sandbox whose init failed",
                    record.invoke.value);
    }
    const bool broken =
        invoke.runtime_exited || invoke.extension_exited || (scene.aws() && invoke.init_error);
    if (invoke.own_init && !invoke.delivered && broken) {
        bench.check("SUPP-35"_rule, !success, "the init inside invoke {} failed and it succeeds",
                    record.invoke.value);
    }
}

void SuppressedInitMonitor::see_invoke_answer(const Record& record, const Scene& scene,
                                              Bench& bench) const {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr) return;
    const auto reply = code_of<Reply>(record);
    if (reply == Reply::InitError) {
        bench.check("SUPP-37"_rule, !invoke->delivered,
                    "invoke {} is answered with an init error after its init had succeeded",
                    record.invoke.value);
    } else if (invoke->delivered && error_seen_) {
        bench.held("SUPP-37"_rule);
    }
    const bool failed = invoke->done && invoke->outcome == Outcome::Failure;
    if (!failed || invoke->delivered || invoke->reset_asked) return;
    if (invoke->own_init && invoke->init_error) {
        bench.check("SUPP-09"_rule,
                    reply == Reply::InitError && record.payload == invoke->init_error_payload,
                    "the runtime reported an init error inside invoke {}, which is answered {}",
                    record.invoke.value, name_of(reply));
    }
    const bool by_init = scene.sandbox().init_failed && !scene.sandbox().down;
    if (invoke->own_init || scene.aws() || !by_init) return;
    const Reply expected = error_kept_ ? Reply::InitError : Reply::Empty;
    bench.check("SUPP-07"_rule, reply == expected,
                "invoke {} after a failed init is answered {} instead of {}", record.invoke.value,
                name_of(reply), name_of(expected));
}

}  // namespace hourglass::model::judging
