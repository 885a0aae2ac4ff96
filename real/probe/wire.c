#include "wire.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

// As in model/trace/record.hpp.
enum { CLOSED = 1, LEFT = 2, WAITED = 4, CUT = 8, REFUSED = 16, OUTSIDE = 32, OWN = 64 };
enum { kept_sent = 4096, kept_got = 16384, patience_ms = 2000, piece = 1500 };

struct exchange {
    const struct wire* wire;
    int fd;
    unsigned flags;
    unsigned answers;  // to wait for
    long long sent_size;
    size_t sent_kept;
    size_t got_kept;
    char sent[kept_sent + 1];
    char got[kept_got + 1];
};

static long long now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

// Takes what comes within `ms`; 0 if nothing came or the connection is over.
static int take(struct exchange* exchange, int ms) {
    char buffer[65536];
    struct pollfd wanted = {.fd = exchange->fd, .events = POLLIN};
    if (exchange->flags & CLOSED || poll(&wanted, 1, ms) <= 0) return 0;
    const ssize_t got = recv(exchange->fd, buffer, sizeof buffer, 0);
    if (got <= 0) {
        exchange->flags |= CLOSED;
        return 0;
    }
    const size_t room = kept_got - exchange->got_kept;
    const size_t kept = (size_t)got < room ? (size_t)got : room;
    if ((size_t)got > room) exchange->flags |= CUT;
    memcpy(exchange->got + exchange->got_kept, buffer, kept);
    exchange->got_kept += kept;
    exchange->got[exchange->got_kept] = 0;
    return 1;
}

static void wait_ms(struct exchange* exchange, long long ms) {
    const long long end = now_ms() + ms;
    for (long long left = ms; left > 0; left = end - now_ms()) {
        if (exchange->flags & CLOSED) {
            usleep((useconds_t)left * 1000);
        } else {
            take(exchange, (int)left);
        }
    }
}

