// The explorer on a platform with a mutant in its tables.
#pragma once

#include "model/mutants/mutant.hpp"
#include "model/search/exploration.hpp"

namespace hourglass::model::search {

// As explore(), but every state is kept whole: a mutant may reach what no packed world can say.
Exploration explore_mutant(const NamedBounds& world, const mutants::Mutant& mutant,
                           const Limits& limits);

}  // namespace hourglass::model::search
