// hourglass defects --from-outside: what can be told of a platform by who sees its edges only.
#pragma once

#include "cli/exit_status.hpp"

#include <cstdint>
#include <string>

namespace hourglass::cli {

struct OutsideOptions {
    std::string only = "*";  // glob of names of defects
    std::string json;
    std::string keep;  // folder for traces that raised a false alarm
    std::uint64_t seed = 1;
    std::uint64_t cases = 10'000;
};

ExitStatus judge_from_outside(const OutsideOptions& options);

}  // namespace hourglass::cli
