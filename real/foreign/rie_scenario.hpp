// What a scenario must become to be played on AWS's Runtime Interface Emulator: it takes invokes
// only, starts its init with the first of them, and counts its timeout in whole seconds.
#pragma once

#include "model/base/result.hpp"
#include "scenarios/scenario.hpp"

namespace hourglass::real {

// Init requests, a shutdown at the end and what is expected of them are left out; if the function
// timeout is no whole number of seconds, it and every time in the scenario are multiplied until it
// is. Unsupported, with the reason, if the emulator cannot be asked for what the scenario asks.
model::Result<scenarios::Scenario> scenario_for_rie(const scenarios::Scenario& scenario);

}  // namespace hourglass::real
