#include "deeds.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

_Noreturn void hang(void) {
    for (;;) pause();
}

void work(long long nanoseconds) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    nanoseconds += until.tv_nsec;
    until.tv_sec += (time_t)(nanoseconds / 1000000000);
    until.tv_nsec = (long)(nanoseconds % 1000000000);
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) != 0) {
    }
}

_Noreturn void crash(void) {
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    signal(SIGSEGV, SIG_DFL);
    kill(getpid(), SIGSEGV);
    hang();
}

void print(const char* line) {
    char out[4096];
    int length = snprintf(out, sizeof out, "%s\n", line);
    if (length > (int)sizeof out) length = sizeof out;
    if (write(STDOUT_FILENO, out, (size_t)length) < 0) return;
}

// Touches all of it; whoever has a limit is killed on the way.
void allocate(size_t size) {
    char* memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) abort();
    for (size_t at = 0; at < size; at += 4096) memory[at] = 1;
}