static void send_bytes(struct exchange* exchange, const char* bytes, size_t size) {
    const size_t room = kept_sent - exchange->sent_kept;
    const size_t kept = size < room ? size : room;
    memcpy(exchange->sent + exchange->sent_kept, bytes, kept);
    exchange->sent_kept += kept;
    exchange->sent_size += (long long)size;
    while (size > 0) {
        const ssize_t sent = send(exchange->fd, bytes, size, MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes += sent;
        size -= (size_t)sent;
    }
}

static void send_filler(struct exchange* exchange, long long size) {
    static char filler[16384];
    if (filler[0] == 0) memset(filler, 'x', sizeof filler);
    for (; size > 0; size -= (long long)sizeof filler) {
        const size_t now = size < (long long)sizeof filler ? (size_t)size : sizeof filler;
        send_bytes(exchange, filler, now);
    }
}

static void send_own(struct exchange* exchange, const char* text) {
    exchange->flags |= OWN;
    send_bytes(exchange, text ? text : "", text ? strlen(text) : 0);
}

// 0 if there is no such direction: then the brace is a brace.
static int follow(struct exchange* exchange, const char* direction) {
    const struct wire* wire = exchange->wire;
    const char* space = strchr(direction, ' ');
    const long long number = space ? strtoll(space + 1, NULL, 10) : 0;
    if (strcmp(direction, "id") == 0) {
        send_own(exchange, wire->invoke);
    } else if (strcmp(direction, "last") == 0) {
        send_own(exchange, wire->last);
    } else if (strcmp(direction, "extension") == 0) {
        send_own(exchange, wire->identifier);
    } else if (strcmp(direction, "token") == 0) {
        send_own(exchange, getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
    } else if (strcmp(direction, "leave") == 0) {
        exchange->flags |= LEFT;
    } else if (strcmp(direction, "continue") == 0) {
        if (!take(exchange, patience_ms)) exchange->flags |= WAITED;
    } else if (strncmp(direction, "answers ", 8) == 0) {
        exchange->answers = (unsigned)number;
    } else if (strncmp(direction, "wait ", 5) == 0) {
        wait_ms(exchange, number);
    } else if (strncmp(direction, "fill ", 5) == 0) {
        send_filler(exchange, number);
    } else if (strncmp(direction, "byte ", 5) == 0) {
        const char byte = (char)strtol(space + 1, NULL, 16);
        send_bytes(exchange, &byte, 1);
    } else {
        return strcmp(direction, "outside") == 0;
    }
    return 1;
}

// Sends plain text up to the next brace or bar; gives what is left.
static const char* send_plain(struct exchange* exchange, const char* text) {
    const size_t size = strcspn(text + 1, "{|") + 1;
    send_bytes(exchange, text, size);
    return text + size;
}

static void send_all(struct exchange* exchange, const char* text) {
    while (*text && !(exchange->flags & (LEFT | WAITED))) {
        char direction[64];
        const char* end = *text == '{' ? strchr(text, '}') : NULL;
        const size_t size = end ? (size_t)(end - text - 1) : sizeof direction;
        if (size < sizeof direction) {
            memcpy(direction, text + 1, size);
            direction[size] = 0;
            if (follow(exchange, direction)) {
                text = end + 1;
                continue;
            }
        }
        if (*text == '|') {
            send_bytes(exchange, "\r\n", 2);
            ++text;
        } else {
            text = send_plain(exchange, text);
        }
    }
}

static const char* header_in(const char* head, const char* end, const char* name) {
    const size_t length = strlen(name);
    for (const char* line = strstr(head, "\r\n"); line && line < end; line = strstr(line, "\r\n")) {
        line += 2;
        if (strncasecmp(line, name, length) == 0) return line + length;
    }
    return NULL;
}

// Where the answer that begins at `head` ends; NULL if it is not all there.
static const char* end_of_answer(const struct exchange* exchange, const char* head, int* status) {
    const char* end = strstr(head, "\r\n\r\n");
    if (!end) return NULL;
    const char* space = strchr(head, ' ');
    *status = space ? atoi(space) : 0;
    const char* encoding = header_in(head, end, "Transfer-Encoding:");
    if (encoding && strncasecmp(encoding + 1, "chunked", 7) == 0) {
        const char* last = strstr(end, "\r\n0\r\n\r\n");
        return last ? last + 7 : NULL;
    }
    const char* length = header_in(head, end, "Content-Length:");
    const size_t size = length ? strtoul(length, NULL, 10) : 0;
    const size_t there = exchange->got_kept - (size_t)(end + 4 - exchange->got);
    return there >= size || exchange->flags & CUT ? end + 4 + (there < size ? there : size) : NULL;
}

// What the answers give the client.
static void learn(const struct exchange* exchange, const char* name, char* into) {
    const char* value = header_in(exchange->got, exchange->got + exchange->got_kept, name);
    if (!value) return;
    value += strspn(value, " ");
    const size_t size = strcspn(value, "\r\n");
    if (size >= id_room) return;
    memcpy(into, value, size);
    into[size] = 0;
}

// An interim answer is none.
static unsigned whole_answers(const struct exchange* exchange) {
    unsigned count = 0;
    const char* at = exchange->got;
    int status = 0;
    while (*at && (at = end_of_answer(exchange, at, &status))) count += status >= 200;
    return count;
}

static void read_answers(struct exchange* exchange) {
    const long long end = now_ms() + patience_ms;
    while (!(exchange->flags & CLOSED) && whole_answers(exchange) < exchange->answers) {
        const long long left = end - now_ms();
        if (left <= 0) {
            exchange->flags |= WAITED;
            return;
        }
        take(exchange, (int)left);
    }
    // A server that closes does so at once.
    take(exchange, 2);
}

static void tell(unsigned number, char part, const char* bytes, size_t size) {
    static const char digits[] = "0123456789abcdef";
    while (size > 0) {
        char line[2 * piece + 64];
        const size_t now = size < piece ? size : piece;
        int length = snprintf(line, sizeof line, "hourglass-wire %u %c ", number, part);
        for (size_t i = 0; i < now; ++i) {
            line[length++] = digits[(unsigned char)bytes[i] >> 4];
            line[length++] = digits[(unsigned char)bytes[i] & 15];
        }
        line[length++] = '\n';
        if (write(STDOUT_FILENO, line, (size_t)length) < 0) return;
        bytes += now;
        size -= now;
    }
}

static void tell_all(const struct exchange* exchange) {
    const unsigned number = exchange->wire->number;
    char line[96];
    tell(number, 's', exchange->sent, exchange->sent_kept);
    tell(number, 'g', exchange->got, exchange->got_kept);
    const int length = snprintf(line, sizeof line, "hourglass-wire %u . %lld %u\n", number,
                                exchange->sent_size, exchange->flags);
    if (write(STDOUT_FILENO, line, (size_t)length) < 0) return;
}

// An address of this machine that is not loopback; 0 if it has none.
static int find_outside(struct sockaddr_in* address) {
    struct ifaddrs* all = NULL;
    int found = 0;
    if (getifaddrs(&all) != 0) return 0;
    for (const struct ifaddrs* one = all; one && !found; one = one->ifa_next) {
        if (!one->ifa_addr || one->ifa_addr->sa_family != AF_INET) continue;
        if (one->ifa_flags & IFF_LOOPBACK || !(one->ifa_flags & IFF_UP)) continue;
        address->sin_addr = ((const struct sockaddr_in*)(const void*)one->ifa_addr)->sin_addr;
        found = 1;
    }
    freeifaddrs(all);
    return found;
}

static int connect_to(const struct sockaddr_in* address) {
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(fd, (const struct sockaddr*)address, sizeof *address) == 0) return fd;
    close(fd);
    return -1;
}

static void converse(struct exchange* exchange, const char* text) {
    struct sockaddr_in address = *exchange->wire->address;
    if (strstr(text, "{outside}")) {
        if (!find_outside(&address)) return;
        exchange->flags |= OUTSIDE;
    }
    exchange->fd = connect_to(&address);
    if (exchange->fd < 0) {
        exchange->flags |= REFUSED;
    } else {
        send_all(exchange, text);
        if (!(exchange->flags & (LEFT | WAITED))) read_answers(exchange);
        close(exchange->fd);
        learn(exchange, "Lambda-Runtime-Aws-Request-Id:", exchange->wire->invoke);
        learn(exchange, "Lambda-Extension-Identifier:", exchange->wire->identifier);
    }
    tell_all(exchange);
}

void wire_exchange(const struct wire* wire, const char* text) {
    struct exchange* exchange =
        mmap(NULL, sizeof *exchange, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (exchange == MAP_FAILED) return;
    exchange->wire = wire;
    exchange->answers = 1;
    converse(exchange, text);
    munmap(exchange, sizeof *exchange);
}
