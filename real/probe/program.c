#include "program.h"

#include <stdlib.h>
#include <string.h>

static int hex(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

// Undoes %XX in place.
static void decode(char* text) {
    char* out = text;
    while (*text) {
        if (text[0] == '%' && hex(text[1]) >= 0 && hex(text[2]) >= 0) {
            *out++ = (char)(hex(text[1]) * 16 + hex(text[2]));
            text += 3;
        } else {
            *out++ = *text++;
        }
    }
    *out = 0;
}

static int read_step(char* line, struct step* step) {
    char* at = line + 1;
    step->op = line[0];
    step->number = strtoll(at, &at, 10);
    step->events = (unsigned)strtoul(at, &at, 10);
    step->time = strtoll(at, &at, 10);
    if (*at != ' ') return 0;
    step->text = at + 1;
    decode(at + 1);
    return 1;
}

// Each list gets its own room, one more than the steps that are left in the whole text.
static struct step* new_list(const char* rest) {
    size_t lines = 2;
    for (; *rest; ++rest) lines += *rest == '\n';
    return calloc(lines, sizeof(struct step));
}

// Begins the section `name`; gives the list that the steps after it go to.
static struct step* begin_section(struct script* script, char* name, const char* rest) {
    struct step* list = new_list(rest);
    if (strncmp(name, "internal ", 9) == 0) {
        if (script->count == max_programs) return NULL;
        decode(name + 9);
        struct program* program = &script->programs[script->count++];
        *program = (struct program){.role = INTERNAL, .name = name + 9, .main = list};
        return list;
    }
    struct program* program = &script->programs[script->count - 1];
    if (strcmp(name, "main") == 0) return program->main = list;
    if (strcmp(name, "shutdown") == 0) return program->on_shutdown = list;
    if (strcmp(name, "sigterm") == 0) return program->on_sigterm = list;
    return NULL;
}

int read_script(char* text, enum role role, const char* name, struct script* script) {
    script->count = 1;
    script->programs[0] = (struct program){.role = role, .name = name};
    struct step* next = NULL;
    while (*text) {
        char* line = text;
        char* end = strchr(line, '\n');
        text = end ? end + 1 : line + strlen(line);
        if (end) *end = 0;
        if (line[0] == '=') {
            next = begin_section(script, line + 1, text);
            if (!next) return 0;
        } else if (!next || !read_step(line, next++)) {
            return 0;
        }
    }
    return script->programs[0].main != NULL;
}
