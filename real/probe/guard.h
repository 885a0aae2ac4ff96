// Waits for the platform's end. If that comes without a farewell (SIGKILL, a crash), ends every
// process of its sandbox and removes its folder.
#pragma once

// Standard input is a pipe that only the platform holds open. `marker` is an entry of the
// environment that all processes of the sandbox have. Returns the exit status.
int guard(const char* marker, const char* folder, const char* group);
