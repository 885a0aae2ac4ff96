// Cuts a failing play down to a small one that still fails for the same rule: fewer steps, fewer
// actors, a plainer world, rounder times. It knows no world: a predicate says whether a play fails.
//
// 1. Whole extensions and programs are left out, then steps: halves first (delta debugging), then
//    one and two at a time, in every combination when they are few.
// 2. Configuration, world and the attributes of steps become the usual ones; times become 0, or
//    round, or stand at a deadline.
// 3. Everything shorter is tried, shortest first, so that the result can say that no shorter one
//    exists, or how far it looked.
#pragma once

#include "scenarios/generators/draft.hpp"
#include "scenarios/shrinking/floor.hpp"

#include <cstdint>
#include <functional>

namespace hourglass::scenarios {

// Whether the play fails for the rule that is looked at.
using StillFails = std::function<bool(const Draft&)>;

struct ShrinkLimits {
    std::uint64_t plays = 60'000;         // of the first two parts
    std::uint64_t plays_below = 200'000;  // of the third
};

struct Shrunk {
    Draft draft;
    std::uint32_t steps = 0;
    std::uint64_t plays = 0;  // altogether
    Floor floor;              // what is known of shorter ones
};

// `draft` must fail; the result does too.
Shrunk shrink(const Draft& draft, const StillFails& fails, const ShrinkLimits& limits = {});

}  // namespace hourglass::scenarios
