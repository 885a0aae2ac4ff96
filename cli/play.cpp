#include "cli/play.hpp"

#include "cli/backends.hpp"
#include "cli/interrupt.hpp"
#include "cli/library.hpp"
#include "cli/one_play.hpp"
#include "cli/shell_words.hpp"
#include "model/base/expects.hpp"
#include "model/judge/acceptor/outsider.hpp"
#include "model/judge/judge.hpp"
#include "real/foreign/calibration.hpp"
#include "scenarios/conductor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace hourglass::cli {

namespace {

// What somebody who did not write the platform would have seen of it.
model::Trace from_outside(const model::Trace& white, const Stage& stage) {
    using namespace std::chrono_literals;
    // One step of ours may start ten extensions, one after the other.
    constexpr int longer_for_ours = 3;
    constexpr model::Duration least = 50ms;
    const model::Duration tolerance =
        is_simulated(stage.backend)
            ? model::Duration{1ms}
            : std::max(least, longer_for_ours * real::tolerance_on_this_machine(probe_program()));
    return model::acceptor::outsider_view(white,
                                          {.view = model::View::Black, .tolerance = tolerance});
}

}  // namespace

model::Result<Recorded> play(const Part& part) {
    const auto start = std::chrono::steady_clock::now();
    const auto adapted_scenario = adapted(*part.scenario, part.stage);
    if (!adapted_scenario) return tl::make_unexpected(adapted_scenario.error());
    const scenarios::Scenario& scenario = *adapted_scenario;
    model::describe_current_run(run_command("hourglass", part));
    auto backend = make_backend(scenario, part.stage);
    if (!backend) return tl::make_unexpected(backend.error());
    const std::string reason = lacking(scenario, part.stage, **backend);
    if (!reason.empty()) return model::failure(model::ErrorKind::Unsupported, reason);

    auto trace = scenarios::conduct(**backend, scenario, interrupted);
    if (!trace) return tl::make_unexpected(trace.error());
    const bool is_ours = trace->header.view == model::View::White;
    const bool cut_down = is_ours && part.stage.clients.sight == Sight::Edges;
    if (cut_down) *trace = from_outside(*trace, part.stage);
    trace->header.scenario = scenario.name;
    trace->header.seed = part.stage.seed;
    // Not part.replay: a trace says nothing of the machine and folder it was made in.
    trace->header.replay = run_command("hourglass", part);
    return Recorded{.trace = std::move(*trace), .wall = std::chrono::steady_clock::now() - start};
}

reports::Play judged(const Part& part, const Recorded& recorded) {
    const scenarios::Scenario& scenario = *part.scenario;
    reports::Play play;
    play.track = track_of(part.stage);
    play.scenario = scenario.name;
    play.seed = part.stage.seed;
    play.wall = recorded.wall;
    play.about = scenario.rules;
    play.judgement = model::judge(recorded.trace);
    // What somebody's own runtime comes to is its own affair, and most of what a scenario is about
    // does not show outside.
    const bool is_whole = recorded.trace.header.view == model::View::White;
    if (is_whole && !is_for_clients(scenario) && !part.stage.clients.any()) {
        play.not_exercised = scenarios::not_exercised(scenario, play.judgement, part.stage.profile);
    }
    const auto played = adapted(scenario, part.stage).value_or(scenario);
    for (scenarios::Mismatch& mismatch : scenarios::mismatches(played, recorded.trace)) {
        play.mismatches.push_back({mismatch.record, std::move(mismatch.message)});
    }
    note_divergence(play);
    play.recorded = &recorded.trace;
    play.trace = part.trace.string();
    play.replay = part.replay;
    return play;
}

bool is_broken(const reports::Play& play) {
    return !play.judgement.violations.empty() || !play.mismatches.empty() || !play.flaky.empty();
}

std::string run_command(std::string_view program, const Part& part) {
    const scenarios::Scenario& scenario = *part.scenario;
    if (scenario.path.empty() && !part.trace.empty()) {
        return fmt::format("{} replay {}{}", program,
                           shell_word(scenario_beside(part.trace).filename().string()),
                           part.stage.clients.arguments);
    }
    const bool named = scenario.path.empty() || is_built_in(scenario);
    return fmt::format("{} run {} --backend {} --profile {} --seed {}{}{}", program,
                       shell_word(named ? scenario.name : scenario.path), part.stage.backend,
                       model::profile_of(part.stage.profile).title, part.stage.seed,
                       part.stage.defect.empty() ? "" : " --defect " + part.stage.defect,
                       part.stage.clients.arguments);
}

reports::Track track_of(const Stage& stage) {
    return {stage.backend, stage.profile};
}

std::filesystem::path scenario_beside(const std::filesystem::path& trace) {
    std::filesystem::path file = trace;
    return file.replace_extension(".scenario.json");
}

}  // namespace hourglass::cli
