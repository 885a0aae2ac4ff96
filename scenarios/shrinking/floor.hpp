// Looks for a failing play below a length, through every play that a set of steps can make,
// shortest first.
#pragma once

#include "scenarios/generators/draft.hpp"

#include <cstdint>
#include <functional>
#include <optional>

namespace hourglass::scenarios {

struct Floor {
    std::uint32_t below = 0;  // no play of fewer steps fails
    std::uint64_t plays = 0;  // that were tried for it
    bool complete = false;    // `below` is the length of the shrunk play: it is proven minimal
    std::uint32_t kinds = 0;  // of steps that the plays were made of
};

struct FloorSearch {
    Floor floor;
    std::optional<Draft> shorter;  // the shortest that fails, if one does
};

// Every play with the actors of `draft` and fewer steps than it. The steps are those of the draft
// and the usual ones of each role.
FloorSearch search_below(const Draft& draft, const std::function<bool(const Draft&)>& fails,
                         std::uint64_t most_plays);

}  // namespace hourglass::scenarios
