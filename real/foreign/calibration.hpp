// How slow this machine is right now, for tolerances: load may make it many times slower.
#pragma once

#include "model/base/time.hpp"

#include <filesystem>

namespace hourglass::real {

// The longest of a few starts of the probe, from asking for one to having seen its end.
model::Duration slowest_start(const std::filesystem::path& probe);

// How long after a platform did a thing it may be seen to have done so: all that a step may take,
// measured in starts of processes.
model::Duration tolerance_on_this_machine(const std::filesystem::path& probe);

}  // namespace hourglass::real
