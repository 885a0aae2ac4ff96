#include "model/judge/monitors/runtime_hardship_monitor.hpp"

#include "model/judge/monitors/handler_action.hpp"
#include "model/trace/calls.hpp"

#include <nlohmann/json.hpp>

namespace hourglass::model::judging {

namespace {

constexpr TroubleRules trouble_rules{"RTC-17"_rule, "RTC-36"_rule, "RTC-37"_rule};
constexpr std::string_view runtime_title = "the runtime";
constexpr std::size_t large_event = 1 << 20;

// What an event is that comes so; 0 for hardships of which no rule speaks.
RuleIndex rule_of(Hardship hardship) {
    switch (hardship) {
        case Hardship::SlowHeaders:
        case Hardship::SplitBody:
        case Hardship::ChunkedBody:
            return "RTC-27"_rule;
        case Hardship::UnknownHeaders:
        case Hardship::GreatHeaders:
            return "RTC-35"_rule;
        case Hardship::SkewedClock:
            return "RTC-01"_rule;
        default:
            return {};
    }
}

}  // namespace

void RuntimeHardshipMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    if (scene.trace().header.clients != Clients::Foreign) return;
    const Duration frozen = freezes_.see(record);
    if (frozen >= long_freeze && scene.runtime().poll) process_.was_frozen = true;
    if (is_runtime_call(record.kind)) return see_call(record, scene, bench);
    switch (record.kind) {
        case Kind::ProcessStart:
            if (record.who == Who::Runtime) process_ = {};
            return;
        case Kind::Note:
            if (record.who == Who::Runtime) see_note(record, scene, bench);
            return;
        case Kind::CallAnswered:
            if (gives_invoke_to_runtime(record, scene.call(record.call))) see_event(record, scene);
            return;
        case Kind::CallAbandoned:
            return see_abandoned(record, scene, bench);
        case Kind::ProcessSignal:
            return see_signal(record, scene, bench);
        case Kind::ProcessExited:
            return see_exit(record, scene, bench);
        case Kind::InvokeDone:
            return see_invoke_done(record, bench);
        default:
            return;
    }
}

void RuntimeHardshipMonitor::see_note(const Record& record, const Scene& scene, Bench& bench) {
    const auto hardship = hardship_of(record);
    if (!hardship) return;
    if (hardship == Hardship::AnsweredWith || hardship == Hardship::Gone) {
        process_.troubles.called(trouble_rules, runtime_title, bench);
        return process_.troubles.met(record, scene, trouble_rules, bench);
    }
    if (hardship == Hardship::ConnectionClosed) return process_.next_call.open("RTC-26"_rule);
    const RuleIndex rule = rule_of(*hardship);
    if (rule && process_.invoke) process_.event.open(rule);
}

void RuntimeHardshipMonitor::see_call(const Record& record, const Scene& scene, Bench& bench) {
    const auto generation = scene.process(Who::Runtime, 0).generation;
    if (record.generation != 0 && record.generation != generation) return;
    process_.next_call.pass(bench);
    const bool reports = record.kind == Kind::ErrorPosted || record.kind == Kind::InitErrorPosted;
    if (!reports) process_.troubles.called(trouble_rules, runtime_title, bench);
    if (record.kind == Kind::ResponsePosted || record.kind == Kind::ErrorPosted) {
        return see_post(record, scene, bench);
    }
    if (record.kind != Kind::RuntimeNextCalled || !process_.event.any()) return;
    process_.event.fail(bench, "the runtime polls again and has not answered invoke {}",
                        process_.invoke.value);
}

void RuntimeHardshipMonitor::see_post(const Record& record, const Scene&, Bench& bench) {
    if (record.invoke != process_.invoke) return;
    const bool kind = !process_.event.any();
    const bool response = record.kind == Kind::ResponsePosted;
    if (kind && response && process_.payload) answered_kindly_.insert(process_.payload.value);
    if (!response && answered_kindly_.contains(process_.payload.value)) {
        process_.event.fail(bench,
                            "the runtime answers invoke {} with an error; the same event, sent "
                            "plainly, it answered with a response",
                            record.invoke.value);
    }
    process_.event.pass(bench);
    process_.invoke = {};
}

void RuntimeHardshipMonitor::see_event(const Record& record, const Scene& scene) {
    process_.invoke = record.invoke;
    process_.payload = record.payload;
    process_.event.drop();
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    const auto& payloads = scene.trace().payloads;
    if (!process_.payload && invoke != nullptr) process_.payload = invoke->payload;
    const std::uint32_t number = process_.payload.value;
    if (number != 0 && number <= payloads.size()) {
        const std::string_view event = payloads[number - 1];
        // Nothing follows from an event that takes the handler down.
        if (action_of(event) == HandlerAction::TakeDown) process_.invoke = {};
        if (event.size() >= large_event) process_.event.open("RTC-25"_rule);
        if (!nlohmann::json::accept(event)) process_.event.open("RTC-29"_rule);
    }
    if (process_.was_frozen) process_.event.open("RTC-28"_rule);
    process_.was_frozen = false;
}

void RuntimeHardshipMonitor::see_abandoned(const Record& record, const Scene& scene, Bench& bench) {
    if (!process_.was_frozen || scene.runtime().poll != record.call) return;
    process_.was_frozen = false;
    bench.violated("RTC-28"_rule, "the runtime gives up its poll after a long freeze");
}

void RuntimeHardshipMonitor::see_signal(const Record& record, const Scene& scene, Bench& bench) {
    if (record.who != Who::Runtime || !scene.process(Who::Runtime, 0).alive) return;
    process_.troubles.found_alive(record.at, trouble_rules, runtime_title, bench);
}

void RuntimeHardshipMonitor::see_exit(const Record& record, const Scene& scene, Bench& bench) {
    const ProcessFacts& runtime = scene.process(Who::Runtime, 0);
    if (record.who != Who::Runtime || runtime.generation != record.generation) return;
    const bool by_itself = runtime.killed_at == never && runtime.terminated_at == never;
    if (by_itself) process_.troubles.exited(trouble_rules, bench);
    if (!scene.stop().active && !process_.troubles.may_exit()) {
        process_.next_call.fail(bench, "the runtime exits after its connection was closed");
        if (process_.invoke) {
            process_.event.fail(bench, "the runtime exits and has not answered invoke {}",
                                process_.invoke.value);
        }
        if (process_.was_frozen) {
            bench.violated("RTC-28"_rule, "the runtime exits after a long freeze in its poll");
        }
    }
    process_ = {};
}

void RuntimeHardshipMonitor::see_invoke_done(const Record& record, Bench& bench) {
    if (code_of<Outcome>(record) != Outcome::TimedOut || record.invoke != process_.invoke) return;
    process_.next_call.fail(bench, "the runtime makes no call after its connection was closed");
    process_.event.fail(bench, "the runtime does not answer invoke {} in time",
                        record.invoke.value);
    process_.invoke = {};
}

void RuntimeHardshipMonitor::finish(const Scene& scene, Bench& bench, Ending) {
    if (scene.trace().header.clients != Clients::Foreign) return;
    if (!scene.process(Who::Runtime, 0).alive) return;
    process_.troubles.found_alive(scene.now(), trouble_rules, runtime_title, bench);
}

}  // namespace hourglass::model::judging
