// Takes batches of telemetry in a thread of its own and reports what came.
#pragma once

#include "client.h"

enum listening { LISTEN_WELL, LISTEN_FAILING, LISTEN_CLOSED, LISTEN_TCP };

// On the port that the extension `name` had before, if it can, else on any. `delay` comes before
// each answer. Once in a process.
void start_listener(const char* api, const char* name, enum listening how, long long delay);
// Asks for what `body` says, in which PORT stands for the port of the listener.
void subscribe(struct client* client, const char* identifier, const char* path, const char* body);
