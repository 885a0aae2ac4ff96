// The report that a person reads on a terminal or in a log: a table by family, then everything
// that went wrong, each with the command that shows it again.
#pragma once

#include "reports/paint.hpp"
#include "reports/result.hpp"

#include <cstdint>
#include <string>

namespace hourglass::reports {

enum class Detail : std::uint8_t {
    Full,
    Quiet,     // nothing if all held, else what went wrong and the last line
    Findings,  // what went wrong, and nothing else
};

struct ConsoleStyle {
    Colour colour{};
    Detail detail{};
    std::string folder;  // where the report folder is, "" if none was written
};

std::string to_console(const VerifyResult& result, const ConsoleStyle& style);

}  // namespace hourglass::reports
