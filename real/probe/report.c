#include "report.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void report(struct client* client, const char* what, const char* headers, struct bytes body) {
    char head[1024];
    const char* process = getenv("HOURGLASS_PROCESS");
    snprintf(head, sizeof head, "POST /hourglass/%s" COMMON "Hourglass-Process: %s\r\n%s", what,
             process ? process : "", headers);
    const struct request request = {.head = head, .has_body = 1, .body = body};
    client_call(client, &request);
}

// In the writable folder of the sandbox.
static int open_file(const char* name, int flags) {
    char path[512];
    const char* folder = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/%s", folder ? folder : "/tmp", name);
    return open(path, flags | O_CLOEXEC, 0600);
}

static void report_file(struct client* client, const char* what, const char* name, int found) {
    char headers[256];
    snprintf(headers, sizeof headers, "Hourglass-File: %s\r\nHourglass-Found: %d\r\n", name, found);
    report(client, what, headers, (struct bytes){"", 0});
}

void write_file(struct client* client, const char* name) {
    const int file = open_file(name, O_WRONLY | O_CREAT | O_TRUNC);
    if (file < 0) return;
    close(file);
    report_file(client, "file-written", name, 0);
}

void look_for_file(struct client* client, const char* name) {
    const int file = open_file(name, O_RDONLY);
    if (file >= 0) close(file);
    report_file(client, "file-looked", name, file >= 0);
}
