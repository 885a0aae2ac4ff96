// Reads scenarios from JSON. Every complaint names the file and the place in it.
#pragma once

#include "model/base/result.hpp"
#include "scenarios/scenario.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace hourglass::scenarios {

// `origin` is the name of the file in messages and Scenario::path.
model::Result<Scenario> parse_scenario(std::string_view json, std::string_view origin);
model::Result<Scenario> load_scenario(const std::filesystem::path& file);
// Files are loaded as they are; folders give every *.json below them, in order of path.
model::Result<std::vector<Scenario>> load_scenarios(
    const std::vector<std::filesystem::path>& paths);
// The JSON form; parse_scenario of it gives the same scenario.
std::string write_scenario(const Scenario& scenario);

}  // namespace hourglass::scenarios
