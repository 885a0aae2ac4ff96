#include "client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

enum { room_in_client = 16 << 20, filler_size = 1 << 16 };

int client_open(struct client* client, const char* api) {
    char host[64] = {0};
    const char* colon = api ? strrchr(api, ':') : NULL;
    if (!colon || (size_t)(colon - api) >= sizeof host) return 0;
    memcpy(host, api, (size_t)(colon - api));
    if (strcmp(host, "localhost") == 0) strcpy(host, "127.0.0.1");
    client->address.sin_family = AF_INET;
    client->address.sin_port = htons((unsigned short)atoi(colon + 1));
    client->fd = -1;
    client->filled = 0;
    client->buffer = mmap(NULL, room_in_client, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return client->buffer != MAP_FAILED && inet_pton(AF_INET, host, &client->address.sin_addr) == 1;
}

void client_close(struct client* client) {
    if (client->fd >= 0) close(client->fd);
    client->fd = -1;
}

static int connect_if_needed(struct client* client) {
    if (client->fd >= 0) return 1;
    client->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (client->fd < 0) return 0;
    const int on = 1;
    setsockopt(client->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const struct sockaddr* address = (const struct sockaddr*)&client->address;
    if (connect(client->fd, address, sizeof client->address) == 0) return 1;
    client_close(client);
    return 0;
}

// Sends two pieces, in one write unless the socket takes less.
static int send_pieces(int fd, struct bytes head, struct bytes body) {
    while (head.size + body.size > 0) {
        struct iovec pieces[2] = {{(void*)head.data, head.size}, {(void*)body.data, body.size}};
        const struct msghdr message = {.msg_iov = pieces, .msg_iovlen = 2};
        const ssize_t sent = sendmsg(fd, &message, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return 0;
        const size_t of_head = (size_t)sent < head.size ? (size_t)sent : head.size;
        const size_t of_body = (size_t)sent - of_head;
        head = (struct bytes){head.data + of_head, head.size - of_head};
        body = (struct bytes){body.data + of_body, body.size - of_body};
    }
    return 1;
}

static int send_request(struct client* client, const struct request* request) {
    static char filler[filler_size];
    char head[4096];
    const size_t size = request->filler ? request->filler : request->body.size;
    int length = snprintf(head, sizeof head, "%sHost: platform\r\n", request->head);
    if (request->has_body) {
        length +=
            snprintf(head + length, sizeof head - (size_t)length, "Content-Length: %zu\r\n", size);
    }
    length += snprintf(head + length, sizeof head - (size_t)length, "\r\n");
    struct bytes first = {head, (size_t)length};
    if (!request->filler) return send_pieces(client->fd, first, request->body);
    if (filler[0] == 0) memset(filler, 'x', sizeof filler);
    const size_t kept = request->half ? request->filler / 2 : 0;
    for (size_t left = request->filler - kept; left > 0;) {
        const size_t now = left < sizeof filler ? left : sizeof filler;
        if (!send_pieces(client->fd, first, (struct bytes){filler, now})) return 0;
        first.size = 0;
        left -= now;
    }
    return 1;
}

// Reads more; 0 at the end of the connection or of the room.
static int receive(struct client* client) {
    for (;;) {
        const size_t room = room_in_client - 1 - client->filled;
        const ssize_t got = room ? recv(client->fd, client->buffer + client->filled, room, 0) : 0;
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return 0;
        client->filled += (size_t)got;
        client->buffer[client->filled] = 0;
        return 1;
    }
}

// The value of a header in the block that ends at `end`, NULL if it is not there.
static const char* find_header(const char* block, const char* end, const char* name) {
    const size_t length = strlen(name);
    for (const char* line = block; line && line < end; line = strstr(line, "\r\n")) {
        if (line[0] == '\r') line += 2;
        if (strncasecmp(line, name, length) != 0 || line[length] != ':') continue;
        const char* value = line + length + 1;
        while (*value == ' ') ++value;
        return value;
    }
    return NULL;
}

static void copy_value(char* to, size_t room, const char* value) {
    to[0] = 0;
    if (!value) return;
    const size_t length = strcspn(value, "\r\n");
    if (length < room) {
        memcpy(to, value, length);
        to[length] = 0;
    }
}

// Joins the chunks that begin at `body` in place; gives the size, or -1 if the peer went away.
static long read_chunks(struct client* client, size_t body) {
    size_t from = body;
    size_t to = body;
    for (;;) {
        const char* line;
        while (!(line = strstr(client->buffer + from, "\r\n"))) {
            if (!receive(client)) return -1;
        }
        const size_t size = strtoul(client->buffer + from, NULL, 16);
        const size_t data = (size_t)(line + 2 - client->buffer);
        while (client->filled < data + size + 2) {
            if (!receive(client)) return -1;
        }
        if (size == 0) return (long)(to - body);
        memmove(client->buffer + to, client->buffer + data, size);
        to += size;
        from = data + size + 2;
    }
}

static long read_body(struct client* client, const char* head_end) {
    const size_t body = (size_t)(head_end + 4 - client->buffer);
    const char* encoding = find_header(client->buffer, head_end, "Transfer-Encoding");
    if (encoding && strncasecmp(encoding, "chunked", 7) == 0) return read_chunks(client, body);
    const char* length = find_header(client->buffer, head_end, "Content-Length");
    const size_t size = length ? strtoul(length, NULL, 10) : 0;
    while (client->filled < body + size) {
        if (!receive(client)) return -1;
    }
    return (long)size;
}

static struct answer read_answer(struct client* client) {
    struct answer answer = {0};
    client->filled = 0;
    client->buffer[0] = 0;
    char* head_end;
    while (!(head_end = strstr(client->buffer, "\r\n\r\n"))) {
        if (!receive(client)) return answer;
    }
    const char* block = client->buffer;
    copy_value(answer.request_id, sizeof answer.request_id,
               find_header(block, head_end, "Lambda-Runtime-Aws-Request-Id"));
    copy_value(answer.identifier, sizeof answer.identifier,
               find_header(block, head_end, "Lambda-Extension-Identifier"));
    const char* connection = find_header(block, head_end, "Connection");
    const int closes = connection && strncasecmp(connection, "close", 5) == 0;
    const char* space = strchr(block, ' ');
    const int status = space ? atoi(space + 1) : 0;
    const long size = read_body(client, head_end);
    if (size < 0) return answer;
    answer.status = status;
    answer.body = (struct bytes){head_end + 4, (size_t)size};
    if (closes) client_close(client);
    return answer;
}

// How long a read may wait, 0: for ever.
static void be_patient(struct client* client, long long nanoseconds) {
    const struct timeval time = {nanoseconds / 1000000000, nanoseconds % 1000000000 / 1000};
    setsockopt(client->fd, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
}

struct answer client_call(struct client* client, const struct request* request) {
    if (!connect_if_needed(client)) return (struct answer){0};
    struct answer answer = {0};
    if (request->patience) be_patient(client, request->patience);
    if (send_request(client, request) && !request->half) answer = read_answer(client);
    if (request->patience && client->fd >= 0) be_patient(client, 0);
    if (answer.status == 0) client_close(client);
    return answer;
}

int client_begin(struct client* client, const char* head) {
    if (!connect_if_needed(client)) return 0;
    return client_send(client, (struct bytes){head, strlen(head)});
}

int client_send(struct client* client, struct bytes bytes) {
    if (client->fd < 0) return 0;
    if (send_pieces(client->fd, bytes, (struct bytes){NULL, 0})) return 1;
    client_close(client);
    return 0;
}

struct answer client_finish(struct client* client) {
    struct answer answer = {0};
    if (client->fd >= 0) answer = read_answer(client);
    if (answer.status == 0) client_close(client);
    return answer;
}
