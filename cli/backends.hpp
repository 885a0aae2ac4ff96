// The backends by name: the one place where they are made.
#pragma once

#include "cli/stage.hpp"
#include "model/backend.hpp"
#include "scenarios/scenario.hpp"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace hourglass::cli {

struct BackendEntry {
    std::string_view name;
    std::string_view about;
};

std::span<const BackendEntry> known_backends();

// Why there is no backend of that name; "" if there is one. For the command line.
std::string refusal_of_backend(const std::string& name);

// Whether runs of the backend take no wall time and depend on the seed alone.
bool is_simulated(std::string_view backend);

// The program that plays scripted runtimes and extensions.
std::filesystem::path probe_program();

// A backend that is set up for the scenario, which must outlive it.
model::Result<std::unique_ptr<model::Backend>> make_backend(const scenarios::Scenario& scenario,
                                                            const Stage& stage);

// The scenario as it is played on that stage: a foreign platform may take only part of it.
model::Result<scenarios::Scenario> adapted(const scenarios::Scenario& scenario, const Stage& stage);

// What the scenario needs and the backend lacks, as a reason; "" if nothing.
std::string lacking(const scenarios::Scenario& scenario, const Stage& stage,
                    const model::Backend& backend);

}  // namespace hourglass::cli
