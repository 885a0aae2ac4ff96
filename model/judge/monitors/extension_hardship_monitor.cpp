#include "model/judge/monitors/extension_hardship_monitor.hpp"

namespace hourglass::model::judging {

namespace {

constexpr TroubleRules trouble_rules{"EXC-18"_rule, "EXC-25"_rule, {}};

RuleIndex rule_of(Hardship hardship) {
    switch (hardship) {
        case Hardship::SlowHeaders:
        case Hardship::SplitBody:
            return "EXC-08"_rule;
        case Hardship::ChunkedBody:
            return "EXC-07"_rule;
        case Hardship::UnknownHeaders:
        case Hardship::UnknownMembers:
            return "EXC-20"_rule;
        case Hardship::NoRegistrationBody:
            return "EXC-26"_rule;
        case Hardship::ConnectionClosed:
            return "EXC-17"_rule;
        default:
            return {};
    }
}

bool is_subscription(std::string_view request) {
    return request.starts_with("PUT /2022-07-01/telemetry") ||
           request.starts_with("PUT /2020-08-15/logs");
}

}  // namespace

void ExtensionHardshipMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    if (scene.trace().header.clients != Clients::Foreign) return;
    see_freeze(record, scene);
    if (is_identified_call(record.kind)) return see_call(record, scene, bench);
    switch (record.kind) {
        case Kind::ProcessStart:
            if (record.who == Who::Extension && record.slot < max_slots) {
                processes_.at(record.slot) = {};
            }
            return;
        case Kind::RuntimeNextCalled: {
            const InvokeId current = scene.current();
            if (!current || !scene.current_facts().has_post()) return;
            if (returned_from_ == current) return;
            returned_from_ = current;
            returned_at_ = record.at;
            return;
        }
        case Kind::Note:
            return see_note(record, scene, bench);
        case Kind::StrayCall:
            return see_stray(record, scene, bench);
        case Kind::CallAnswered:
            return see_answer(record, scene, bench);
        case Kind::CallAbandoned:
            return see_abandoned(record, scene, bench);
        case Kind::ProcessSignal:
            return see_signal(record, scene, bench);
        case Kind::ProcessExited:
            return see_exit(record, scene, bench);
        case Kind::InvokeDone:
            return see_invoke_done(record, scene, bench);
        default:
            return;
    }
}

void ExtensionHardshipMonitor::see_freeze(const Record& record, const Scene& scene) {
    if (freezes_.see(record) < long_freeze) return;
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        if (scene.extension(slot).poll) processes_.at(slot).was_frozen = true;
    }
}

void ExtensionHardshipMonitor::see_note(const Record& record, const Scene& scene, Bench& bench) {
    if (record.who != Who::Extension || record.slot >= max_slots) return;
    if (is_note_of_left_process(record)) {
        bench.violated("EXC-19"_rule, "{} leaves the process {} ({}) behind",
                       name_of_process(scene, record), record.amount, text_of(scene, record.text));
    }
    const auto hardship = hardship_of(record);
    if (!hardship) return;
    Process& process = processes_.at(record.slot);
    if (hardship == Hardship::AnsweredWith || hardship == Hardship::Gone) {
        const auto name = text_of(scene, scene.extension(record.slot).name);
        process.troubles.called(trouble_rules, name, bench);
        process.troubles.met(record, scene, trouble_rules, bench);
        if (is_subscription(text_of(scene, record.text))) process.trials.open("EXC-11"_rule);
        return;
    }
    const RuleIndex rule = rule_of(*hardship);
    if (rule) process.trials.open(rule);
}

void ExtensionHardshipMonitor::see_stray(const Record& record, const Scene& scene, Bench& bench) {
    const auto request = text_of(scene, record.text);
    const bool by_extension = record.who == Who::Extension && record.slot < max_slots;
    const bool not_supported = record.amount == 202 || record.amount >= 400;
    if (is_subscription(request) && by_extension && not_supported) {
        processes_.at(record.slot).trials.open("EXC-11"_rule);
    }
    const bool unnamed = record.amount == 403 &&
                         request.find("/2020-01-01/extension/") != request.npos &&
                         request.find("/extension/register") == request.npos;
    if (!unnamed) return;
    bench.violated("EXC-09"_rule, "an extension calls without its identifier: {}", request);
}

void ExtensionHardshipMonitor::see_call(const Record& record, const Scene& scene, Bench& bench) {
    if (record.slot >= max_slots) return;
    const ExtensionFacts& one = scene.extension(record.slot);
    if (!one.registered || record.generation != one.generation) return;
    bench.held("EXC-09"_rule);
    const auto name = text_of(scene, one.name);
    Process& process = processes_.at(record.slot);
    if (record.kind == Kind::ExtensionNextCalled) {
        process.troubles.called(trouble_rules, name, bench);
        process.trials.pass(bench);
        return see_poll(record, scene, bench);
    }
    process.trials.fail(bench, "{} reports an error after what the platform may do", name);
}

