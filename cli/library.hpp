// Where scenarios come from: the built-in library, the scenarios for clients, and what the user
// names.
#pragma once

#include "model/base/result.hpp"
#include "scenarios/scenario.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::cli {

// The folder with library/, clients/ and extensions/: $HOURGLASS_SCENARIOS, or that of the sources.
std::filesystem::path scenario_folder();

model::Result<std::vector<scenarios::Scenario>> library_scenarios();
// For somebody's own runtime, and for somebody's own extension.
model::Result<std::vector<scenarios::Scenario>> runtime_scenarios();
model::Result<std::vector<scenarios::Scenario>> extension_scenarios();
// Made by `explore --cover`: together they take every row of the tables.
model::Result<std::vector<scenarios::Scenario>> cover_scenarios();
// What once broke a rule, or came near it.
model::Result<std::vector<scenarios::Scenario>> regression_scenarios();

// What `name` stands for: a file, the name of a built-in scenario, or the id of a rule (then every
// built-in scenario that is about it).
model::Result<std::vector<scenarios::Scenario>> scenarios_named(std::string_view name);

// Whether scenarios_named finds it by its name.
bool is_built_in(const scenarios::Scenario& scenario);

// A scenario for clients has no program for the runtime: somebody's own takes its place.
bool is_for_clients(const scenarios::Scenario& scenario);

}  // namespace hourglass::cli
