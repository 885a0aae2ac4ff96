// The result of a verify run as plain data: what every writer writes. It knows no backend and no
// scenario, only their names.
#pragma once

#include "model/base/result.hpp"
#include "model/base/time.hpp"
#include "model/judge/judge.hpp"
#include "model/lifecycle/profile.hpp"
#include "model/rules/catalogue.hpp"
#include "reports/baseline.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::reports {

// One column of a report: a backend under a profile.
struct Track {
    std::string backend;
    model::ProfileName profile{};

    auto operator<=>(const Track&) const = default;
};

// Something that was seen in a run, and how to see it again.
struct Sighting {
    std::string scenario;
    std::uint64_t seed{};
    std::uint32_t record{};  // index in the trace
    std::string event;       // that record in words
    std::string message;     // what was seen and what was expected instead
    std::string trace;       // path, empty if the trace was not kept
    std::string replay;      // command
};

// One rule on one track, over all the plays there.
struct RuleResult {
    model::RuleIndex rule;
    model::Level level{};
    model::Verdict verdict{};
    std::uint64_t exercised{};
    std::string reason;               // why there is no verdict, if there is none
    std::uint64_t violation_count{};  // of which `violations` keeps the first few
    std::uint64_t accepted{};         // violations besides, which the baseline knows
    std::vector<Sighting> violations;
};

// One scenario on one track, over all its seeds.
struct ScenarioResult {
    std::string scenario;
    std::uint32_t plays{};
    model::Duration wall{};
    std::vector<Sighting> mismatches;             // expectations that were not met
    std::uint32_t accepted{};                     // likewise, known to the baseline
    std::vector<Sighting> flaky;                  // same seed, other trace
    std::vector<model::RuleIndex> not_exercised;  // it is about them and never came to them
    std::string skipped;                          // why it was not played, if it was not
    std::optional<model::Error> error;            // why it could not be played to its end
};

struct TrackResult {
    Track track;
    std::vector<RuleResult> rules;  // in catalogue order
    std::vector<ScenarioResult> scenarios;
};

enum class Ending : std::uint8_t { Complete, Stopped };  // Stopped: by Ctrl-C

struct VerifyResult {
    std::uint64_t seed{};
    std::string started;  // UTC, "2026-01-31T12:00:00"
    model::Duration wall{};
    Ending ending{};
    std::vector<TrackResult> tracks;
    std::vector<Deviation> deviations;  // all that were seen, in order, accepted or not
    std::vector<Deviation> fixed;       // accepted, played again and not seen
};

struct Summary {
    std::uint32_t held{};
    std::uint32_t violated{};  // warnings included
    std::uint32_t warnings{};  // violated rules that the profile does not insist on
    std::uint32_t accepted{};  // rules and outcomes that went wrong only as the baseline says
    std::uint32_t never_exercised{};
    std::uint32_t inconclusive{};
    std::uint32_t unsupported{};
    std::uint32_t mismatches{};
    std::uint32_t flaky{};
    std::uint32_t errors{};
    std::uint32_t skipped{};        // scenarios
    std::uint32_t not_exercised{};  // scenarios that missed a rule they are about
    std::uint32_t plays{};
    std::uint64_t exercised{};
};

// A rule that was broken only as the baseline says.
bool is_accepted(const RuleResult& result);
// A rule that was broken although the profile insists on it.
bool is_failure(const RuleResult& result);
// A rule that was broken where the profile only recommends it.
bool is_warning(const RuleResult& result);

Summary summary_of(const TrackResult& track);
Summary summary_of(const VerifyResult& result);

// How many different scenarios were played.
std::uint32_t scenario_count(const VerifyResult& result);

enum class Conclusion : std::uint8_t { AllHeld, Violated, NotPlayed, Inconclusive, Stopped };

// In order of weight: what was broken counts more than what could not be played.
Conclusion conclusion_of(const VerifyResult& result);

}  // namespace hourglass::reports
