// Whether a mutant can be told from the healthy platform from outside: both are led through every
// behaviour of a small world, action by action, and what they do is compared (a bisimulation). If
// no action ever tells them apart, the mutant is equivalent there.
//
// What is compared: every effect but which rules spoke, and for each timer that a step arms when it
// is due. A timer that the mutant alone leaves armed may fire at any moment: if that changes
// nothing either, nobody can tell.
//
// A mutant whose row no action of the world comes to is not told apart, which says nothing of it:
// `reached` is false then.
#pragma once

#include "model/mutants/mutant.hpp"
#include "model/search/exploration.hpp"

#include <cstdint>
#include <vector>

namespace hourglass::model::search {

struct Comparison {
    bool differs = false;
    bool complete = false;               // every pair of states was seen
    bool reached = false;                // the row was taken by either of them
    std::vector<std::uint16_t> actions;  // the shortest way to a difference
    std::uint64_t states = 0;
};

// On one thread.
Comparison compare(const Bounds& bounds, const mutants::Mutant& mutant, const Limits& limits);

}  // namespace hourglass::model::search
