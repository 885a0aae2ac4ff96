#include "cli/findings.hpp"

#include "model/search/cover.hpp"
#include "model/trace/format.hpp"
#include "scenarios/loader.hpp"
#include "scenarios/paths/from_path.hpp"
#include "sim/invoker.hpp"
#include "sim/world.hpp"

#include <fmt/format.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <optional>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;
using model::Result;
using model::search::CoverGoal;
using scenarios::PathEnd;
using scenarios::Scenario;

Result<void> make_folder(const std::string& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) return {};
    return model::failure(model::ErrorKind::Environment,
                          fmt::format("cannot make the folder {}: {}", folder, error.message()),
                          "Name a folder that can be made.");
}

Result<void> write_text(const fs::path& file, const std::string& text) {
    std::ofstream out{file};
    out << text;
    out.close();
    if (out) return {};
    return model::failure(model::ErrorKind::Environment, "cannot write " + file.string(),
                          "Name a folder that can be written to.");
}

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& letter : result) {
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    return result;
}

Result<void> write_trace_of(const Scenario& scenario, const model::mutants::Mutant* mutant,
                            const fs::path& file) {
    constexpr std::uint64_t seed = 1;
    auto script = sim::script_of(scenario, scenario.profiles.front());
    if (!script) return tl::make_unexpected(script.error());
    sim::World world{*std::move(script), seed};
    world.mutate(mutant);
    world.restart(seed);
    sim::run(world);
    return model::save_trace(world.trace(), file);
}

Result<void> write_finding(model::search::Exploration& world, model::search::Counterexample& found,
                           const model::mutants::Mutant* mutant, const fs::path& stem) {
    auto scenario =
        scenarios::scenario_of({world.bounds, found.actions, mutant}, PathEnd::AsItComes);
    if (!scenario) {
        found.unplayable = scenario.error().message;
        return {};
    }
    scenario->name = "FOUND/" + stem.filename().string();
    scenario->about =
        fmt::format("The shortest way to break {} in the world \"{}\".",
                    found.rule ? model::rule_at(found.rule).id : "liveness", world.name);
    found.scenario = stem.string() + ".json";
    const auto written = write_text(found.scenario, scenarios::write_scenario(*scenario));
    if (!written) return written;
    return write_trace_of(*scenario, mutant, stem.string() + ".trace.jsonl");
}

Result<void> write_path(const model::search::CoverPath& path, std::size_t number,
                        const std::string& folder) {
    auto scenario = scenarios::scenario_of({path.bounds, path.actions}, PathEnd::Reset);
    if (!scenario) return tl::make_unexpected(scenario.error());
    const auto profile = model::profile_of(path.bounds.profile).title;
    const std::string stem = fmt::format("{}-{:02}", profile, number);
    scenario->name = "COVER/" + stem;
    scenario->about = fmt::format(
        "Made by explore --cover: takes {} rows that no scenario of the suite before it takes.",
        path.items.size());
    return write_text(fs::path{folder} / (stem + ".json"), scenarios::write_scenario(*scenario));
}

std::string text_of(const std::vector<model::search::Missed>& missed) {
    std::string text;
    for (const auto& [item, reason] : missed) {
        text += fmt::format("{}: {}\n", model::search::name_of(item), reason);
    }
    return text;
}

Result<void> write_all(const model::search::Cover& cover, const CoverRequest& request) {
    if (const auto made = make_folder(request.folder); !made) return made;
    std::size_t number = 0;
    for (const auto& path : cover.paths) {
        if (const auto written = write_path(path, ++number, request.folder); !written) {
            return written;
        }
    }
    const auto title = model::profile_of(request.profile).title;
    return write_text(fs::path{request.folder} / fmt::format("missed-{}.txt", title),
                      text_of(cover.missed));
}

}  // namespace

Result<void> fit_to_write(const std::string& folder) {
    std::error_code error;
    if (folder.empty() || !fs::exists(folder, error)) return {};
    return model::failure(model::ErrorKind::BadInput, folder + " exists",
                          "Give --out a folder that does not exist yet.");
}

Result<const model::mutants::Mutant*> mutant_named(const std::string& name) {
    const auto* mutant = model::mutants::find_mutant(name);
    if (mutant != nullptr || name.empty()) return mutant;
    return model::failure(model::ErrorKind::NotFound, fmt::format("no mutant is called {}", name),
                          "See what there is with: hourglass list mutants");
}

Result<void> write_findings(std::vector<model::search::Exploration>& worlds,
                            const model::mutants::Mutant* mutant, const std::string& folder) {
    if (folder.empty()) return {};
    if (const auto made = make_folder(folder); !made) return made;
    std::size_t number = 0;
    for (auto& world : worlds) {
        for (auto& found : world.violations) {
            const std::string rule =
                found.rule ? lower(model::rule_at(found.rule).id) : std::string{"deadlock"};
            const fs::path stem = fs::path{folder} / fmt::format("{}-{}", rule, ++number);
            if (const auto written = write_finding(world, found, mutant, stem); !written) {
                return written;
            }
        }
    }
    return {};
}

ExitStatus write_cover(const CoverRequest& request) {
    if (request.folder.empty()) {
        return complain({model::ErrorKind::BadInput, "--cover needs --out",
                         "Add --out and a folder that does not exist yet."});
    }
    const auto obstacle = [](const model::search::Bounds& bounds,
                             const std::vector<std::uint16_t>& actions) {
        const auto scenario = scenarios::scenario_of({bounds, actions}, PathEnd::Reset);
        return scenario ? std::optional<std::string>{} : scenario.error().message;
    };
    const auto goal = request.goal == "pairs" ? CoverGoal::Pairs : CoverGoal::Transitions;
    const auto cover = model::search::cover(request.profile, goal, obstacle);
    if (const auto written = write_all(cover, request); !written) {
        return complain(written.error());
    }
    std::size_t taken = 0;
    for (const auto& path : cover.paths) taken += path.items.size();
    fmt::print("{} scenarios in {} take {} {}; {} are missed:\n{}", cover.paths.size(),
               request.folder, taken, goal == CoverGoal::Pairs ? "pairs of rows" : "rows",
               cover.missed.size(), text_of(cover.missed));
    return ExitStatus::Held;
}

}  // namespace hourglass::cli