void ExtensionHardshipMonitor::see_poll(const Record& record, const Scene& scene, Bench& bench) {
    const ExtensionFacts& one = scene.extension(record.slot);
    const auto name = text_of(scene, one.name);
    if (one.told) {
        bench.violated("EXC-24"_rule, "{} polls after SHUTDOWN, and no event can come", name);
    }
    const InvokeFacts* invoke = scene.invoke(one.received);
    if (!one.owes || invoke == nullptr) return;
    if (returned_from_ != one.received) return bench.held("EXC-23"_rule);
    const Duration waited = record.at - returned_at_;
    const Duration left = invoke->due == never ? Duration::zero() : invoke->due - returned_at_;
    const bool waits_on = waited > std::chrono::seconds{1} && waited > left / 2;
    bench.check("EXC-23"_rule, !waits_on,
                "{} polls {} after the runtime, when most of the invoke's time is used up", name,
                as_text(waited));
}

void ExtensionHardshipMonitor::see_answer(const Record& record, const Scene& scene, Bench& bench) {
    const CallFacts* call = scene.call(record.call);
    if (code_of<Answer>(record) == Answer::UnknownExtension) {
        bench.violated("EXC-09"_rule, "an extension calls with an identifier that was never given");
    }
    if (!gives_invoke_to_extension(record, call)) return;
    Process& process = processes_.at(call->slot);
    if (process.was_frozen) process.trials.open("EXC-16"_rule);
    process.was_frozen = false;
}

void ExtensionHardshipMonitor::see_abandoned(const Record& record, const Scene& scene,
                                             Bench& bench) {
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        const ExtensionFacts& one = scene.extension(slot);
        if (!processes_.at(slot).was_frozen || one.poll != record.call) continue;
        processes_.at(slot).was_frozen = false;
        bench.violated("EXC-16"_rule, "{} gives up its poll after a long freeze",
                       text_of(scene, one.name));
    }
}

void ExtensionHardshipMonitor::see_signal(const Record& record, const Scene& scene, Bench& bench) {
    if (record.who != Who::Extension || record.slot >= max_slots) return;
    const auto name = name_of_process(scene, record);
    processes_.at(record.slot)
        .troubles.found_alive(record.at, trouble_rules, fmt::to_string(name), bench);
    const bool idles = code_of<Signal>(record) == Signal::Kill && scene.extension(record.slot).told;
    if (idles)
        bench.violated("EXC-24"_rule, "{} is told SHUTDOWN and runs until it is killed", name);
}

void ExtensionHardshipMonitor::see_exit(const Record& record, const Scene& scene, Bench& bench) {
    const bool current = record.who == Who::Extension && record.slot < max_slots &&
                         scene.process(record.who, record.slot).generation == record.generation;
    if (!current) return;
    bench.held("EXC-19"_rule);
    Process& process = processes_.at(record.slot);
    const bool by_itself = scene.process(record.who, record.slot).killed_at == never;
    if (by_itself) process.troubles.exited(trouble_rules, bench);
    if (by_itself && scene.extension(record.slot).told) bench.held("EXC-24"_rule);
    const auto name = name_of_process(scene, record);
    if (!scene.stop().active && !process.troubles.may_exit()) {
        process.trials.fail(bench, "{} exits after what the platform may do", name);
        if (process.was_frozen) {
            bench.violated("EXC-16"_rule, "{} exits after a long freeze in its poll", name);
        }
    }
    process = {};
}

void ExtensionHardshipMonitor::see_invoke_done(const Record& record, const Scene& scene,
                                               Bench& bench) {
    if (code_of<Outcome>(record) != Outcome::TimedOut) return;
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        const ExtensionFacts& one = scene.extension(slot);
        if (!one.owes || one.received != record.invoke || one.error != ReportedError::None)
            continue;
        const auto name = text_of(scene, one.name);
        processes_.at(slot).trials.fail(bench, "{} does not poll after what the platform may do",
                                        name);
        if (returned_from_ != record.invoke) continue;
        bench.violated("EXC-23"_rule, "{} waits on when the runtime is done with invoke {}", name,
                       record.invoke.value);
    }
}

void ExtensionHardshipMonitor::finish(const Scene& scene, Bench& bench, Ending) {
    if (scene.trace().header.clients != Clients::Foreign) return;
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        if (!scene.process(Who::Extension, slot).alive) continue;
        processes_.at(slot).troubles.found_alive(scene.now(), trouble_rules,
                                                 text_of(scene, scene.extension(slot).name), bench);
    }
}

}  // namespace hourglass::model::judging
