// Worlds so small that hundreds of mutants can be searched in them.
#pragma once

#include "model/search/exploration.hpp"

#include <vector>

namespace hourglass::model::search {

std::vector<NamedBounds> small_worlds(ProfileName profile);

}  // namespace hourglass::model::search
