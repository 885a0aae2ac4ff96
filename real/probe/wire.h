// Raw bytes over a connection of their own, and what came back, told on standard output in lines
// that the backend reads (real/wire_reports.hpp).
#pragma once

#include <netinet/in.h>

enum { id_room = 80 };

struct wire {
    const struct sockaddr_in* address;
    char* invoke;  // what answers give the client is kept here, in id_room bytes each
    char* identifier;
    const char* last;
    unsigned number;  // of the exchange, in this process
};

// In `text` a | is the end of a line, and in braces stand directions: {id}, {last}, {extension}
// and {token} for what the client was given, {byte XX}, {fill BYTES}, {wait MS}, {continue} (goes
// on once something comes back, and only then), {answers N} (to wait for; 1), {leave}, {outside}.
void wire_exchange(const struct wire* wire, const char* text);
