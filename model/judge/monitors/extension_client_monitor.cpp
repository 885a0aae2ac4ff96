#include "model/judge/monitors/extension_client_monitor.hpp"

#include "model/judge/monitors/troubles.hpp"

namespace hourglass::model::judging {

namespace {

bool is_external_process(const Record& record, const Scene& scene) {
    return record.who == Who::Extension && record.slot < max_slots &&
           scene.process(record.who, record.slot).generation == record.generation;
}

}  // namespace

void ExtensionClientMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    if (scene.trace().header.clients != Clients::Foreign) return;
    switch (record.kind) {
        case Kind::ProcessStart:
            if (record.who == Who::Extension && record.slot < max_slots) {
                may_exit_.at(record.slot) = false;
            }
            return;
        case Kind::Note:
            return see_note(record, scene);
        case Kind::RegisterCalled:
            return see_registration(record, scene, bench);
        case Kind::ExtensionNextCalled:
        case Kind::ExtensionInitErrorPosted:
        case Kind::ExtensionExitErrorPosted:
            return see_call(record, scene, bench);
        case Kind::CallAnswered:
            return see_answer(record, scene, bench);
        case Kind::CallAbandoned:
            return see_abandoned(record, scene);
        case Kind::ProcessExited:
            if (is_external_process(record, scene)) see_exit(record, scene, bench);
            return;
        case Kind::ProcessSignal:
            if (is_external_process(record, scene)) see_kill(record, scene, bench);
            return;
        case Kind::InitDone:
            if (code_of<Outcome>(record) == Outcome::TimedOut) see_init_limit(scene, bench);
            return;
        case Kind::InvokeDone:
            if (code_of<Outcome>(record) == Outcome::TimedOut) see_timeout(record, scene, bench);
            return;
        case Kind::ResetDone:
            gave_up_poll_ = {};
            return;
        default:
            return;
    }
}

void ExtensionClientMonitor::see_note(const Record& record, const Scene& scene) {
    if (record.who != Who::Extension || record.slot >= max_slots) return;
    if (gives_reason_to_end(scene, record)) may_exit_.at(record.slot) = true;
}

void ExtensionClientMonitor::see_abandoned(const Record& record, const Scene& scene) {
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        const CallId poll = scene.extension(slot).poll;
        if (poll && poll == record.call) gave_up_poll_.at(slot) = true;
    }
}

void ExtensionClientMonitor::see_registration(const Record& record, const Scene& scene,
                                              Bench& bench) const {
    const auto name = text_of(scene, record.text);
    bench.check("EXC-10"_rule, (record.flags & subscribe_unknown) == 0,
                "{} subscribes to an event that does not exist", name);
    for (const ExtensionFacts& one : scene.extensions()) {
        const bool again = one.registered && one.name == record.text &&
                           (record.generation == 0 || record.generation == one.generation);
        if (again) bench.violated("EXC-12"_rule, "{} registers a second time", name);
    }
}

void ExtensionClientMonitor::see_call(const Record& record, const Scene& scene, Bench& bench) {
    if (record.slot >= max_slots) return;
    const ExtensionFacts& one = scene.extension(record.slot);
    if (!one.registered || record.generation != one.generation) return;
    const auto name = text_of(scene, one.name);
    if (one.error != ReportedError::None) {
        bench.violated("EXC-14"_rule, "{} calls again after it has reported an error", name);
    }
    if (record.kind == Kind::ExtensionNextCalled) {
        bench.check("EXC-15"_rule, !one.poll, "{} polls while an earlier poll of it waits", name);
        if (gave_up_poll_.at(record.slot)) {
            bench.violated("EXC-08"_rule, "{} gives up a poll that waits", name);
            gave_up_poll_.at(record.slot) = false;
        }
        return see_poll(record, one, bench);
    }
    see_error(record, scene, bench);
}

void ExtensionClientMonitor::see_poll(const Record&, const ExtensionFacts& one, Bench& bench) {
    if (!one.polled) bench.held("EXC-02"_rule);
    if (one.owes) bench.held("EXC-07"_rule);
}

