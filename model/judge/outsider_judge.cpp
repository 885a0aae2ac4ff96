#include "model/judge/outsider_judge.hpp"

#include "model/judge/acceptor/acceptor.hpp"
#include "model/judge/monitors/front_end_monitor.hpp"
#include "model/rules/level.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

namespace hourglass::model {

namespace {

void violate(Judgement& judgement, const Trace& trace, Violation violation) {
    violation.level = level_of(rule_at(violation.rule), trace.header.setup.profile);
    ++judgement.exercised[violation.rule.value];
    judgement.violations.push_back(std::move(violation));
}

// What no order of events excuses.
void look_for_ends(const Trace& trace, Judgement& judgement) {
    for (std::uint32_t i = 0; i < trace.records.size(); ++i) {
        const Record& record = trace.records[i];
        if (is_end_of_platform(record)) {
            violate(judgement, trace,
                    {"PROC-33"_rule, i,
                     fmt::format("the platform ended by itself: {}",
                                 trace.texts.text_of(record.text))});
        } else if (record.kind == Kind::CallLost && record.who == Who::Invoker) {
            violate(judgement, trace,
                    {"FE-36"_rule, i,
                     fmt::format("the connection of invoke {} was closed without an answer",
                                 record.invoke.value)});
        } else if (record.kind == Kind::Leak) {
            violate(judgement, trace,
                    {"PROC-31"_rule, i, std::string{trace.texts.text_of(record.text)}});
        }
    }
}

// The rule that the observation is about, when no row speaks for what was to come instead.
RuleIndex rule_about(const Record& seen) {
    switch (seen.kind) {
        case Kind::ProcessStarted:
            return "PROC-30"_rule;
        case Kind::CallAnswered:
            return "INV-40"_rule;
        default:
            return "INV-32"_rule;
    }
}

void take_rejection(const Acceptance& acceptance, const Trace& trace, Judgement& judgement) {
    std::string message = fmt::format(
        "seen: {}; expected instead: {}", acceptance.seen,
        acceptance.expected.empty() ? "nothing of the kind"
                                    : fmt::format("{}", fmt::join(acceptance.expected, ", or ")));
    if (!acceptance.before.empty()) {
        message += fmt::format("; before: {}", fmt::join(acceptance.before, ", or "));
    }
    // A row may speak for a rule that the profile leaves open; what it does is not open for that.
    const bool insists = acceptance.rule && level_of(rule_at(acceptance.rule),
                                                     trace.header.setup.profile) != Level::Info;
    const RuleIndex rule = insists ? acceptance.rule : rule_about(trace.records[acceptance.record]);
    violate(judgement, trace, {rule, acceptance.record, std::move(message)});
}

// What callers of the front door got over HTTP, and what it printed, is as it is on every level.
void look_at_front_end(const Trace& trace, Judgement& judgement) {
    judging::Bench bench;
    judging::Scene scene;
    judging::FrontEndMonitor monitor;
    bench.begin(trace);
    scene.begin(trace);
    for (std::uint32_t i = 0; i < trace.records.size(); ++i) {
        const Record& record = trace.records[i];
        bench.look_at(i);
        scene.tick(record.at);
        scene.before(record);
        monitor.see(record, scene, bench);
        scene.after(record);
    }
    monitor.finish(scene, bench, judging::ending_of(trace));
    for (const RuleIndex rule : judging::FrontEndMonitor::rules) {
        judgement.exercised[rule.value] += bench.judgement().exercised[rule.value];
    }
    for (Violation& one : bench.judgement().violations) {
        judgement.violations.push_back(std::move(one));
    }
}

}  // namespace

Judgement judge_outsider(const Trace& trace) {
    Judgement judgement;
    const Acceptance acceptance = accept(trace);
    for (const RuleIndex rule : acceptance.fired) ++judgement.exercised[rule.value];
    if (acceptance.verdict == Verdict::Violated) take_rejection(acceptance, trace, judgement);
    if (acceptance.verdict == Verdict::Inconclusive) {
        judgement.open = "too many orders of events would explain it: the tolerance is too wide";
    }
    look_for_ends(trace, judgement);
    look_at_front_end(trace, judgement);
    return judgement;
}

}  // namespace hourglass::model
