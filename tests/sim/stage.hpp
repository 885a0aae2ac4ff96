// Sets scenarios up in a line or two and reads the traces of their runs.
#pragma once

#include "model/trace/answer.hpp"
#include "model/trace/trace.hpp"
#include "scenarios/conductor.hpp"
#include "scenarios/scenario.hpp"
#include "sim/backend.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace hourglass::sim {

using model::Answer;
using model::instant_at;
using model::Kind;
using model::ProfileName;
using model::Record;
using model::Who;
using scenarios::Ask;
using scenarios::Op;
using scenarios::Scenario;
using scenarios::Step;
using Steps = std::vector<Step>;
using Records = std::vector<Record>;
using namespace std::chrono_literals;

inline Step just(Op op) {
    Step step;
    step.op = op;
    return step;
}
inline Step work(model::Duration time) {
    Step step = just(Op::Work);
    step.time = time;
    return step;
}
inline Step with_number(Op op, std::int64_t number) {
    Step step = just(op);
    step.number = number;
    return step;
}
inline Step with_text(Op op, std::string text) {
    Step step = just(op);
    step.text = std::move(text);
    return step;
}
inline Step registers(std::uint8_t events) {
    Step step = just(Op::Register);
    step.events = events;
    return step;
}

inline const Steps echo{just(Op::Next), just(Op::Respond), just(Op::Repeat)};
inline const Steps listen{registers(model::subscribe_invoke | model::subscribe_shutdown),
                          just(Op::Next), just(Op::Repeat)};

inline scenarios::Program program(Steps steps) {
    return {.steps = std::move(steps), .on_shutdown = {}, .on_sigterm = {}};
}

inline scenarios::InvokerStep ask(Ask what, std::string payload = {}) {
    scenarios::InvokerStep step;
    step.ask = what;
    step.payload = std::move(payload);
    return step;
}

// A runtime that plays `runtime`, and an invoker that asks for init and `invokes` invokes.
inline Scenario scenario_with(Steps runtime, int invokes = 1) {
    Scenario scenario;
    scenario.name = "TEST/some";
    scenario.runtime = {program(std::move(runtime))};
    scenario.invoker.push_back(ask(Ask::Init));
    for (int i = 1; i <= invokes; ++i) {
        scenario.invoker.push_back(ask(Ask::Invoke, "event " + std::to_string(i)));
    }
    return scenario;
}

inline void add_extension(Scenario& scenario, std::string name, scenarios::Program program,
                          scenarios::ExtensionKind kind = scenarios::ExtensionKind::External) {
    scenario.extensions.push_back(
        {.name = std::move(name), .kind = kind, .lifetimes = {std::move(program)}});
}

struct Setting {
    std::uint64_t seed = 1;
    ProfileName profile = ProfileName::Rapid;
};

inline model::Trace played(const Scenario& scenario, Setting setting = {}) {
    auto backend = simulate(scenario, setting.profile, setting.seed);
    EXPECT_TRUE(backend.has_value());
    auto trace = scenarios::conduct(**backend, scenario);
    EXPECT_TRUE(trace.has_value());
    return *std::move(trace);
}

inline Records of_kind(const model::Trace& trace, Kind kind) {
    Records found;
    for (const Record& record : trace.records) {
        if (record.kind == kind) found.push_back(record);
    }
    return found;
}

inline std::size_t count(const model::Trace& trace, Kind kind) {
    return of_kind(trace, kind).size();
}

// The first record of the kind; fails the test if there is none.
inline Record first(const model::Trace& trace, Kind kind) {
    const Records found = of_kind(trace, kind);
    EXPECT_FALSE(found.empty()) << "no record of kind " << static_cast<int>(kind);
    return found.empty() ? Record{} : found.front();
}

// How the n-th answered call of its caller was answered, as the caller heard it.
inline std::vector<Answer> heard_by(const model::Trace& trace, Who who) {
    std::vector<Answer> answers;
    for (const Record& record : of_kind(trace, Kind::CallReceived)) {
        if (record.who == who) answers.push_back(model::code_of<Answer>(record));
    }
    return answers;
}

}  // namespace hourglass::sim
