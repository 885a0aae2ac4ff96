#include "reports/fold.hpp"

#include "model/base/expects.hpp"
#include "model/rules/properties.hpp"
#include "model/trace/names.hpp"
#include "reports/names.hpp"
#include "reports/narrator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace hourglass::reports {

namespace {

constexpr std::size_t kept_sightings = 4;

model::RuleIndex rule_number(std::size_t position) {
    return model::RuleIndex{static_cast<std::uint16_t>(position + 1)};
}

std::string why_no_trace_shows(model::RuleIndex rule) {
    const auto* const found = std::ranges::find(model::properties, rule, &model::Property::rule);
    if (found == model::properties.end()) {
        return "not checked yet: no monitor and no row of a table speaks for it";
    }
    return fmt::format("no trace can show it: the test {} checks it", found->test);
}

Sighting sighting_of(const Play& play, std::uint32_t record, std::string message) {
    std::string event;
    if (play.recorded != nullptr) event = Narrator{*play.recorded}.sentence(record);
    return {.scenario = play.scenario,
            .seed = play.seed,
            .record = record,
            .event = std::move(event),
            .message = std::move(message),
            .trace = play.trace,
            .replay = play.replay};
}

void append(std::vector<Sighting>& sightings, const Play& play, const std::vector<Note>& notes) {
    for (const Note& note : notes) {
        sightings.push_back(sighting_of(play, note.record, note.message));
    }
}

Deviation deviation_of(const Track& track, std::string_view rule, std::string_view scenario) {
    return {.backend = track.backend,
            .profile = std::string{name_of(track.profile)},
            .rule = std::string{rule},
            .scenario = std::string{scenario},
            .note = {}};
}

bool reached_horizon(const model::Trace* trace) {
    if (trace == nullptr || trace->records.empty()) return false;
    const model::Record& last = trace->records.back();
    return last.kind == model::Kind::End && (last.flags & model::horizon_reached) != 0;
}

}  // namespace

Fold::Fold(Scope scope) : scope_(std::move(scope)), tallies_(scope_.tracks.size()) {
    for (TrackTally& tally : tallies_) tally.rules.resize(model::catalogue.size());
}

Fold::TrackTally& Fold::tally_of(const Track& track) {
    const auto found = std::find(scope_.tracks.begin(), scope_.tracks.end(), track);
    EXPECTS(found != scope_.tracks.end(), "a play belongs to a track of the run");
    return tallies_[static_cast<std::size_t>(found - scope_.tracks.begin())];
}

ScenarioResult& Fold::scenario_of(const Track& track, std::string_view scenario) {
    ScenarioResult& result = tally_of(track).scenarios[std::string{scenario}];
    result.scenario = scenario;
    return result;
}

void Fold::add(const Play& play) {
    TrackTally& tally = tally_of(play.track);
    for (std::size_t i = 0; i < tally.rules.size(); ++i) {
        tally.rules[i].exercised += play.judgement.exercised[rule_number(i).value];
    }
    add_violations(tally, play);

    const bool cut_short = reached_horizon(play.recorded) || !play.judgement.open.empty();
    for (const model::RuleIndex rule : play.about) {
        RuleTally& rule_tally = tally.rules[rule.value - std::size_t{1}];
        rule_tally.attempted = true;
        rule_tally.cut_short = rule_tally.cut_short || cut_short;
    }

    ScenarioResult& scenario = scenario_of(play.track, play.scenario);
    ++scenario.plays;
    scenario.wall += play.wall;
    add_mismatches(scenario, play);
    append(scenario.flaky, play, play.flaky);
    for (const model::RuleIndex rule : play.not_exercised) {
        const bool applies =
            level_of(model::rule_at(rule), play.track.profile) > model::Level::None;
        const bool told =
            std::count(scenario.not_exercised.begin(), scenario.not_exercised.end(), rule) > 0;
        if (applies && !told && scope_.checked(rule)) scenario.not_exercised.push_back(rule);
    }
}

// Kept are the first of each scenario, those that are reached soonest before the others: a reader
// wants few and short ones.
void Fold::add_violations(TrackTally& tally, const Play& play) {
    for (const model::Violation& violation : play.judgement.violations) {
        RuleTally& rule = tally.rules[violation.rule.value - std::size_t{1}];
        const bool counts =
            level_of(model::rule_at(violation.rule), play.track.profile) == model::Level::Must;
        if (counts && is_accepted(play, model::rule_at(violation.rule).id)) {
            ++rule.accepted;
            continue;
        }
        ++rule.violations;
        const bool told = std::any_of(
            rule.kept.begin(), rule.kept.end(),
            [&](const Sighting& sighting) { return sighting.scenario == play.scenario; });
        if (told) continue;
        const auto later =
            std::find_if(rule.kept.begin(), rule.kept.end(), [&](const Sighting& sighting) {
                return std::tie(sighting.record, sighting.scenario) >
                       std::tie(violation.record, play.scenario);
            });
        if (later == rule.kept.end() && rule.kept.size() >= kept_sightings) continue;
        rule.kept.insert(later, sighting_of(play, violation.record, violation.message));
        if (rule.kept.size() > kept_sightings) rule.kept.pop_back();
    }
}

