// Programs in the form that the probe reads (real/probe/program.h).
#pragma once

#include "scenarios/scenario.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hourglass::real {

std::string probe_text(const scenarios::Program& program);
// An internal extension, to be appended to the text of its runtime's program.
std::string probe_text_of_internal(std::string_view name, const scenarios::Program& program);

// Whether it is a program that nobody can start (no_exec).
bool cannot_start(const scenarios::Program& program);
// The program of each start of the runtime, with the internal extensions that live in it; "" for a
// start that fails. The last serves all later starts.
std::vector<std::string> runtime_texts(const scenarios::Scenario& scenario);

}  // namespace hourglass::real
