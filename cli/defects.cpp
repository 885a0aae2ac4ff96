// hourglass defects: the planted defects of the simulated platform against the rules.
#include "cli/cpu_seconds.hpp"
#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/mutants.hpp"
#include "cli/output.hpp"
#include "cli/outside.hpp"
#include "cli/subcommands.hpp"
#include "model/judge/judge.hpp"
#include "model/judge/replay.hpp"
#include "reports/kill_matrix.hpp"
#include "scenarios/shrinking/shrinker.hpp"
#include "sim/campaign/first_finding.hpp"
#include "sim/campaign/player.hpp"
#include "sim/defects/hunt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fnmatch.h>
#include <memory>
#include <optional>
#include <vector>

namespace hourglass::cli {

namespace {

constexpr const char* ending =
    "Plays the built-in library on each defective platform, in both profiles, until a rule that\n"
    "the profile insists on is violated. Exit status 0: every defect is killed, 1: some survive.\n"
    "Examples:\n"
    "  hourglass defects\n"
    "  hourglass defects --only 'timer-*'\n"
    "  hourglass defects --generated\n"
    "  hourglass defects --model --only 'Teardown.*'\n"
    "  hourglass defects --from-outside\n"
    "  hourglass defects --json - | jq '.defects[] | select(.killed | not)'";

struct DefectOptions {
    std::string only = "*";
    std::string json;
    std::uint64_t seed = 1;
    bool model = false;
    bool generated = false;
    bool from_outside = false;
    OutsideOptions outside;
};

// Where defects are hunted: the library, or nowhere when scenarios are generated.
struct Ground {
    std::vector<scenarios::Scenario> library;
    std::optional<sim::Hunter> hunter;
};

reports::KilledDefect named(const sim::Defect& defect) {
    reports::KilledDefect told;
    told.name = defect.name;
    told.about = defect.about;
    told.report = defect.report;
    return told;
}

// Cuts the play of the first objection down for the same rule, and says how short and how soon.
void shrink(const sim::Defect& defect, const scenarios::Draft& play, model::RuleIndex rule,
            reports::KilledDefect& told) {
    sim::Player player{&defect};
    const double start = cpu_seconds();
    const scenarios::Shrunk shortest = scenarios::shrink(play, sim::breaks(player, rule));
    told.shrink_seconds = cpu_seconds() - start;
    told.steps = shortest.steps;
    told.minimal = shortest.floor.complete;
}

reports::KilledDefect hunt_with_library(const sim::Defect& defect, const DefectOptions& options,
                                        Ground& ground) {
    const sim::Hunt hunt = (*ground.hunter)(&defect, options.seed, cpu_seconds);
    reports::KilledDefect told = named(defect);
    told.rules = {hunt.rules.begin(), hunt.rules.end()};
    told.warnings = {hunt.warnings.begin(), hunt.warnings.end()};
    told.cases = hunt.cases;
    told.cpu_seconds = hunt.cpu_seconds;
    told.diverged = hunt.diverged;
    if (!hunt.killed()) return told;
    told.scenario = hunt.scenario;
    told.profile = model::profile_of(hunt.profile).title;
    const auto found = std::ranges::find(ground.library, hunt.scenario, &scenarios::Scenario::name);
    shrink(defect, {.scenario = *found, .profile = hunt.profile, .seed = hunt.seed}, hunt.first,
           told);
    return told;
}

reports::KilledDefect hunt_with_generated(const sim::Defect& defect, const DefectOptions& options) {
    constexpr std::uint64_t most_cases = 400'000;
    const double start = cpu_seconds();
    const sim::FirstFinding found = sim::first_finding(defect, options.seed, most_cases);
    reports::KilledDefect told = named(defect);
    told.cpu_seconds = cpu_seconds() - start;
    told.cases = static_cast<std::uint32_t>(found.cases);
    told.rules = {found.rules.begin(), found.rules.end()};
    if (!told.killed()) return told;
    sim::Player player{&defect};
    player.play(found.draft);
    told.diverged = model::replay(player.trace()).has_value();
    told.scenario = fmt::format("generated, case {}", found.cases);
    told.profile = model::profile_of(found.draft.profile).title;
    shrink(defect, found.draft, told.rules.front(), told);
    return told;
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
    auto library = library_scenarios();
    if (!library) return tl::make_unexpected(library.error());
    Ground ground{.library = *std::move(library), .hunter = {}};
    if (!options.generated) ground.hunter.emplace(ground.library);
    reports::KillMatrix matrix;
    for (const sim::Defect& defect : sim::planted_defects()) {
        if (fnmatch(options.only.c_str(), std::string{defect.name}.c_str(), 0) != 0) continue;
        if (interrupted()) break;
        matrix.defects.push_back(options.generated ? hunt_with_generated(defect, options)
                                                   : hunt_with_library(defect, options, ground));
    }
    if (matrix.defects.empty() && !interrupted()) {
        return model::failure(model::ErrorKind::NotFound,
                              fmt::format("no defect is called {}", options.only),
                              "See what there is with: hourglass defects");
    }
    if (options.only == "*" && !options.generated) matrix.idle_rules = idle_rules(matrix);
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

ExitStatus hunt_as_asked(const DefectOptions& options) {
    if (options.model) return hunt_mutants({options.only, options.json});
    if (!options.from_outside) return hunt(options);
    OutsideOptions outside = options.outside;
    outside.only = options.only;
    outside.json = options.json;
    outside.seed = options.seed;
    return judge_from_outside(outside);
}

CLI::Option* add_from_outside(CLI::App& command, DefectOptions& options) {
    CLI::Option* flag = command.add_flag(
        "--from-outside", options.from_outside,
        "what the acceptor tells of healthy and defective platforms from their edges alone");
    command
        .add_option("--cases", options.outside.cases,
                    "with --from-outside: generated scenarios of a healthy platform")
        ->check(CLI::Range(1U, 10'000'000U))
        ->capture_default_str()
        ->needs(flag);
    command
        .add_option("--keep", options.outside.keep,
                    "with --from-outside: an existing folder for traces of false alarms")
        ->check(CLI::ExistingDirectory)
        ->needs(flag);
    return flag;
}

}  // namespace

void add_defects(CLI::App& app, Session& session) {
    auto options = std::make_shared<DefectOptions>();
    CLI::App* command =
        app.add_subcommand("defects", "Play planted defects and say which rules see them.");
    command->add_option("--only", options->only, "only the defects whose names match this glob")
        ->capture_default_str();
    command->add_option("--json", options->json, "the matrix as JSON; - is standard output");
    CLI::Option* model = command->add_flag(
        "--model", options->model, "mutants of the transition tables instead of planted defects");
    command
        ->add_flag("--generated", options->generated,
                   "play generated scenarios alone until one breaks a rule, not the library")
        ->excludes(model);
    add_from_outside(*command, *options)->excludes(model);
    add_seed(*command, options->seed);
    command->footer(ending);
    command->callback([options, &session] { session.status = hunt_as_asked(*options); });
}

}  // namespace hourglass::cli
