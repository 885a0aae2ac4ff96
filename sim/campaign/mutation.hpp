// Changes to a sequence of choices: small ones, and parts of one grafted onto another.
#pragma once

#include "scenarios/generators/tape.hpp"
#include "sim/chance.hpp"

namespace hourglass::sim {

inline constexpr std::size_t most_choices = 4096;

// A sequence from nothing; short ones are as likely as long ones.
void draw_choices(scenarios::Choices& choices, Chance& chance);
// One or a few changes; `other` may give parts of itself.
void mutate(scenarios::Choices& choices, scenarios::ChoiceView other, Chance& chance);

}  // namespace hourglass::sim
