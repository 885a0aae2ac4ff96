// Whether the reductions leave verdicts as they are: the same world searched with and without.
#pragma once

#include "model/search/exploration.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hourglass::model::search {

struct ReductionCheck {
    std::string_view reduction;
    std::uint64_t states = 0;
    std::vector<std::string> disagreements;  // with the search that reduces nothing
    bool complete = false;
};

// Each reduction by itself, and all together. The first entry is the search without any.
std::vector<ReductionCheck> verify_reductions(const NamedBounds& world, const Limits& limits);

}  // namespace hourglass::model::search
