// hourglass defects --model: the mutants of the tables.
#pragma once

#include "cli/exit_status.hpp"

#include <string>

namespace hourglass::cli {

struct MutantOptions {
    std::string only = "*";  // glob of names
    std::string json;
};

ExitStatus hunt_mutants(const MutantOptions& options);

}  // namespace hourglass::cli
