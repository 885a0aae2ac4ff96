// Whether a mutant can be told from the healthy platform from outside: both are led through every
// behaviour of a small world, action by action, and what they do is compared (a bisimulation). If
// no action ever tells them apart, the mutant is equivalent there.
//
// What is compared: every effect but which rules spoke, and after each step which timers are armed
// and when they are due, however often they were armed or taken off on the way.
#pragma once

#include "model/mutants/mutant.hpp"
#include "model/search/exploration.hpp"

#include <cstdint>
#include <vector>

namespace hourglass::model::search {

struct Comparison {
    bool differs = false;
    bool complete = false;               // every pair of states was seen
    std::vector<std::uint16_t> actions;  // the shortest way to a difference
    std::uint64_t states = 0;
};

Comparison compare(const Bounds& bounds, const mutants::Mutant& mutant, const Limits& limits);

}  // namespace hourglass::model::search
