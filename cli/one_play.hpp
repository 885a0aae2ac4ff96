// What run, check and replay say about a single play.
#pragma once

#include "cli/exit_status.hpp"
#include "reports/fold.hpp"

#include <string>

namespace hourglass::cli {

// The result of a run that was this play alone: the rules it exercised and those it is about.
reports::VerifyResult result_of(const reports::Play& play);

// "held: INIT-01..INIT-04" and everything that went wrong, on standard output.
ExitStatus say_verdict(const reports::Play& play);

// Of two ways to end, the one that the program should tell.
ExitStatus worse(ExitStatus one, ExitStatus other);

}  // namespace hourglass::cli
