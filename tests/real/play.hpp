// Plays scenarios that are written in a test on real processes.
#pragma once

#include "model/trace/trace.hpp"
#include "real/process_backend.hpp"
#include "scenarios/scenario.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::real {

std::filesystem::path built_probe();

// `members` are those of a scenario file but version, name and about.
scenarios::Scenario scenario_with(std::string_view members);

ProcessOptions options_for(model::ProfileName profile);

// Conducts the scenario to its end; a failure of the test if that cannot be done.
model::Trace play(const scenarios::Scenario& scenario, const ProcessOptions& options);
model::Trace play(std::string_view members, model::ProfileName profile = model::ProfileName::Aws);

std::vector<model::Record> records_of(const model::Trace& trace, model::Kind kind);
std::vector<std::string> texts_of(const model::Trace& trace, model::Kind kind);
std::vector<model::Outcome> outcomes_of(const model::Trace& trace, model::Kind kind);

}  // namespace hourglass::real
