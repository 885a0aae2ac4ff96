// The probe: a small static program that is a runtime, an extension or the guard of a sandbox.
//   hourglass-probe runtime|extension NAME PROGRAM
//   hourglass-probe guard MARKER FOLDER GROUP
//   hourglass-probe enclose FOLDER PROGRAM ARGUMENT...
#include "enclosure.h"
#include "guard.h"
#include "player.h"
#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int usage(void) {
    fputs("hourglass-probe is started by hourglass, which tells it what to play\n", stderr);
    return 2;
}

int main(int count, char** words) {
    static struct script script;
    if (count == 5 && strcmp(words[1], "guard") == 0) return guard(words[2], words[3], words[4]);
    if (count >= 4 && strcmp(words[1], "enclose") == 0) return enclose(words[2], words + 3);
    if (count != 4) return usage();
    const int is_runtime = strcmp(words[1], "runtime") == 0;
    if (!is_runtime && strcmp(words[1], "extension") != 0) return usage();
    const enum role role = is_runtime ? RUNTIME : EXTERNAL;
    if (!read_script(words[3], role, words[2], &script)) return usage();
    play(&script, getenv("AWS_LAMBDA_RUNTIME_API"));
}
