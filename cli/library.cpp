#include "cli/library.hpp"

#include "model/rules/catalogue.hpp"
#include "scenarios/loader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <system_error>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;
using Scenarios = std::vector<scenarios::Scenario>;

model::Result<Scenarios> load_folder(std::string_view name) {
    const fs::path folder = scenario_folder() / name;
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
        return model::failure(
            model::ErrorKind::NotFound,
            fmt::format("the built-in scenarios are not at {}", folder.string()),
            "Set HOURGLASS_SCENARIOS to the folder that holds library/, clients/ and extensions/.");
    }
    return scenarios::load_scenarios({folder});
}

// Not every installation has more than the library.
model::Result<Scenarios> load_folder_if_there(std::string_view name) {
    std::error_code error;
    if (!fs::exists(scenario_folder() / name, error)) return Scenarios{};
    return load_folder(name);
}

model::Result<Scenarios> all_built_in() {
    auto all = library_scenarios();
    for (const auto& more : {runtime_scenarios, extension_scenarios}) {
        if (!all) return all;
        auto loaded = more();
        if (!loaded) return loaded;
        std::move(loaded->begin(), loaded->end(), std::back_inserter(*all));
    }
    return all;
}

bool is_about(const scenarios::Scenario& scenario, model::RuleIndex rule) {
    return std::count(scenario.rules.begin(), scenario.rules.end(), rule) > 0;
}

}  // namespace

fs::path scenario_folder() {
    const char* folder = std::getenv("HOURGLASS_SCENARIOS");
    if (folder != nullptr && *folder != '\0') return folder;
    return fs::path{HOURGLASS_SOURCE_DIR} / "scenarios";
}

model::Result<Scenarios> library_scenarios() {
    return load_folder("library");
}

model::Result<Scenarios> runtime_scenarios() {
    return load_folder_if_there("clients");
}

model::Result<Scenarios> extension_scenarios() {
    return load_folder_if_there("extensions");
}

model::Result<Scenarios> cover_scenarios() {
    return load_folder_if_there("cover");
}

model::Result<Scenarios> regression_scenarios() {
    return load_folder_if_there("regressions");
}

model::Result<Scenarios> scenarios_named(std::string_view name) {
    std::error_code error;
    if (fs::exists(fs::path{name}, error)) return scenarios::load_scenarios({fs::path{name}});
    const auto rule = model::find_rule(name);
    auto known = all_built_in();
    if (!known) return known;
    std::erase_if(*known, [&](const scenarios::Scenario& scenario) {
        return scenario.name != name && !(rule && is_about(scenario, *rule));
    });
    if (!known->empty()) return known;
    return model::failure(
        model::ErrorKind::NotFound,
        rule ? fmt::format("no built-in scenario is about {}", name)
             : fmt::format("{} is neither a file nor a built-in scenario nor a rule", name),
        "See what there is with: hourglass list scenarios");
}

bool is_built_in(const scenarios::Scenario& scenario) {
    return scenario.path.starts_with(scenario_folder().string() + "/");
}

bool is_for_clients(const scenarios::Scenario& scenario) {
    return scenario.runtime.empty();
}

}  // namespace hourglass::cli
