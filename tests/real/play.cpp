#include "tests/real/play.hpp"

#include "real/served_backend.hpp"
#include "scenarios/conductor.hpp"
#include "scenarios/loader.hpp"
#include "tests/support/places.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

namespace hourglass::real {

using model::Kind;
using model::Record;
using model::Trace;

std::filesystem::path built_probe() {
    return tests::binary_dir() + "/real/hourglass-probe";
}

scenarios::Scenario scenario_with(std::string_view members) {
    const std::string json = fmt::format(
        R"({{"version": 1, "name": "PROC/in-a-test", "about": "A test.", {}}})", members);
    auto scenario = scenarios::parse_scenario(json, "test");
    EXPECT_TRUE(scenario) << scenario.error().message;
    return scenario ? *std::move(scenario) : scenarios::Scenario{};
}

ProcessOptions options_for(model::ProfileName profile) {
    ProcessOptions options;
    options.profile = profile;
    options.seed = 1;
    options.clients.probe = built_probe();
    return options;
}

Trace play(const scenarios::Scenario& scenario, const ProcessOptions& options) {
    auto backend = start_processes(scenario, options);
    EXPECT_TRUE(backend) << backend.error().message;
    if (!backend) return {};
    auto trace = scenarios::conduct(**backend, scenario);
    EXPECT_TRUE(trace) << trace.error().message;
    return trace ? *std::move(trace) : Trace{};
}

Trace play(std::string_view members, model::ProfileName profile) {
    const scenarios::Scenario scenario = scenario_with(members);
    return play(scenario, options_for(profile));
}

std::vector<Record> records_of(const Trace& trace, Kind kind) {
    std::vector<Record> found;
    std::copy_if(trace.records.begin(), trace.records.end(), std::back_inserter(found),
                 [kind](const Record& record) { return record.kind == kind; });
    return found;
}

std::vector<std::string> texts_of(const Trace& trace, Kind kind) {
    std::vector<std::string> texts;
    for (const Record& record : records_of(trace, kind)) {
        texts.emplace_back(trace.texts.text_of(record.text));
    }
    return texts;
}

std::vector<model::Outcome> outcomes_of(const Trace& trace, Kind kind) {
    std::vector<model::Outcome> outcomes;
    for (const Record& record : records_of(trace, kind)) {
        outcomes.push_back(model::code_of<model::Outcome>(record));
    }
    return outcomes;
}

}  // namespace hourglass::real
