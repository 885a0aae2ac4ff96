// What a backend must be able to do for a scenario that plays programs.
#pragma once

#include "model/backend.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>

namespace hourglass::scenarios {

// Bits of model::Capability: those that its steps and its invoker ask for.
std::uint32_t needs_of(const Scenario& scenario);

}  // namespace hourglass::scenarios
