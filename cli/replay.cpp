// hourglass replay: plays a recorded run again and says whether what was wrong is still wrong.
#include "cli/backends.hpp"
#include "cli/fuzzing/replay_file.hpp"
#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/one_play.hpp"
#include "cli/play.hpp"
#include "cli/shell_words.hpp"
#include "cli/subcommands.hpp"
#include "model/trace/digest.hpp"
#include "model/trace/format.hpp"
#include "reports/families.hpp"
#include "scenarios/loader.hpp"
#include "sim/campaign/player.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>
#include <set>
#include <system_error>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;
using model::ErrorKind;
using model::Result;
using scenarios::Scenario;

constexpr const char* ending =
    "FILE is a trace (from a report folder or --trace), a finding of a campaign (*.replay.json), "
    "or\n"
    "a scenario or choices (*.choices), which are played in the simulator. Exit status 1 if it is\n"
    "still wrong, 0 if it is gone.\n"
    "Examples:\n"
    "  hourglass replay hourglass-report/traces/sim/aws/TMO/answer-in-time.jsonl\n"
    "  hourglass replay regression.json";

struct ReplayOptions {
    std::string file;
    ClientOptions clients;
    std::string program;
};

bool is_number(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(),
                                        [](unsigned char c) { return std::isdigit(c) != 0; });
}

// The scenario as it was, else the built-in one of that name.
Result<Scenario> scenario_of(const model::Trace& trace, const fs::path& file) {
    std::error_code error;
    const fs::path beside = scenario_beside(file);
    if (fs::exists(beside, error)) return scenarios::load_scenario(beside);
    auto found = scenarios_named(trace.header.scenario);
    if (found && found->size() == 1) return std::move(found->front());
    return model::failure(ErrorKind::NotFound,
                          fmt::format("the scenario {} of {} is not built in, and {} is missing",
                                      trace.header.scenario, file.string(), beside.string()),
                          "Put the scenario there, or play it with: hourglass run FILE");
}

using Findings = std::set<std::string>;

// What was wrong, by name: rules, and expectations by their message.
Findings findings_of(const reports::Play& play) {
    Findings findings;
    for (const model::Violation& violation : play.judgement.violations) {
        findings.insert(fmt::format("{}", model::rule_at(violation.rule).id));
    }
    for (const reports::Note& note : play.mismatches) findings.insert(note.message);
    return findings;
}

Findings both(const Findings& one, const Findings& other) {
    Findings common;
    std::set_intersection(one.begin(), one.end(), other.begin(), other.end(),
                          std::inserter(common, common.begin()));
    return common;
}

Findings only_first(const Findings& one, const Findings& other) {
    Findings rest;
    std::set_difference(one.begin(), one.end(), other.begin(), other.end(),
                        std::inserter(rest, rest.begin()));
    return rest;
}

void say(std::string_view heading, const Findings& findings) {
    if (!findings.empty()) fmt::print("{}: {}\n", heading, fmt::join(findings, "; "));
}

void compare(const reports::Play& then, const reports::Play& now) {
    const Findings old_ones = findings_of(then);
    const Findings new_ones = findings_of(now);
    say("still wrong", both(old_ones, new_ones));
    say("gone", only_first(old_ones, new_ones));
    say("new", only_first(new_ones, old_ones));
    if (old_ones.empty() && new_ones.empty()) fmt::print("nothing was wrong, then or now\n");
    if (digest_of(*then.recorded) == digest_of(*now.recorded)) {
        fmt::print("the trace is the same, record by record\n");
    }
}

std::string command_of(const ReplayOptions& options) {
    return fmt::format("{} replay {}{}", shell_word(options.program), shell_word(options.file),
                       options.clients.as_arguments());
}

ExitStatus replay_scenario(const ReplayOptions& options) {
    const auto scenario = scenarios::load_scenario(options.file);
    if (!scenario) return complain(scenario.error());
    const auto clients = find_clients(options.clients);
    if (!clients) return complain(clients.error());
    const bool real = clients->any() || scenario->runtime_command.has_value();
    const Part part{.scenario = &*scenario,
                    .stage = {.backend = real ? "process" : "sim",
                              .profile = scenario->profiles.front(),
                              .seed = 1,
                              .clients = *clients},
                    .trace = {},
                    .replay = command_of(options)};
    const auto recorded = play(part);
    if (!recorded) return complain(recorded.error());
    if (interrupted()) return ExitStatus::Interrupted;
    return say_verdict(judged(part, *recorded));
}

// What was played with somebody's own programs needs them again.
Result<Clients> clients_for(const model::Trace& trace, const Scenario& scenario,
                            const ClientOptions& options) {
    const bool foreign = trace.header.clients == model::Clients::Foreign;
    if (!foreign || options.any() || scenario.runtime_command) return find_clients(options);
    return model::failure(ErrorKind::BadInput,
                          "the run was played with a runtime or extension of yours",
                          fmt::format("Name it again: {}", trace.header.replay));
}

