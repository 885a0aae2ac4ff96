#include "model/judge/monitors/invoke_monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

void InvokeMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::InvokeRefused:
            return see_refusal(record, scene, bench);
        case Kind::ReserveAnswered:
            return see_reservation(record, scene, bench);
        case Kind::CallAnswered:
            return see_answer(record, scene, bench);
        case Kind::Telemetry:
            return see_telemetry(record, scene, bench);
        case Kind::InvokeAnswered:
            return check_admission(record, scene, bench);
        case Kind::InvokeDone:
            if (record.invoke == awaited_) awaited_due_ = never;
            see_done(record, scene, bench);
            see_verdict(record, scene, bench);
            return check_admission(record, scene, bench);
        case Kind::ProcessExited:
        case Kind::CallAbandoned:
        case Kind::ResetAsked:
            awaited_due_ = never;
            return;
        default:
            return;
    }
}

// A reservation holds the sandbox as its invoke does.
void InvokeMonitor::see_reservation(const Record& record, const Scene& scene, Bench& bench) {
    if (code_of<Outcome>(record) != Outcome::Success) return;
    bench.check("INV-01"_rule, !scene.sandbox().reserved && !scene.current(),
                "the sandbox is reserved for invoke {} and held by invoke {}", record.invoke.value,
                scene.current() ? scene.current().value : scene.sandbox().reserved.value);
}

// Succeeding without the extensions that have not subscribed.
void InvokeMonitor::see_done(const Record& record, const Scene& scene, Bench& bench) {
    if (code_of<Outcome>(record) != Outcome::Success) return;
    for (const ExtensionFacts& one : scene.extensions()) {
        if (one.registered && !one.subscribed(subscribe_invoke)) bench.held("INV-04"_rule);
    }
}

void InvokeMonitor::see_verdict(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr) return;
    bench.check("INV-45"_rule, !invoke->done, "invoke {} ends a second time, as {}",
                record.invoke.value, outcome_name(record));
    const auto holds_nothing_up = [&](const ExtensionFacts& one) {
        return one.registered && !one.external && !one.subscribed(subscribe_invoke);
    };
    const auto busy = [&](const ExtensionFacts& one) {
        return one.subscribed(subscribe_invoke) && (one.received != record.invoke || one.owes);
    };
    if (std::ranges::none_of(scene.extensions(), holds_nothing_up)) return;
    const bool back = invoke->runtime_back && scene.runtime().poll;
    if (!back || std::ranges::any_of(scene.extensions(), busy)) return;
    const bool early = !invoke->runtime_exited && !invoke->extension_exited;
    bench.check("EXT-42"_rule, !early || code_of<Outcome>(record) != Outcome::TimedOut,
                "an internal extension without INVOKE holds up invoke {} until its timeout",
                record.invoke.value);
}

void InvokeMonitor::see_refusal(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr) return;
    const bool busy = static_cast<bool>(invoke->asked_during) || scene.stop().active ||
                      !scene.owed_resets().empty() || scene.sandbox().down ||
                      scene.sandbox().reserved;
    bench.check("INV-30"_rule, busy, "invoke {} is refused though none is in progress",
                record.invoke.value);
}

// An invoke that came while another was in progress gets nothing but a refusal.
void InvokeMonitor::check_admission(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr || !invoke->asked_during || invoke->refused) return;
    bench.violated("INV-30"_rule, "invoke {} came while invoke {} was in progress and gets {}",
                   record.invoke.value, invoke->asked_during.value, name_of(record.kind));
}

void InvokeMonitor::see_answer(const Record& record, const Scene& scene, Bench& bench) {
    const CallFacts* call = scene.call(record.call);
    if (call != nullptr && call->abandoned && code_of<Answer>(record) == Answer::InvokeEvent) {
        bench.violated("INV-36"_rule, "the event of invoke {} goes to call {}, which was given up",
                       record.invoke.value, record.call.value);
    }
    if (gives_invoke_to_extension(record, call)) {
        return see_extension_delivery(record, *call, scene, bench);
    }
    if (gives_invoke_to_runtime(record, call)) return see_delivery(record, call, scene, bench);
    // A poll of a runtime that holds an event must be answered with that event again.
    if (call == nullptr || call->kind != Kind::RuntimeNextCalled || !call->held) return;
    if (call->held != scene.current() || call->of_old_generation || call->stopping) return;
    bench.violated("INV-09"_rule, "a poll of the runtime that holds invoke {} is answered {}",
                   call->held.value, name_of(code_of<Answer>(record)));
}

