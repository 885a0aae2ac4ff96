// Plays a program step by step against the real API, with the meaning that scenarios/program.hpp
// gives to each step.
#pragma once

#include "program.h"

// Plays the whole script in this process: internal extensions as threads. Does not return.
_Noreturn void play(struct script* script, const char* api);