void ExtensionClientMonitor::see_error(const Record& record, const Scene& scene,
                                       Bench& bench) const {
    const ExtensionFacts& one = scene.extension(record.slot);
    const auto name = text_of(scene, one.name);
    bench.check("EXC-13"_rule, !text_of(scene, record.text).empty(),
                "{} reports an error without the error type header", name);
    if (record.kind != Kind::ExtensionInitErrorPosted) return;
    bench.check("EXC-21"_rule, !one.polled, "{} reports an init error after its first poll", name);
}

void ExtensionClientMonitor::see_answer(const Record& record, const Scene& scene,
                                        Bench& bench) const {
    const CallFacts* call = scene.call(record.call);
    if (call == nullptr) return;
    const auto answer = code_of<Answer>(record);
    if (call->kind == Kind::RegisterCalled && answer == Answer::Registered) {
        bench.held("EXC-12"_rule);
        if (scene.is_external(call->text)) bench.held("EXC-01"_rule);
    }
    if (call->kind == Kind::ExtensionNextCalled && is_good(answer)) bench.held("EXC-08"_rule);
    const bool error = call->kind == Kind::ExtensionInitErrorPosted ||
                       call->kind == Kind::ExtensionExitErrorPosted;
    if (error && answer == Answer::Accepted) bench.held("EXC-14"_rule);
}

void ExtensionClientMonitor::see_exit(const Record& record, const Scene& scene,
                                      Bench& bench) const {
    const ExtensionFacts& one = scene.extension(record.slot);
    const ProcessFacts& process = scene.process(record.who, record.slot);
    const auto name = name_of_process(scene, record);
    const bool by_itself = process.killed_at == never;
    const bool good = record.amount == 0 && (record.flags & exited_by_signal) == 0;
    if (one.error != ReportedError::None) {
        if (!by_itself) return;
        bench.held(one.error == ReportedError::Init ? "EXC-04"_rule : "EXC-05"_rule);
        return bench.check("EXC-22"_rule, !good, "{} has failed and exits with status 0", name);
    }
    if (scene.stop().active) {
        if (by_itself && one.told) bench.held("EXC-03"_rule);
        return bench.held("EXC-06"_rule);
    }
    if (may_exit_.at(record.slot)) return;
    bench.violated("EXC-06"_rule, "{} exits by itself", name);
    if (one.registered && !one.polled) {
        bench.violated("EXC-02"_rule, "{} has registered and exits before it polls", name);
    }
}

void ExtensionClientMonitor::see_kill(const Record& record, const Scene& scene,
                                      Bench& bench) const {
    if (code_of<Signal>(record) != Signal::Kill) return;
    const ExtensionFacts& one = scene.extension(record.slot);
    const auto name = name_of_process(scene, record);
    if (one.told) {
        bench.violated("EXC-03"_rule, "{} does not exit before the deadline of SHUTDOWN", name);
    }
    if (one.error == ReportedError::Init) {
        bench.violated("EXC-04"_rule, "{} has reported an init error and does not exit", name);
    } else if (one.error == ReportedError::Exit) {
        bench.violated("EXC-05"_rule, "{} has reported an exit error and does not exit", name);
    }
}

void ExtensionClientMonitor::see_init_limit(const Scene& scene, Bench& bench) const {
    for (const ExtensionFacts& one : scene.extensions()) {
        const auto name = text_of(scene, one.name);
        if (one.launched && !one.registered) {
            bench.violated("EXC-01"_rule, "{} does not register within the init limit", name);
        }
        // Who waits for others to register is not late.
        const bool polls_due = one.registered && !one.polled && scene.runtime().polled;
        if (polls_due && one.error == ReportedError::None) {
            bench.violated("EXC-02"_rule, "{} has registered and does not poll", name);
        }
    }
}

void ExtensionClientMonitor::see_timeout(const Record& record, const Scene& scene,
                                         Bench& bench) const {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr || !invoke->runtime_back) return;
    for (const ExtensionFacts& one : scene.extensions()) {
        const bool owes = one.subscribed(subscribe_invoke) && one.received == record.invoke &&
                          one.owes && one.error == ReportedError::None;
        if (!owes) continue;
        bench.violated("EXC-07"_rule, "{} does not poll again before the timeout of invoke {}",
                       text_of(scene, one.name), record.invoke.value);
    }
}

}  // namespace hourglass::model::judging
