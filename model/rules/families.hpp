// The families of the catalogue in reading order.
#pragma once

#include "model/rules/init_rules.hpp"

#include <tuple>

namespace hourglass::model {

inline constexpr auto rule_families = std::make_tuple(init_rules);

}  // namespace hourglass::model