void Fold::add_mismatches(ScenarioResult& scenario, const Play& play) {
    if (play.mismatches.empty()) return;
    if (is_accepted(play, {})) {
        ++scenario.accepted;
    } else {
        append(scenario.mismatches, play, play.mismatches);
    }
}

bool Fold::is_accepted(const Play& play, std::string_view rule) {
    Deviation deviation = deviation_of(play.track, rule, play.scenario);
    const Deviation* accepted = scope_.baseline.find(deviation);
    if (accepted != nullptr) deviation.note = accepted->note;
    const bool is_new =
        std::ranges::none_of(seen_, [&](const Deviation& one) { return one.is_of(deviation); });
    if (is_new) seen_.push_back(std::move(deviation));
    return accepted != nullptr;
}

// What was not played again says nothing.
std::vector<Deviation> Fold::fixed() const {
    std::vector<Deviation> gone;
    for (const Deviation& accepted : scope_.baseline.accepted) {
        const bool is_there =
            std::ranges::any_of(seen_, [&](const Deviation& one) { return one.is_of(accepted); });
        if (is_there) continue;
        for (std::size_t t = 0; t < scope_.tracks.size(); ++t) {
            const bool here =
                deviation_of(scope_.tracks[t], accepted.rule, accepted.scenario).is_of(accepted);
            const auto scenario = tallies_[t].scenarios.find(accepted.scenario);
            const bool was_played =
                here && scenario != tallies_[t].scenarios.end() && scenario->second.plays > 0;
            if (was_played) gone.push_back(accepted);
        }
    }
    return gone;
}

void Fold::skip(const Track& track, std::string_view scenario, std::string reason,
                std::span<const model::RuleIndex> about) {
    TrackTally& tally = tally_of(track);
    for (const model::RuleIndex rule : about) {
        tally.rules[rule.value - std::size_t{1}].unreachable = reason;
    }
    scenario_of(track, scenario).skipped = std::move(reason);
}

void Fold::fail(const Track& track, std::string_view scenario, model::Error error) {
    scenario_of(track, scenario).error = std::move(error);
}

bool Fold::belongs(const Track& track, model::RuleIndex rule, const RuleTally& tally) const {
    if (level_of(model::rule_at(rule), track.profile) == model::Level::None) return false;
    const bool was_broken = tally.violations > 0 || tally.accepted > 0;
    return scope_.asked(rule) || (was_broken && scope_.alarming(rule));
}

RuleResult Fold::conclude(const Track& track, model::RuleIndex rule, const RuleTally& tally) const {
    RuleResult result{.rule = rule,
                      .level = level_of(model::rule_at(rule), track.profile),
                      .exercised = tally.exercised,
                      .reason = {},
                      .violation_count = tally.violations,
                      .accepted = tally.accepted,
                      .violations = tally.kept};
    if (tally.violations > 0 || tally.accepted > 0) {
        result.verdict = model::Verdict::Violated;
    } else if (!scope_.checked(rule)) {
        result.verdict = model::Verdict::Unsupported;
        result.reason = why_no_trace_shows(rule);
    } else if (tally.exercised > 0) {
        result.verdict = model::Verdict::Held;
    } else if (tally.cut_short) {
        result.verdict = model::Verdict::Inconclusive;
        result.reason = "a scenario about it came to its horizon first";
    } else if (!tally.attempted && !tally.unreachable.empty()) {
        result.verdict = model::Verdict::Unsupported;
        result.reason = tally.unreachable;
    } else {
        result.verdict = model::Verdict::NeverExercised;
        result.reason = "no scenario that was played came to where it speaks";
    }
    return result;
}

VerifyResult Fold::result() const {
    VerifyResult result;
    for (std::size_t t = 0; t < scope_.tracks.size(); ++t) {
        TrackResult track{.track = scope_.tracks[t], .rules = {}, .scenarios = {}};
        for (std::size_t i = 0; i < model::catalogue.size(); ++i) {
            const RuleTally& tally = tallies_[t].rules[i];
            if (!belongs(track.track, rule_number(i), tally)) continue;
            track.rules.push_back(conclude(track.track, rule_number(i), tally));
        }
        for (const auto& [name, scenario] : tallies_[t].scenarios) {
            track.scenarios.push_back(scenario);
        }
        result.tracks.push_back(std::move(track));
    }
    result.deviations = seen_;
    result.fixed = fixed();
    return result;
}

}  // namespace hourglass::reports
