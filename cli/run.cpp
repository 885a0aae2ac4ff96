// hourglass run: plays one scenario and shows what happened.
#include "cli/backends.hpp"
#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/one_play.hpp"
#include "cli/play.hpp"
#include "cli/shell_words.hpp"
#include "cli/subcommands.hpp"
#include "cli/terminal.hpp"
#include "model/trace/format.hpp"
#include "reports/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <memory>

namespace hourglass::cli {

namespace {

using model::ErrorKind;
using model::ProfileName;
using model::Result;
using scenarios::Scenario;

constexpr const char* ending =
    "SCENARIO is a file, the name of a built-in scenario or the id of a rule.\n"
    "Examples:\n"
    "  hourglass run scenarios/library/TMO/answer-in-time.json\n"
    "  hourglass run TMO-04 --backend process\n"
    "  hourglass run my.json --seed 7 --trace my.jsonl";

struct RunOptions {
    std::string scenario;
    std::string backend;  // "" for sim, or process where real programs take part
    std::uint64_t seed = 1;
    std::string profile;  // "" for the scenario's first
    std::string trace;
    std::string defect;
    ClientOptions clients;
    bool whole = false;
    bool quiet = false;
    std::string program;
};

Result<ProfileName> profile_for(const Scenario& scenario, const RunOptions& options) {
    const auto& fitting = scenario.profiles;
    const ProfileName wanted = options.profile == "rapid" ? ProfileName::Rapid : ProfileName::Aws;
    if (std::count(fitting.begin(), fitting.end(), wanted) > 0) return wanted;
    if (options.profile.empty() && !fitting.empty()) return fitting.front();
    return model::failure(ErrorKind::BadInput,
                          fmt::format("{} makes no sense under the profile {}", scenario.name,
                                      model::profile_of(wanted).title),
                          "Leave out --profile to take the scenario's own.");
}

Result<Part> part_of(const Scenario& scenario, const RunOptions& options) {
    const auto profile = profile_for(scenario, options);
    if (!profile) return tl::make_unexpected(profile.error());
    const auto clients = find_clients(options.clients);
    if (!clients) return tl::make_unexpected(clients.error());
    Part part{.scenario = &scenario,
              .stage = {.backend = options.backend,
                        .profile = *profile,
                        .seed = options.seed,
                        .defect = options.defect,
                        .clients = *clients},
              .trace = options.trace,
              .replay = {}};
    if (part.stage.backend.empty()) {
        const bool real = clients->any() || scenario.runtime_command.has_value();
        part.stage.backend = real ? "process" : "sim";
    }
    part.replay = run_command(shell_word(options.program), part);
    return part;
}

void show(const Part& part, const Recorded& recorded, const model::Judgement& judgement,
          const RunOptions& options) {
    if (options.quiet) return;
    fmt::print("{} on {}, profile {}, seed {}\n", part.scenario->name, part.stage.backend,
               model::profile_of(part.stage.profile).title, part.stage.seed);
    if (!part.scenario->about.empty()) fmt::print("{}\n", part.scenario->about);
    reports::TimelineStyle style{.colour = colour_for(stdout)};
    if (options.whole) style.longest = std::numeric_limits<std::size_t>::max();
    fmt::print("{}", reports::timeline(recorded.trace, judgement, style));
}

ExitStatus run_one(const Scenario& scenario, const RunOptions& options) {
    const auto part = part_of(scenario, options);
    if (!part) return complain(part.error());
    const auto recorded = play(*part);
    if (!recorded) return complain(recorded.error());
    if (!options.trace.empty()) {
        const auto saved = model::save_trace(recorded->trace, options.trace);
        if (!saved) return complain(saved.error());
    }
    const reports::Play judgement = judged(*part, *recorded);
    show(*part, *recorded, judgement.judgement, options);
    if (interrupted()) return ExitStatus::Interrupted;
    return say_verdict(judgement);
}

Result<std::vector<Scenario>> prepared(const RunOptions& options) {
    auto found = scenarios_named(options.scenario);
    if (!found) return found;
    if (found->size() > 1 && !options.trace.empty()) {
        return model::failure(ErrorKind::BadInput,
                              fmt::format("{} stands for {} scenarios, and --trace for one file",
                                          options.scenario, found->size()),
                              "Name one scenario.");
    }
    return found;
}

ExitStatus run(const RunOptions& options) {
    const auto found = prepared(options);
    if (!found) return complain(found.error());
    ExitStatus status = ExitStatus::Held;
    for (const Scenario& scenario : *found) {
        status = worse(status, run_one(scenario, options));
        if (interrupted()) break;
        if (found->size() > 1 && !options.quiet) fmt::print("\n");
    }
    return status;
}

}  // namespace

void add_run(CLI::App& app, Session& session) {
    auto options = std::make_shared<RunOptions>();
    CLI::App* command =
        app.add_subcommand("run", "Play one scenario; print its timeline and the verdict.");
    command->add_option("SCENARIO", options->scenario, "file, name, or id of a rule")->required();
    command->add_option("--backend", options->backend, "sim, process or rie")
        ->check(CLI::Validator{refusal_of_backend, "NAME"});
    command->add_option("--profile", options->profile, "aws or rapid (the scenario's)")
        ->check(CLI::IsMember({"aws", "rapid"}));
    add_seed(*command, options->seed);
    command->add_option("--trace", options->trace, "keep the trace in this file");
    command->add_option("--defect", options->defect,
                        "plant this defect in the simulated platform (hourglass list defects)");
    add_clients(*command, options->clients);
    command->add_flag("--whole", options->whole, "do not shorten a long timeline");
    command->add_flag("--quiet", options->quiet, "say only the verdict");
    command->footer(ending);
    command->callback([options, &session] {
        options->program = session.program;
        session.status = run(*options);
    });
}

}  // namespace hourglass::cli
