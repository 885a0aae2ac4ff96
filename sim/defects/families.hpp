// The families of planted defects, one file each.
#pragma once

#include "sim/defects/defect.hpp"

#include <span>

namespace hourglass::sim::defects {

std::span<const Defect> init_defects();
std::span<const Defect> invoke_defects();
std::span<const Defect> delivery_defects();

}  // namespace hourglass::sim::defects
