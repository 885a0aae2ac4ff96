// Responses that take their time or go wrong on the way.
#pragma once

#include "client.h"
#include "program.h"

// Announces `size` bytes, sends half of them and closes the connection.
void respond_breaking_off(struct client* client, const char* invoke, long long size);
// step: number = bytes, events = chunks, text = how it ends.
void respond_streaming(struct client* client, const char* invoke, const struct step* step,
                       long long pause);
