// hourglass list: the rules, scenarios, backends and profiles that there are.
#include "cli/backends.hpp"
#include "cli/library.hpp"
#include "cli/rule_globs.hpp"
#include "cli/subcommands.hpp"
#include "cli/terminal.hpp"
#include "model/judge/judge.hpp"
#include "model/lifecycle/chart.hpp"
#include "model/mutants/mutant.hpp"
#include "model/rules/properties.hpp"
#include "reports/book.hpp"
#include "reports/families.hpp"
#include "reports/rule_list.hpp"
#include "sim/defects/defect.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace hourglass::cli {

namespace {

constexpr const char* ending =
    "Examples:\n"
    "  hourglass list rules 'TMO-*'\n"
    "  hourglass list rules --json | jq -r '.[] | select(.checked_by == []) | .id'\n"
    "  hourglass list scenarios";

struct ListOptions {
    std::string globs;
    bool json = false;
    bool markdown = false;
};

ExitStatus list_rules(const ListOptions& options) {
    const auto rules = rules_matching(options.globs);
    if (!rules) return complain(rules.error());
    const reports::ChecksOf checks_of = [](model::RuleIndex rule) {
        return reports::Checks{.row = model::has_row(rule),
                               .monitor = model::has_monitor(rule),
                               .property = model::has_property(rule)};
    };
    if (options.markdown) {
        fmt::print("{}", reports::book_of_rules(checks_of));
        return ExitStatus::Held;
    }
    fmt::print("{}", options.json ? reports::rules_as_json(*rules, checks_of)
                                  : reports::rules_as_table(*rules, checks_of, colour_for(stdout)));
    return ExitStatus::Held;
}

std::string profiles_of(const scenarios::Scenario& scenario) {
    std::string names;
    for (const model::ProfileName profile : scenario.profiles) {
        names += (names.empty() ? "" : ",") + std::string{model::profile_of(profile).title};
    }
    return names;
}

ExitStatus list_scenarios() {
    for (const auto& source : {library_scenarios, runtime_scenarios, extension_scenarios}) {
        const auto found = source();
        if (!found) return complain(found.error());
        for (const scenarios::Scenario& scenario : *found) {
            fmt::print("{:<44} {:<10} {}\n{:<44} {:<10} {}\n", scenario.name, profiles_of(scenario),
                       scenario.about, "", "", reports::id_list(scenario.rules));
        }
    }
    return ExitStatus::Held;
}

ExitStatus list_backends() {
    for (const BackendEntry& entry : known_backends()) {
        fmt::print("{:<10} {}\n", entry.name, entry.about);
    }
    return ExitStatus::Held;
}

ExitStatus list_mutants() {
    for (const model::mutants::Mutant& mutant : model::mutants::all_mutants()) {
        fmt::print("{}\n", name_of(mutant));
    }
    return ExitStatus::Held;
}

ExitStatus list_defects() {
    for (const sim::Defect& defect : sim::planted_defects()) {
        fmt::print("{:<30} {}\n{:<30} may break {}{}{}\n", defect.name, defect.about, "",
                   defect.rules, defect.report.empty() ? "" : "; reported as ", defect.report);
    }
    return ExitStatus::Held;
}

ExitStatus list_profiles() {
    fmt::print("{:<10} {}\n", model::aws_profile.title, "the documented service");
    fmt::print("{:<10} {}\n", model::rapid_profile.title,
               "the core of AWS's Runtime Interface Emulator");
    return ExitStatus::Held;
}

}  // namespace

void add_list(CLI::App& app, Session& session) {
    auto options = std::make_shared<ListOptions>();
    CLI::App* command =
        app.add_subcommand("list", "Say which rules, scenarios and so on there are.");
    command->footer(ending);
    command->require_subcommand(1);
    CLI::App* rules = command->add_subcommand("rules", "The catalogue of rules.");
    rules->add_option("GLOBS", options->globs, "only these, globs parted by commas");
    rules->add_flag("--json", options->json, "as JSON");
    rules->add_flag("--markdown", options->markdown, "all of them, as docs/rules.md");
    rules->callback([options, &session] { session.status = list_rules(*options); });
    command->add_subcommand("scenarios", "The built-in scenarios.")->callback([&session] {
        session.status = list_scenarios();
    });
    command->add_subcommand("mutants", "The mutants of the transition tables.")
        ->callback([&session] { session.status = list_mutants(); });
    command->add_subcommand("defects", "The planted defects of the simulated platform.")
        ->callback([&session] { session.status = list_defects(); });
    command->add_subcommand("backends", "The worlds that scenarios are played in.")
        ->callback([&session] { session.status = list_backends(); });
    command->add_subcommand("profiles", "The platforms that rules speak of.")->callback([&session] {
        session.status = list_profiles();
    });
}

}  // namespace hourglass::cli