void InvokeMonitor::see_delivery(const Record& record, const CallFacts* call, const Scene& scene,
                                 Bench& bench) {
    const auto id = record.invoke.value;
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    const InvokeId held = scene.runtime().held;
    const bool other = scene.current() && scene.current() != record.invoke;
    bench.check("INV-01"_rule, !other, "invoke {} is delivered while invoke {} is in progress", id,
                scene.current().value);
    bench.check("INV-02"_rule, invoke != nullptr,
                "the runtime gets the request id {}, which nobody asked for", id);
    const bool polled = call != nullptr && call->kind == Kind::RuntimeNextCalled && !call->answered;
    bench.check("INV-33"_rule, polled, "the event of invoke {} answers no poll of the runtime", id);
    const bool served = invoke != nullptr && !invoke->done && !invoke->refused;
    bench.check("INV-41"_rule, served && !other, "the runtime gets invoke {} instead of invoke {}",
                id, scene.current().value);
    bench.check("INV-37"_rule, !scene.stop().active,
                "invoke {} is delivered during a shutdown sequence", id);
    if (scene.runtime().abandoned_poll && (call == nullptr || !call->abandoned)) {
        bench.held("INV-36"_rule);
    }
    if (call != nullptr && call->held && call->held == held) {
        bench.check("INV-09"_rule, record.invoke == held,
                    "the runtime holds invoke {} and its poll is answered with invoke {}",
                    held.value, id);
    }
    if (record.invoke == awaited_) {
        bench.held("INV-43"_rule);
        awaited_due_ = never;
    }
    if (invoke == nullptr) return;
    bench.check("INV-42"_rule, record.payload == invoke->payload,
                "invoke {} is delivered with payload {} instead of the caller's {}", id,
                record.payload.value, invoke->payload.value);
    check_admission(record, scene, bench);
}

void InvokeMonitor::see_extension_delivery(const Record& record, const CallFacts& call,
                                           const Scene& scene, Bench& bench) const {
    const auto id = record.invoke.value;
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    const bool served = invoke != nullptr && scene.current() == record.invoke;
    bench.check("INV-41"_rule, served, "an extension gets invoke {} instead of invoke {}", id,
                scene.current().value);
    const bool begun = served && (invoke->started || !scene.white());
    bench.check("INV-35"_rule, begun,
                "an extension gets INVOKE for invoke {} before the sandbox serves it", id);
    bench.check("INV-04"_rule, scene.extension(call.slot).subscribed(subscribe_invoke),
                "invoke {} releases the extension {}, which has not subscribed to INVOKE", id,
                text_of(scene, scene.extension(call.slot).name));
}

void InvokeMonitor::see_telemetry(const Record& record, const Scene& scene, Bench& bench) {
    const auto event = code_of<PlatformEvent>(record);
    if (event == PlatformEvent::InitStart) {
        bench.check("INV-37"_rule, !scene.stop().active && !scene.bring_up().active,
                    "an init begins during {}",
                    scene.stop().active ? "a shutdown sequence" : "another init");
    }
    if (event != PlatformEvent::Start) return;
    bench.check("INV-41"_rule, !scene.current() || record.invoke == scene.current(),
                "invoke {} is recorded as started while invoke {} is in progress",
                record.invoke.value, scene.current().value);
    const bool waits = scene.runtime().poll && scene.sandbox().initialised &&
                       !scene.sandbox().fatal && !scene.runtime().restoring &&
                       !scene.runtime().awaits_restore;
    if (!waits || scene.stop().active || !scene.owed_resets().empty()) return;
    awaited_ = record.invoke;
    awaited_due_ = record.at;
}

void InvokeMonitor::pass_late(Bench& bench) {
    bench.violated("INV-43"_rule, "the runtime waits in its poll and does not get invoke {}",
                   awaited_.value);
    awaited_due_ = never;
}

}  // namespace hourglass::model::judging
