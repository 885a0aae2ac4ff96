// How long generated scenarios alone need until a defect breaks a rule: a lane that starts with
// nothing, neither library nor corpus.
#pragma once

#include "scenarios/generators/draft.hpp"
#include "sim/campaign/player.hpp"
#include "sim/defects/defect.hpp"

#include <cstdint>
#include <optional>
#include <set>

namespace hourglass::sim {

struct FirstFinding {
    std::uint64_t cases = 0;           // played until then, or altogether
    std::set<model::RuleIndex> rules;  // that the case broke; none if none was found
    scenarios::Draft draft;            // that case
};

FirstFinding first_finding(const Defect& defect, std::uint64_t seed, std::uint64_t most_cases);

}  // namespace hourglass::sim
