// What a whole campaign should come to: every row of every table speaks, every rule with a monitor
// is put to the test in some profile that applies it. A goal that was never met means that the
// generator does not reach it, and that green says nothing about it.
#pragma once

#include "sim/campaign/features.hpp"

#include <string>
#include <vector>

namespace hourglass::sim {

struct Goal {
    std::string name;  // "row RST-11 sandbox Ready to Resetting", "rule TMO-30"
    FeatureCode feature{};
};

const std::vector<Goal>& campaign_goals();
// Names of those that the features do not hold.
std::vector<std::string> never_met(const Features& features);

}  // namespace hourglass::sim