ExitStatus replay_trace(const ReplayOptions& options) {
    const auto trace = model::load_trace(options.file);
    if (!trace) return complain(trace.error());
    const auto scenario = scenario_of(*trace, options.file);
    if (!scenario) return complain(scenario.error());
    const auto clients = clients_for(*trace, *scenario, options.clients);
    if (!clients) return complain(clients.error());
    const Part part{.scenario = &*scenario,
                    .stage = {.backend = trace->header.backend,
                              .profile = trace->header.setup.profile,
                              .seed = trace->header.seed,
                              .clients = *clients},
                    .trace = options.file,
                    .replay = command_of(options)};
    const Recorded then{.trace = *trace, .wall = {}};
    const auto now = play(part);
    if (!now) return complain(now.error());
    if (interrupted()) return ExitStatus::Interrupted;
    const reports::Play judgement = judged(part, *now);
    compare(judged(part, then), judgement);
    say_verdict(judgement);
    return is_broken(judgement) ? ExitStatus::Violated : ExitStatus::Held;
}

// On a real platform, again and again until it shows: a race does not in every run.
ExitStatus replay_on_platform(const ReplayOptions& options, const ReplayFile& found) {
    constexpr int most_runs = 20;
    const auto clients = find_clients(options.clients);
    if (!clients) return complain(clients.error());
    const Part part{.scenario = &found.draft.scenario,
                    .stage = {.backend = found.backend,
                              .profile = found.draft.profile,
                              .seed = found.draft.seed,
                              .clients = *clients},
                    .trace = {},
                    .replay = command_of(options)};
    for (int run = 1;; ++run) {
        const auto recorded = play(part);
        if (!recorded) return complain(recorded.error());
        if (interrupted()) return ExitStatus::Interrupted;
        const reports::Play judgement = judged(part, *recorded);
        const bool still = findings_of(judgement).contains(found.rule);
        if (!still && run < most_runs) continue;
        fmt::print("{}: {} in run {} of at most {}\n", still ? "still wrong" : "gone", found.rule,
                   run, most_runs);
        return say_verdict(judgement);
    }
}

// In the simulator, with the defect that was planted when it was found.
ExitStatus replay_finding(const ReplayOptions& options) {
    const auto loaded = load_replay(options.file);
    if (!loaded) return complain(loaded.error());
    const ReplayFile& found = loaded->replay;
    if (!loaded->drift.empty()) fmt::print("{}: {}\n", options.file, loaded->drift);
    if (!is_simulated(found.backend)) return replay_on_platform(options, found);
    const sim::Defect* defect = nullptr;
    if (!found.defect.empty()) {
        defect = sim::find_defect(found.defect);
        if (defect == nullptr) {
            return complain(
                {ErrorKind::NotFound,
                 fmt::format("{}: the defect {} is not known any more", options.file, found.defect),
                 "See what there is with: hourglass defects"});
        }
        fmt::print("with the defect {}: {}\n", defect->name, defect->about);
    }
    sim::Player player{defect};
    player.play(found.draft);
    const Recorded now{.trace = player.trace(), .wall = {}};
    const Part part{.scenario = &found.draft.scenario,
                    .stage = {.backend = "sim",
                              .profile = found.draft.profile,
                              .seed = found.draft.seed,
                              .clients = {}},
                    .trace = {},
                    .replay = command_of(options)};
    const reports::Play judgement = judged(part, now);
    if (!found.rule.empty()) {
        const bool still = findings_of(judgement).contains(found.rule);
        fmt::print("{}: {}\n", still ? "still wrong" : "gone", found.rule);
    }
    return say_verdict(judgement);
}

// The folder of a finding stands for the finding.
ExitStatus replay(ReplayOptions options) {
    std::string& file = options.file;
    std::error_code error;
    if (fs::is_directory(file, error)) file = (fs::path{file} / "finding.replay.json").string();
    if (is_number(file) && !fs::exists(file, error)) {
        return complain(
            {ErrorKind::Unsupported,
             fmt::format("{} is a seed, and a seed alone says not what was played", file),
             fmt::format("Replay the file of a finding, or the whole campaign: hourglass "
                         "fuzz --cases N --seed {}",
                         file)});
    }
    if (is_replay(file)) return replay_finding(options);
    const bool is_scenario = fs::path{file}.extension() == ".json";
    return is_scenario ? replay_scenario(options) : replay_trace(options);
}

}  // namespace

void add_replay(CLI::App& app, Session& session) {
    auto options = std::make_shared<ReplayOptions>();
    CLI::App* command = app.add_subcommand("replay", "Play a failing run again.");
    command->add_option("FILE", options->file, "a trace, a finding or a scenario")->required();
    add_clients(*command, options->clients);
    command->footer(ending);
    command->callback([options, &session] {
        options->program = session.program;
        session.status = replay(*options);
    });
}

}  // namespace hourglass::cli
