// Runs the lanes of a campaign, several at a time.
#pragma once

#include "cli/fuzzing/corpus.hpp"
#include "cli/fuzzing/last_case.hpp"
#include "cli/plan.hpp"
#include "model/base/result.hpp"
#include "sim/campaign/lane.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hourglass::cli {

struct CampaignOrder {
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> cases;  // altogether, of all shards
    double seconds = 0;                  // if no number of cases is said
    Shard shard;
    std::size_t jobs = 1;
    const sim::Defect* defect = nullptr;
    std::set<sim::Signature> avoid;
    std::vector<scenarios::Choices> seeds;  // that every lane starts with
    const Corpus* corpus = nullptr;         // where new choices go; nullptr: nowhere
    reports::Detail detail{};
};

struct CampaignOutcome {
    sim::Tally tally;
    double seconds = 0;                // by the clock
    bool complete = true;              // nobody interrupted it
    std::optional<model::Error> lost;  // why something could not be kept
};

CampaignOutcome run_campaign(const CampaignOrder& order);

}  // namespace hourglass::cli
