#include "cli/one_play.hpp"

#include "cli/terminal.hpp"
#include "reports/console.hpp"
#include "reports/families.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace hourglass::cli {

namespace {

int weight(ExitStatus status) {
    switch (status) {
        case ExitStatus::Held:
            return 0;
        case ExitStatus::Inconclusive:
            return 1;
        case ExitStatus::BadUse:
            return 2;
        case ExitStatus::Violated:
            return 3;
        case ExitStatus::Interrupted:
            return 4;
    }
    return 0;
}

}  // namespace

reports::VerifyResult result_of(const reports::Play& play) {
    const auto is_asked = [&play](model::RuleIndex rule) {
        return play.judgement.exercised[rule.value] > 0 ||
               std::count(play.about.begin(), play.about.end(), rule) > 0;
    };
    const auto any = [](model::RuleIndex) { return true; };
    reports::Fold fold{
        {.tracks = {play.track}, .asked = is_asked, .alarming = any, .checked = any}};
    fold.add(play);
    reports::VerifyResult result = fold.result();
    result.seed = play.seed;
    result.wall = play.wall;
    return result;
}

ExitStatus say_verdict(const reports::Play& play) {
    const reports::VerifyResult result = result_of(play);
    std::vector<model::RuleIndex> held;
    for (const reports::RuleResult& rule : result.tracks.front().rules) {
        if (rule.verdict == model::Verdict::Held) held.push_back(rule.rule);
    }
    const reports::ConsoleStyle style{
        .colour = colour_for(stdout), .detail = reports::Detail::Findings, .folder = {}};
    const reports::Paint paint{style.colour};
    fmt::print("{}: {}\n", paint.good("held"),
               held.empty() ? "nothing was put to the test" : reports::id_list(held));
    if (!play.not_exercised.empty()) {
        fmt::print("{}: {}, which the scenario is about\n", paint.doubtful("never exercised"),
                   reports::id_list(play.not_exercised));
    }
    fmt::print("{}", reports::to_console(result, style));
    return status_of(conclusion_of(result));
}

ExitStatus worse(ExitStatus one, ExitStatus other) {
    return weight(one) < weight(other) ? other : one;
}

void note_divergence(reports::Play& play) {
    const auto& divergence = play.judgement.divergence;
    if (!divergence) return;
    play.mismatches.push_back(
        {divergence->record, fmt::format("the machine, given the same events, does {} where the "
                                         "trace has {}",
                                         divergence->expected, divergence->seen)});
}

}  // namespace hourglass::cli
