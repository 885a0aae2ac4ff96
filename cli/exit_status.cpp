#include "cli/exit_status.hpp"

#include "reports/printable.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace hourglass::cli {

ExitStatus status_of(reports::Conclusion conclusion) {
    switch (conclusion) {
        case reports::Conclusion::AllHeld:
            return ExitStatus::Held;
        case reports::Conclusion::Violated:
            return ExitStatus::Violated;
        case reports::Conclusion::NotPlayed:
            return ExitStatus::BadUse;
        case reports::Conclusion::Inconclusive:
            return ExitStatus::Inconclusive;
        case reports::Conclusion::Stopped:
            return ExitStatus::Interrupted;
    }
    return ExitStatus::BadUse;
}

ExitStatus complain(const model::Error& error) {
    fmt::print(stderr, "hourglass: {}\n", reports::printable(error.message));
    if (!error.remedy.empty()) fmt::print(stderr, "  {}\n", reports::printable(error.remedy));
    return ExitStatus::BadUse;
}

}  // namespace hourglass::cli
