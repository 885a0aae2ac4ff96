#include "tests/reports/sample.hpp"

#include "model/trace/answer.hpp"
#include "model/trace/states.hpp"
#include "reports/printable.hpp"

#include <fmt/format.h>

namespace hourglass::tests {

namespace {

using model::Kind;
using model::Record;
using namespace model::literals;
using namespace std::chrono_literals;

Record record(Kind kind, model::Duration at) {
    Record made;
    made.kind = kind;
    made.at = model::instant_at(at);
    return made;
}

Record runtime_record(Kind kind, model::Duration at) {
    Record made = record(kind, at);
    made.who = model::Who::Runtime;
    made.generation = 1;
    return made;
}

Record fired(model::RuleIndex rule, model::Duration at) {
    Record made = record(Kind::RuleFired, at);
    made.code = rule.value;
    return made;
}

void add_init(model::Trace& trace) {
    auto& records = trace.records;
    records.push_back(record(Kind::InitAsked, 0ms));
    records.push_back(fired("INIT-01"_rule, 0ms));
    records.push_back(runtime_record(Kind::ProcessStart, 0ms));
    Record next = runtime_record(Kind::RuntimeNextCalled, 2ms);
    next.call = model::CallId{1};
    records.push_back(next);
    Record done = record(Kind::InitDone, 2ms);
    done.code = static_cast<std::uint16_t>(model::Outcome::Success);
    records.push_back(done);
}

void add_invoke(model::Trace& trace) {
    auto& records = trace.records;
    Record asked = record(Kind::InvokeAsked, 5ms);
    asked.invoke = model::InvokeId{1};
    records.push_back(asked);
    Record given = record(Kind::CallAnswered, 5ms);
    given.call = model::CallId{1};
    given.invoke = model::InvokeId{1};
    given.code = static_cast<std::uint16_t>(model::Answer::InvokeEvent);
    given.amount = model::Duration{3005ms}.count();
    records.push_back(given);
    Record exited = runtime_record(Kind::ProcessExited, 7'250us);
    exited.amount = 1;
    records.push_back(exited);
    Record answered = record(Kind::InvokeAnswered, 7'250us);
    answered.invoke = model::InvokeId{1};
    answered.code = static_cast<std::uint16_t>(model::Reply::PlatformError);
    answered.text = model::known_text("Runtime.ExitError");
    records.push_back(answered);
}

reports::Note note(std::uint32_t at, std::string message) {
    return {at, std::move(message)};
}

void exercise(reports::Play& play, std::initializer_list<model::RuleIndex> rules) {
    for (const model::RuleIndex rule : rules) ++play.judgement.exercised[rule.value];
}

void violate(reports::Play& play, model::RuleIndex rule, std::string message) {
    ++play.judgement.exercised[rule.value];
    play.judgement.violations.push_back({rule, 8, std::move(message)});
}

reports::Play play_on(const reports::Track& track, const std::string& scenario,
                      const model::Trace& trace) {
    reports::Play play = sample_play(trace);
    play.track = track;
    play.scenario = scenario;
    play.trace = fmt::format("report/traces/{}/aws/{}.jsonl", track.backend, scenario);
    play.replay = fmt::format("./hourglass replay {}", play.trace);
    return play;
}

void fill_sim(reports::Fold& fold, const reports::Track& sim, const model::Trace& trace) {
    reports::Play good = play_on(sim, "INIT/good", trace);
    exercise(good, {"INIT-01"_rule, "INIT-02"_rule, "TMO-01"_rule, "RTC-12"_rule});
    good.about = {"INIT-01"_rule, "INIT-03"_rule};
    good.not_exercised = {"INIT-03"_rule};
    fold.add(good);

    reports::Play bad = play_on(sim, "TMO/bad", trace);
    violate(bad, "TMO-01"_rule, "the caller got <nothing> & \x1b[31mwaited\x01 for \"ever\"");
    violate(bad, "RTC-12"_rule, "no User-Agent header came");
    bad.mismatches = {note(8, "invoke 1: expected success, got failure")};
    bad.flaky = {note(4, "this record is not the same in both runs")};
    fold.add(bad);
}

void fill_process(reports::Fold& fold, const reports::Track& process, const model::Trace& trace) {
    reports::Play good = play_on(process, "INIT/good", trace);
    exercise(good, {"INIT-01"_rule, "INIT-02"_rule, "TMO-01"_rule});
    fold.add(good);
    const std::vector<model::RuleIndex> about{"INIT-03"_rule};
    fold.skip(process, "INIT/frozen", "process cannot freeze", about);
    fold.fail(process, "TMO/bad",
              {model::ErrorKind::Environment, "no free port", "Close some programs."});
}

}  // namespace

model::Trace sample_trace() {
    model::Trace trace;
    trace.header.scenario = "INIT/good";
    trace.header.backend = "sim";
    add_init(trace);
    add_invoke(trace);
    trace.records.push_back(record(Kind::End, 9ms));
    return trace;
}

reports::Scope sample_scope() {
    const auto all = [](model::RuleIndex) { return true; };
    return {.tracks = {sample_track()}, .asked = all, .alarming = all, .checked = all};
}

reports::Track sample_track() {
    return {"sim", model::ProfileName::Aws};
}

reports::Play sample_play(const model::Trace& trace) {
    reports::Play play;
    play.track = sample_track();
    play.scenario = trace.header.scenario;
    play.seed = 1;
    play.wall = 250ms;
    play.recorded = &trace;
    return play;
}

reports::VerifyResult sample_result() {
    const model::Trace trace = sample_trace();
    const std::vector<model::RuleIndex> asked{"INIT-01"_rule, "INIT-02"_rule, "INIT-03"_rule,
                                              "TMO-01"_rule,  "TMO-02"_rule,  "RTC-12"_rule};
    const reports::Track sim{"sim", model::ProfileName::Aws};
    const reports::Track process{"process", model::ProfileName::Aws};
    reports::Fold fold{{
        .tracks = {sim, process},
        .asked =
            [&](model::RuleIndex rule) { return std::count(asked.begin(), asked.end(), rule) > 0; },
        .alarming = [](model::RuleIndex) { return false; },
        .checked = [](model::RuleIndex rule) { return rule != "TMO-02"_rule; },
    }};
    fill_sim(fold, sim, trace);
    fill_process(fold, process, trace);
    reports::VerifyResult result = fold.result();
    result.seed = 7;
    result.started = "2026-01-31T12:00:00";
    result.wall = 1250ms;
    return result;
}

std::string without_sentences(std::string text) {
    const auto replace = [&text](const std::string& from, const std::string& to) {
        for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
            text.replace(at, from.size(), to);
        }
    };
    for (const model::Rule& rule : model::catalogue) {
        const std::string name = fmt::format("{} {}", rule.id, rule.sentence);
        replace(reports::shortened(name, 100), fmt::format("{} {{{} sentence}}", rule.id, rule.id));
        replace(std::string{rule.sentence}, fmt::format("{{{} sentence}}", rule.id));
        replace(fmt::format("source: {}\n", rule.source), "source: {source}\n");
        replace(fmt::format("({})\n", rule.source), "({source})\n");
    }
    return text;
}

}  // namespace hourglass::tests
