// A generated play: the scenario, under which profile and seed. Decoded from a sequence of choices
// and encoded into one; every sequence decodes to a scenario that the loader would take.
//
// What is drawn is meant to race: times stand at and around every deadline, answers come late,
// processes die at the worst moment, and each scenario switches a random subset of such features
// on (swarm testing).
#pragma once

#include "scenarios/generators/tape.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>

namespace hourglass::scenarios {

// The decoder's version: choices mean something else after a change of it.
inline constexpr std::uint32_t decoder_version = 2;

struct Draft {
    Scenario scenario;
    model::ProfileName profile{};
    std::uint64_t seed = 1;  // of the simulator's latencies

    bool operator==(const Draft&) const = default;
};

// Keeps the memory of `draft`.
void decode(ChoiceView choices, Draft& draft);
Draft decoded(ChoiceView choices);

// Choices that decode to `draft`, if it is one that choices can make; what they cannot make, such
// as names and payloads of somebody's own, becomes something like it.
Choices encoded(const Draft& draft);

// How many steps a reader sees: those of the invoker and of all programs.
std::uint32_t steps_of(const Scenario& scenario);

// Of what a replay of choices depends on: the decoder, the catalogue of rules and the tables.
std::uint64_t model_hash();

}  // namespace hourglass::scenarios
