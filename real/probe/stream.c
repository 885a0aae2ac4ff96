#include "stream.h"

#include "report.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { piece_size = 1 << 16 };

static char piece[piece_size];

static int send_filler(struct client* client, size_t size) {
    if (piece[0] == 0) memset(piece, 'x', sizeof piece);
    for (size_t left = size; left > 0;) {
        const size_t now = left < sizeof piece ? left : sizeof piece;
        if (!client_send(client, (struct bytes){piece, now})) return 0;
        left -= now;
    }
    return 1;
}

static int begin(struct client* client, const char* invoke, const char* headers) {
    char head[1024];
    snprintf(head, sizeof head,
             "POST /2018-06-01/runtime/invocation/%s/response" COMMON
             "Host: platform\r\nContent-Type: application/octet-stream\r\n%s\r\n",
             invoke, headers);
    return client_begin(client, head);
}

void respond_breaking_off(struct client* client, const char* invoke, long long size) {
    char length[64];
    snprintf(length, sizeof length, "Content-Length: %lld\r\n", size);
    if (begin(client, invoke, length)) send_filler(client, (size_t)size / 2);
    client_close(client);
}

static int send_text(struct client* client, const char* text) {
    return client_send(client, (struct bytes){text, strlen(text)});
}

static int send_chunk(struct client* client, size_t size) {
    char head[32];
    snprintf(head, sizeof head, "%zx\r\n", size);
    return send_text(client, head) && send_filler(client, size) && send_text(client, "\r\n");
}

// The body of the error is base64 of {"errorType":"scripted"}.
static int send_end(struct client* client, const char* error) {
    char trailers[512] = "0\r\n\r\n";
    if (error[0]) {
        snprintf(trailers, sizeof trailers,
                 "0\r\n"
                 "Lambda-Runtime-Function-Error-Type: %s\r\n"
                 "Lambda-Runtime-Function-Error-Body: eyJlcnJvclR5cGUiOiJzY3JpcHRlZCJ9\r\n\r\n",
                 error);
    }
    return send_text(client, trailers);
}

void respond_streaming(struct client* client, const char* invoke, const struct step* step,
                       long long pause) {
    const struct timespec time = {pause / 1000000000, (long)(pause % 1000000000)};
    const int breaks = strcmp(step->text, "-") == 0;
    const unsigned last = breaks ? (step->events + 1) / 2 : step->events;
    const size_t size = (size_t)step->number;
    size_t sent = 0;
    int open = begin(client, invoke,
                     "Lambda-Runtime-Function-Response-Mode: streaming\r\n"
                     "Transfer-Encoding: chunked\r\n"
                     "Trailer: Lambda-Runtime-Function-Error-Type, "
                     "Lambda-Runtime-Function-Error-Body\r\n");
    for (unsigned i = 1; i <= last && open; ++i) {
        const size_t until = size * i / step->events;
        if (i > 1 && pause > 0) nanosleep(&time, NULL);
        if (until > sent) open = send_chunk(client, until - sent);
        sent = until;
    }
    if (open && !breaks && send_end(client, step->text)) client_finish(client);
    if (breaks) client_close(client);
}
