// The program that the probe plays, as the backend wrote it (real/probe_program.cpp): one step a
// line, "<op> <number> <events> <time> <text>"; lines with '=' begin a section.
#pragma once

enum role { RUNTIME, EXTERNAL, INTERNAL };

struct step {
    char op;  // 0 ends a list
    long long number;
    unsigned events;
    long long time;  // nanoseconds
    const char* text;
};

struct program {
    enum role role;
    const char* name;
    struct step* main;
    struct step* on_shutdown;
    struct step* on_sigterm;
};

enum { max_programs = 16 };

struct script {
    struct program programs[max_programs];  // the process's own first, then internal extensions
    int count;
};

// Reads `text`, which it changes and keeps pointing into. Returns 0 if it makes no sense.
int read_script(char* text, enum role role, const char* name, struct script* script);
