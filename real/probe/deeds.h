// What a process does by itself, without a word to the platform.
#pragma once

#include <stddef.h>

_Noreturn void hang(void);
// Computes for so long.
void work(long long nanoseconds);
_Noreturn void crash(void);
void print(const char* line);
// Touches all of it; whoever has a limit is killed on the way.
void allocate(size_t size);
