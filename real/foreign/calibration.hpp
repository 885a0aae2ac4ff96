// How slow this machine is right now, for tolerances: load may make it many times slower.
#pragma once

#include "model/base/time.hpp"

#include <filesystem>

namespace hourglass::real {

// The longest of a few starts of the probe, from asking for one to having seen its end.
model::Duration slowest_start(const std::filesystem::path& probe);

}  // namespace hourglass::real
