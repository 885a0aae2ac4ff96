// Programs in the form that the probe reads (real/probe/program.h).
#pragma once

#include "scenarios/program.hpp"

#include <string>

namespace hourglass::real {

std::string probe_text(const scenarios::Program& program);
// An internal extension, to be appended to the text of its runtime's program.
std::string probe_text_of_internal(std::string_view name, const scenarios::Program& program);

}  // namespace hourglass::real
