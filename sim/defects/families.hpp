// The families of planted defects, one file each.
#pragma once

#include "sim/defects/defect.hpp"

#include <span>

namespace hourglass::sim::defects {

std::span<const Defect> init_defects();
std::span<const Defect> invoke_defects();
std::span<const Defect> delivery_defects();
std::span<const Defect> response_defects();
std::span<const Defect> timeout_defects();
std::span<const Defect> reset_defects();
std::span<const Defect> shutdown_defects();
std::span<const Defect> stop_defects();
std::span<const Defect> extension_defects();
std::span<const Defect> restore_defects();
std::span<const Defect> freeze_defects();
std::span<const Defect> record_defects();
std::span<const Defect> process_defects();

}  // namespace hourglass::sim::defects
