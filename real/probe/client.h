// A blocking HTTP/1.1 client for one connection at a time: as few system calls as can be, and no
// heap, so that a signal may interrupt it anywhere and the program may go on elsewhere.
#pragma once

#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

struct client {
    struct sockaddr_in address;
    int fd;        // -1: not connected
    char* buffer;  // room_in_client bytes of address space, used as far as needed
    size_t filled;
};

struct bytes {
    const char* data;
    size_t size;
};

struct request {
    const char* head;  // request line and headers, without Host, Content-Length and the blank line
    int has_body;
    struct bytes body;
    size_t filler;       // a body of so many 'x' instead
    long long patience;  // nanoseconds after which it hangs up; 0: never
    int half;            // sends the head and half of the filler, and hangs up
};

struct answer {
    int status;         // 0: the connection closed without an answer
    struct bytes body;  // valid until the next call
    char request_id[80];
    char identifier[80];
};

// `api` is host:port, the host in digits or "localhost". Returns 0 if it is neither.
int client_open(struct client* client, const char* api);
void client_close(struct client* client);
// The same in pieces: connects and sends `head` as it is, sends more, waits for the answer.
// The first two return 0 if the connection is gone.
int client_begin(struct client* client, const char* head);
int client_send(struct client* client, struct bytes bytes);
struct answer client_finish(struct client* client);

// Sends the request and waits for the answer, however long that takes.
struct answer client_call(struct client* client, const struct request* request);
