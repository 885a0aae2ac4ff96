// What the program says to the shell.
#pragma once

#include "model/base/result.hpp"
#include "reports/result.hpp"

#include <cstdint>

namespace hourglass::cli {

enum class ExitStatus : std::uint8_t {
    Held = 0,
    Violated = 1,
    BadUse = 2,  // of the program, or an environment that refuses
    Inconclusive = 3,
    Interrupted = 130,  // by Ctrl-C
};

ExitStatus status_of(reports::Conclusion conclusion);

// Says on standard error what is wrong and what to do about it.
ExitStatus complain(const model::Error& error);

}  // namespace hourglass::cli
