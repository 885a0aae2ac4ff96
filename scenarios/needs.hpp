// What a backend must be able to do for a scenario that plays programs.
#pragma once

#include "model/backend.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>
#include <string_view>

namespace hourglass::scenarios {

// In the environment of a configuration: its invokes come over HTTP, see docs/scenarios.md. The
// variable is the platform's and reaches no process.
inline constexpr std::string_view served_variable = "HOURGLASS_SERVED";

// Bits of model::Capability: those that its steps and its invoker ask for.
std::uint32_t needs_of(const Scenario& scenario);

}  // namespace hourglass::scenarios
