#include "reports/result.hpp"

#include <set>

namespace hourglass::reports {

namespace {

void count(Summary& summary, const RuleResult& rule) {
    summary.exercised += rule.exercised;
    switch (rule.verdict) {
        case model::Verdict::Held:
            ++summary.held;
            break;
        case model::Verdict::Violated:
            ++(is_accepted(rule) ? summary.accepted : summary.violated);
            break;
        case model::Verdict::NeverExercised:
            ++summary.never_exercised;
            break;
        case model::Verdict::Inconclusive:
            ++summary.inconclusive;
            break;
        case model::Verdict::Unsupported:
            ++summary.unsupported;
            break;
    }
    if (is_warning(rule)) ++summary.warnings;
}

void count(Summary& summary, const ScenarioResult& scenario) {
    summary.plays += scenario.plays;
    summary.mismatches += static_cast<std::uint32_t>(scenario.mismatches.size());
    if (scenario.mismatches.empty() && scenario.accepted > 0) ++summary.accepted;
    summary.flaky += static_cast<std::uint32_t>(scenario.flaky.size());
    if (scenario.error) ++summary.errors;
    if (!scenario.skipped.empty()) ++summary.skipped;
    if (!scenario.not_exercised.empty()) ++summary.not_exercised;
}

void count(Summary& summary, const TrackResult& track) {
    for (const RuleResult& rule : track.rules) count(summary, rule);
    for (const ScenarioResult& scenario : track.scenarios) count(summary, scenario);
}

}  // namespace

bool is_accepted(const RuleResult& result) {
    return result.violation_count == 0 && result.accepted > 0;
}

bool is_failure(const RuleResult& result) {
    return result.violation_count > 0 && result.level == model::Level::Must;
}

bool is_warning(const RuleResult& result) {
    return result.violation_count > 0 && result.level != model::Level::Must;
}

Summary summary_of(const TrackResult& track) {
    Summary summary;
    count(summary, track);
    return summary;
}

Summary summary_of(const VerifyResult& result) {
    Summary summary;
    for (const TrackResult& track : result.tracks) count(summary, track);
    return summary;
}

std::uint32_t scenario_count(const VerifyResult& result) {
    std::set<std::string_view> names;
    for (const TrackResult& track : result.tracks) {
        for (const ScenarioResult& scenario : track.scenarios) {
            if (scenario.plays > 0) names.insert(scenario.scenario);
        }
    }
    return static_cast<std::uint32_t>(names.size());
}

Conclusion conclusion_of(const VerifyResult& result) {
    if (result.ending == Ending::Stopped) return Conclusion::Stopped;
    const Summary summary = summary_of(result);
    const bool broken =
        summary.violated > summary.warnings || summary.mismatches > 0 || summary.flaky > 0;
    if (broken) return Conclusion::Violated;
    if (summary.errors > 0) return Conclusion::NotPlayed;
    const bool weak =
        summary.inconclusive > 0 || summary.not_exercised > 0 || summary.exercised == 0;
    return weak ? Conclusion::Inconclusive : Conclusion::AllHeld;
}

}  // namespace hourglass::reports
