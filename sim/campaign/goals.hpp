// What a whole campaign should come to: every row of every table speaks, every guard comes out both
// ways, everything that can be refused is refused, every rule with a monitor is put to the test in
// some profile that applies it. A goal that was never met means that the generator does not reach
// it, and that green says nothing about it.
#pragma once

#include "sim/campaign/features.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::sim {

enum class GoalKind : std::uint8_t { Row, Guard, Refusal, Rule };

struct Goal {
    std::string name;  // "row RST-11 sandbox Ready to Resetting", "rule TMO-30"
    GoalKind kind{};
    std::uint32_t what{};  // the feature; of a refusal the answer, of a rule its index
};

// Without those that no campaign can meet.
const std::vector<Goal>& campaign_goals();
bool is_met(const Goal& goal, const Features& features);
// Names of the campaign's goals that the features do not hold.
std::vector<std::string> never_met(const Features& features);

// Goals that no campaign can meet, and why.
struct Unreachable {
    std::string_view goal;  // a name, or the beginning of names and a star
    std::string_view reason;
};
std::span<const Unreachable> unreachable_goals();
// Those, as goals. They leave the denominator.
const std::vector<Goal>& goals_out_of_reach();

}  // namespace hourglass::sim
