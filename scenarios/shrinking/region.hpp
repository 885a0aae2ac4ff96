// In which range of its times a play fails: the exact edges, and how they lie to a deadline.
#pragma once

#include "scenarios/generators/draft.hpp"
#include "scenarios/shrinking/shrinker.hpp"

#include <string>
#include <vector>

namespace hourglass::scenarios {

// One time of a play, in the order of each_time. The play fails at both ends and, unless an end is
// the end of all times, not one nanosecond beyond; between them it was tried at some instants only.
struct Region {
    std::string what;  // "the runtime works"
    model::Duration least{};
    model::Duration most{};  // longest_time: however long it is
    std::string text;        // the sentence for a reader
};

std::vector<Region> failing_regions(const Draft& draft, const StillFails& fails);

}  // namespace hourglass::scenarios
