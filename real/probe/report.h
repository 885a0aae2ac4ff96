// What a process saw goes to the platform's recorder, as a request beside the API.
#pragma once

#include "client.h"

#define COMMON " HTTP/1.1\r\nUser-Agent: hourglass-probe/1\r\n"

// `headers` are whole lines.
void report(struct client* client, const char* what, const char* headers, struct bytes body);

void write_file(struct client* client, const char* name);
void look_for_file(struct client* client, const char* name);
