// Ctrl-C and SIGTERM ask the program to stop; what is running is wound up and reported.
#pragma once

namespace hourglass::cli {

void watch_for_interrupts();

// Whether somebody asked.
bool interrupted();

}  // namespace hourglass::cli
