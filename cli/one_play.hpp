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

// A trace that the machine, given the same events, would not have made: what differs first becomes
// one of the play's mismatches.
void note_divergence(reports::Play& play);

}  // namespace hourglass::cli
