// The probe: a small static program that is a runtime, an extension or the guard of a sandbox.
//   hourglass-probe runtime|extension NAME PROGRAM
//   hourglass-probe guard MARKER FOLDER GROUP
//   hourglass-probe enclose FOLDER PROGRAM ARGUMENT...
// Under a foreign platform (HOURGLASS_STAGE is set) it is started as
//   hourglass-probe runtime NAME     or, as an extension, by its own name and without arguments.
#include "enclosure.h"
#include "guard.h"
#include "player.h"
#include "program.h"
#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int usage(void) {
    fputs("hourglass-probe is started by hourglass, which tells it what to play\n", stderr);
    return 2;
}

static const char* base_name(const char* path) {
    const char* slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static int play_on_stage(const char* stage, int count, char** words) {
    static struct script script;
    const int is_runtime = count == 3 && strcmp(words[1], "runtime") == 0;
    if (!is_runtime && count != 1) return usage();
    const char* name = is_runtime ? words[2] : base_name(words[0]);
    char* text = stage_program(stage, name);
    if (!text || !read_script(text, is_runtime ? RUNTIME : EXTERNAL, name, &script)) return usage();
    play(&script, getenv("HOURGLASS_API"));
}

int main(int count, char** words) {
    static struct script script;
    if (count == 5 && strcmp(words[1], "guard") == 0) return guard(words[2], words[3], words[4]);
    if (count >= 4 && strcmp(words[1], "enclose") == 0) return enclose(words[2], words + 3);
    const char* stage = getenv("HOURGLASS_STAGE");
    if (stage && count != 4) return play_on_stage(stage, count, words);
    if (count != 4) return usage();
    const int is_runtime = strcmp(words[1], "runtime") == 0;
    if (!is_runtime && strcmp(words[1], "extension") != 0) return usage();
    const enum role role = is_runtime ? RUNTIME : EXTERNAL;
    if (!read_script(words[3], role, words[2], &script)) return usage();
    play(&script, getenv("AWS_LAMBDA_RUNTIME_API"));
}
