// hourglass defects: the planted defects of the simulated platform against the rules.
#include "cli/cpu_seconds.hpp"
#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/mutants.hpp"
#include "cli/output.hpp"
#include "cli/subcommands.hpp"
#include "model/judge/judge.hpp"
#include "reports/kill_matrix.hpp"
#include "scenarios/shrinking/shrinker.hpp"
#include "sim/campaign/player.hpp"
#include "sim/defects/hunt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fnmatch.h>
#include <memory>

namespace hourglass::cli {

namespace {

constexpr const char* ending =
    "Plays the built-in library on each defective platform, in both profiles, until a rule that\n"
    "the profile insists on is violated. Exit status 0: every defect is killed, 1: some survive.\n"
    "Examples:\n"
    "  hourglass defects\n"
    "  hourglass defects --only 'timer-*'\n"
    "  hourglass defects --model --only 'Teardown.*'\n"
    "  hourglass defects --json - | jq '.defects[] | select(.killed | not)'";

struct DefectOptions {
    std::string only = "*";
    std::string json;
    std::uint64_t seed = 1;
    bool model = false;
};

// The scenario of the first objection, as short as it still brings it.
scenarios::Shrunk shrunk(const sim::Defect& defect, const sim::Hunt& hunt,
                         const std::vector<scenarios::Scenario>& library) {
    const auto found = std::ranges::find(library, hunt.scenario, &scenarios::Scenario::name);
    if (!hunt.killed() || found == library.end()) return {};
    sim::Player player{&defect};
    return scenarios::shrink({.scenario = *found, .profile = hunt.profile, .seed = hunt.seed},
                             sim::breaks(player, hunt.first));
}

reports::KilledDefect told(const sim::Defect& defect, const sim::Hunt& hunt,
                           const std::vector<scenarios::Scenario>& library) {
    const scenarios::Shrunk shortest = shrunk(defect, hunt, library);
    return {.name = std::string{defect.name},
            .about = std::string{defect.about},
            .report = std::string{defect.report},
            .rules = {hunt.rules.begin(), hunt.rules.end()},
            .warnings = {hunt.warnings.begin(), hunt.warnings.end()},
            .cases = hunt.cases,
            .cpu_seconds = hunt.cpu_seconds,
            .scenario = hunt.scenario,
            .profile = std::string{model::profile_of(hunt.profile).title},
            .steps = shortest.steps,
            .minimal = shortest.floor.complete,
            .diverged = hunt.diverged};
}

// Rules that a monitor checks, that some profile insists on, and that killed nothing.
std::vector<model::RuleIndex> idle_rules(const reports::KillMatrix& matrix) {
    std::vector<model::RuleIndex> idle;
    for (std::size_t value = 1; value <= model::catalogue.size(); ++value) {
        const model::RuleIndex rule{static_cast<std::uint16_t>(value)};
        const model::Rule& text = model::rule_at(rule);
        const bool insists = text.aws == model::Level::Must || text.rapid == model::Level::Must;
        if (!model::has_monitor(rule) || !insists || text.kind == model::RuleKind::Client) continue;
        const bool kills = std::ranges::any_of(matrix.defects, [rule](const auto& one) {
            return std::ranges::count(one.rules, rule);
        });
        if (!kills) idle.push_back(rule);
    }
    return idle;
}

model::Result<reports::KillMatrix> hunt_all(const DefectOptions& options) {
    const auto library = library_scenarios();
    if (!library) return tl::make_unexpected(library.error());
    sim::Hunter hunter{*library};
    reports::KillMatrix matrix;
    for (const sim::Defect& defect : sim::planted_defects()) {
        if (fnmatch(options.only.c_str(), std::string{defect.name}.c_str(), 0) != 0) continue;
        if (interrupted()) break;
        const sim::Hunt hunt = hunter(&defect, options.seed, cpu_seconds);
        matrix.defects.push_back(told(defect, hunt, *library));
    }
    if (matrix.defects.empty() && !interrupted()) {
        return model::failure(model::ErrorKind::NotFound,
                              fmt::format("no defect is called {}", options.only),
                              "See what there is with: hourglass defects");
    }
    if (options.only == "*") matrix.idle_rules = idle_rules(matrix);
    return matrix;
}

ExitStatus hunt(const DefectOptions& options) {
    const auto matrix = hunt_all(options);
    if (!matrix) return complain(matrix.error());
    if (const auto written = write_to(options.json, reports::to_json(*matrix)); !written) {
        return complain(written.error());
    }
    if (options.json != standard_output) fmt::print("{}", reports::to_text(*matrix));
    if (interrupted()) return ExitStatus::Interrupted;
    return matrix->all_killed() ? ExitStatus::Held : ExitStatus::Violated;
}

}  // namespace

void add_defects(CLI::App& app, Session& session) {
    auto options = std::make_shared<DefectOptions>();
    CLI::App* command =
        app.add_subcommand("defects", "Play planted defects and say which rules see them.");
    command->add_option("--only", options->only, "only the defects whose names match this glob")
        ->capture_default_str();
    command->add_option("--json", options->json, "the matrix as JSON; - is standard output");
    command->add_flag("--model", options->model,
                      "mutants of the transition tables instead of planted defects");
    add_seed(*command, options->seed);
    command->footer(ending);
    command->callback([options, &session] {
        session.status =
            options->model ? hunt_mutants({options->only, options->json}) : hunt(*options);
    });
}

}  // namespace hourglass::cli
