#include "listener.h"

#include "client.h"
#include "report.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { batch_room = 8 << 20 };

static struct {
    int fd;
    int port;
    enum listening how;
    long long delay;  // nanoseconds
    struct client client;
    char* buffer;
    size_t filled;
} listener;

static void pause_for(long long nanoseconds) {
    const struct timespec time = {nanoseconds / 1000000000, (long)(nanoseconds % 1000000000)};
    if (nanoseconds > 0) nanosleep(&time, NULL);
}

// 0 at the end of the connection or of the room.
static int receive(int connection) {
    const size_t room = batch_room - 1 - listener.filled;
    ssize_t got;
    do {
        got = room ? recv(connection, listener.buffer + listener.filled, room, 0) : 0;
    } while (got < 0 && errno == EINTR);
    if (got <= 0) return 0;
    listener.filled += (size_t)got;
    listener.buffer[listener.filled] = 0;
    return 1;
}

static void report_batch(const char* protocol, int status, struct bytes batch) {
    char headers[128];
    snprintf(headers, sizeof headers, "Hourglass-Protocol: %s\r\nHourglass-Status: %d\r\n%s",
             protocol, status, listener.delay > 0 ? "Hourglass-Late: 1\r\n" : "");
    report(&listener.client, "batch", headers, batch);
}

static size_t announced_length(const char* head) {
    for (const char* line = head; line; line = strstr(line, "\r\n")) {
        if (line[0] == '\r') line += 2;
        if (strncasecmp(line, "Content-Length:", 15) == 0) return strtoul(line + 15, NULL, 10);
        if (line[0] == '\r') break;
    }
    return 0;
}

// One request on one connection. The report comes first: after the answer the platform may end us.
static void take_request(int connection) {
    const int status = listener.how == LISTEN_FAILING ? 500 : 200;
    char* end;
    while (!(end = strstr(listener.buffer, "\r\n\r\n"))) {
        if (!receive(connection)) return;
    }
    const size_t length = announced_length(listener.buffer);
    const size_t body = (size_t)(end + 4 - listener.buffer);
    while (listener.filled < body + length) {
        if (!receive(connection)) return;
    }
    report_batch("HTTP", status, (struct bytes){listener.buffer + body, length});
    pause_for(listener.delay);
    char answer[128];
    const int size = snprintf(answer, sizeof answer,
                              "HTTP/1.1 %d %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                              status, status == 200 ? "OK" : "Internal Server Error");
    if (send(connection, answer, (size_t)size, MSG_NOSIGNAL) < 0) return;
}

// Whole lines as they come.
static void take_lines(int connection) {
    while (receive(connection)) {
        char* last = memrchr(listener.buffer, '\n', listener.filled);
        if (!last) continue;
        const size_t size = (size_t)(last + 1 - listener.buffer);
        report_batch("TCP", 0, (struct bytes){listener.buffer, size});
        listener.filled -= size;
        memmove(listener.buffer, last + 1, listener.filled + 1);
    }
}

static void* serve(void* nothing) {
    for (;;) {
        const int connection = accept4(listener.fd, NULL, NULL, SOCK_CLOEXEC);
        if (connection < 0) continue;
        listener.filled = 0;
        listener.buffer[0] = 0;
        if (listener.how == LISTEN_TCP) {
            take_lines(connection);
        } else {
            take_request(connection);
        }
        close(connection);
    }
    return nothing;
}

static void path_of_port(const char* name, char* path, size_t room) {
    const char* folder = getenv("TMPDIR");
    snprintf(path, room, "%s/listener-of-%s", folder ? folder : "/tmp", name);
}

static int port_before(const char* name) {
    char path[512];
    int port = 0;
    path_of_port(name, path, sizeof path);
    FILE* file = fopen(path, "re");
    if (!file) return 0;
    if (fscanf(file, "%d", &port) != 1) port = 0;
    fclose(file);
    return port;
}

static void remember_port(const char* name) {
    char path[512];
    path_of_port(name, path, sizeof path);
    FILE* file = fopen(path, "we");
    if (!file) return;
    fprintf(file, "%d", listener.port);
    fclose(file);
}

static int bind_to(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener.fd, (const struct sockaddr*)&address, size) != 0) return 0;
    getsockname(listener.fd, (struct sockaddr*)&address, &size);
    listener.port = ntohs(address.sin_port);
    return 1;
}

void start_listener(const char* api, const char* name, enum listening how, long long delay) {
    if (listener.port) return;
    const int on = 1;
    listener.how = how;
    listener.delay = delay;
    listener.fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(listener.fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (!bind_to(port_before(name)) && !bind_to(0)) _exit(125);
    remember_port(name);
    if (how == LISTEN_CLOSED) return;
    listener.buffer = mmap(NULL, batch_room, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    pthread_t thread;
    const int ready = listener.buffer != MAP_FAILED && client_open(&listener.client, api) &&
                      listen(listener.fd, 16) == 0;
    // SIGTERM is for the main thread alone.
    sigset_t sigterm;
    sigemptyset(&sigterm);
    sigaddset(&sigterm, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &sigterm, NULL);
    if (!ready || pthread_create(&thread, NULL, serve, NULL) != 0) _exit(125);
    pthread_sigmask(SIG_UNBLOCK, &sigterm, NULL);
}

void subscribe(struct client* client, const char* identifier, const char* path, const char* body) {
    char head[512];
    char out[4096];
    size_t size = 0;
    while (*body && size < sizeof out - 16) {
        if (strncmp(body, "PORT", 4) == 0) {
            size += (size_t)snprintf(out + size, sizeof out - size, "%d", listener.port);
            body += 4;
        } else {
            out[size++] = *body++;
        }
    }
    snprintf(head, sizeof head,
             "PUT %s" COMMON
             "Content-Type: application/json\r\n"
             "Lambda-Extension-Identifier: %s\r\n",
             path, identifier);
    const struct request request = {.head = head, .has_body = 1, .body = {out, size}};
    client_call(client, &request);
}
