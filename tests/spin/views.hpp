// What of the explorer's worlds an independent model of the same lifecycle can count: a view is
// what both speak of, one line of numbers in the order that print_view() of platform.pml has.
#pragma once

#include "model/mutants/mutant.hpp"
#include "model/search/bounds.hpp"
#include "model/search/world.hpp"

#include <set>
#include <string>

namespace hourglass::tests {

// Of external extensions only.
std::string view_of(const model::search::World& world, const model::search::Bounds& bounds);

using Views = std::set<std::string>;

// Of every world within the bounds, by a search that takes nothing for the same: of the platform,
// or of one with a mutant in its tables.
Views views_within(const model::search::Bounds& bounds, const model::mutants::Mutant& mutant = {});

}  // namespace hourglass::tests
