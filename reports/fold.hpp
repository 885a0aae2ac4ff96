// Folds many judgements into one verdict for each rule on each track.
//
// (1) A rule is Held only if some play put it to the test: silence is never green.
// (2) A rule that nothing checks is Unsupported, whatever was played.
// (3) One violation outweighs any number of plays in which the rule held.
#pragma once

#include "model/trace/trace.hpp"
#include "reports/result.hpp"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace hourglass::reports {

struct Note {
    std::uint32_t record{};
    std::string message;
};

// One scenario played once and judged.
struct Play {
    Track track;
    std::string scenario;
    std::uint64_t seed{};
    model::Duration wall{};
    std::vector<model::RuleIndex> about;          // rules that the scenario is about
    std::vector<model::RuleIndex> not_exercised;  // those of them that it did not come to
    model::Judgement judgement;
    std::vector<Note> mismatches;
    std::vector<Note> flaky;
    const model::Trace* recorded{};  // to say records in words; only read during add()
    std::string trace;               // path
    std::string replay;              // command
};

using RuleSet = std::function<bool(model::RuleIndex)>;

struct Scope {
    std::vector<Track> tracks;  // in the order of the report
    RuleSet asked;              // rules that the run is about
    RuleSet alarming;           // rules that are reported although not asked, if violated
    RuleSet checked;            // rules that some monitor or row checks
    Baseline baseline{};        // deviations that do not count
};

class Fold {
public:
    explicit Fold(Scope scope);

    void add(const Play& play);
    // A scenario that was not played, and why: `about` are its rules.
    void skip(const Track& track, std::string_view scenario, std::string reason,
              std::span<const model::RuleIndex> about);
    // A scenario that could not be played to its end.
    void fail(const Track& track, std::string_view scenario, model::Error error);

    // Verdicts over everything so far; the caller fills in seed, times and ending.
    VerifyResult result() const;

private:
    struct RuleTally {
        std::uint64_t exercised{};
        std::uint64_t violations{};
        std::uint64_t accepted{};  // likewise, known to the baseline
        std::vector<Sighting> kept;
        std::string unreachable;  // reason of the skipped scenario that is about the rule
        bool cut_short{};         // a play about the rule came to its horizon
        bool attempted{};         // some play was about the rule
    };
    struct TrackTally {
        std::vector<RuleTally> rules;
        std::map<std::string, ScenarioResult, std::less<>> scenarios;
    };

    TrackTally& tally_of(const Track& track);
    ScenarioResult& scenario_of(const Track& track, std::string_view scenario);
    void add_violations(TrackTally& tally, const Play& play);
    void add_mismatches(ScenarioResult& scenario, const Play& play);
    // Notes what was seen; `rule` is "" for an outcome that was not expected.
    bool is_accepted(const Play& play, std::string_view rule);
    std::vector<Deviation> fixed() const;
    RuleResult conclude(const Track& track, model::RuleIndex rule, const RuleTally& tally) const;
    bool belongs(const Track& track, model::RuleIndex rule, const RuleTally& tally) const;

    Scope scope_;
    std::vector<TrackTally> tallies_;
    std::vector<Deviation> seen_;
};

}  // namespace hourglass::reports
