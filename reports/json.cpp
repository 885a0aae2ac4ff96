#include "reports/json.hpp"

#include "model/trace/names.hpp"
#include "reports/names.hpp"

#include <nlohmann/json.hpp>

#include <set>

namespace hourglass::reports {

namespace {

using Json = nlohmann::ordered_json;

constexpr int result_version = 1;

double seconds(model::Duration duration) {
    const auto milliseconds = duration.count() / 1'000'000;
    return static_cast<double>(milliseconds) / 1000.0;
}

Json json_of(const Sighting& sighting) {
    return {{"scenario", sighting.scenario}, {"seed", sighting.seed},
            {"record", sighting.record},     {"event", sighting.event},
            {"message", sighting.message},   {"trace", sighting.trace},
            {"replay", sighting.replay}};
}

Json json_of(const std::vector<Sighting>& sightings) {
    Json array = Json::array();
    for (const Sighting& sighting : sightings) array.push_back(json_of(sighting));
    return array;
}

Json json_of(const Summary& summary) {
    return {{"held", summary.held},
            {"violated", summary.violated},
            {"never_exercised", summary.never_exercised},
            {"inconclusive", summary.inconclusive},
            {"unsupported", summary.unsupported},
            {"warnings", summary.warnings},
            {"accepted", summary.accepted},
            {"mismatches", summary.mismatches},
            {"flaky", summary.flaky},
            {"errors", summary.errors},
            {"skipped", summary.skipped}};
}

Json json_of(const Track& track, const RuleResult& rule) {
    Json json = {{"id", model::rule_at(rule.rule).id}, {"backend", track.backend},
                 {"profile", name_of(track.profile)},  {"level", name_of(rule.level)},
                 {"verdict", name_of(rule.verdict)},   {"exercised", rule.exercised}};
    if (!rule.reason.empty()) json["reason"] = rule.reason;
    json["violation_count"] = rule.violation_count;
    if (rule.accepted > 0) json["accepted"] = rule.accepted;
    json["violations"] = json_of(rule.violations);
    return json;
}

Json json_of(const Track& track, const ScenarioResult& scenario) {
    Json json = {{"name", scenario.scenario},         {"backend", track.backend},
                 {"profile", name_of(track.profile)}, {"plays", scenario.plays},
                 {"seconds", seconds(scenario.wall)}, {"mismatches", json_of(scenario.mismatches)},
                 {"flaky", json_of(scenario.flaky)}};
    Json missed = Json::array();
    for (const model::RuleIndex rule : scenario.not_exercised) {
        missed.push_back(model::rule_at(rule).id);
    }
    json["not_exercised"] = std::move(missed);
    if (!scenario.skipped.empty()) json["skipped"] = scenario.skipped;
    if (scenario.error) {
        json["error"] = {{"message", scenario.error->message}, {"remedy", scenario.error->remedy}};
    }
    return json;
}

// "aws", or "all" if there are several.
std::string profile_of(const VerifyResult& result) {
    std::set<model::ProfileName> profiles;
    for (const TrackResult& track : result.tracks) profiles.insert(track.track.profile);
    return profiles.size() == 1 ? std::string{name_of(*profiles.begin())} : "all";
}

Json backends_of(const VerifyResult& result) {
    Json backends = Json::array();
    for (const TrackResult& track : result.tracks) {
        const Json name = track.track.backend;
        if (std::find(backends.begin(), backends.end(), name) == backends.end()) {
            backends.push_back(name);
        }
    }
    return backends;
}

}  // namespace

std::string to_json(const VerifyResult& result) {
    Json json = {{"version", result_version},
                 {"seed", result.seed},
                 {"profile", profile_of(result)},
                 {"backends", backends_of(result)},
                 {"scenarios", scenario_count(result)},
                 {"started", result.started},
                 {"seconds", seconds(result.wall)},
                 {"complete", result.ending == Ending::Complete},
                 {"summary", json_of(summary_of(result))}};
    Json rules = Json::array();
    Json scenarios = Json::array();
    for (const TrackResult& track : result.tracks) {
        for (const RuleResult& rule : track.rules) rules.push_back(json_of(track.track, rule));
        for (const ScenarioResult& scenario : track.scenarios) {
            scenarios.push_back(json_of(track.track, scenario));
        }
    }
    json["rules"] = std::move(rules);
    json["played"] = std::move(scenarios);
    if (!result.fixed.empty()) {
        Json fixed = Json::array();
        for (const Deviation& one : result.fixed) fixed.push_back(words_of(one));
        json["fixed"] = std::move(fixed);
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hourglass::reports
