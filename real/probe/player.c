#include "player.h"

#include "client.h"
#include "deeds.h"
#include "listener.h"
#include "report.h"
#include "stage.h"
#include "stream.h"
#include "wire.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define RUNTIME_API "/2018-06-01/runtime/"
#define EXTENSION_API "/2020-01-01/extension/"

// Well formed, but never given to anybody.
static const char unknown_id[] = "00000000-0000-4000-8000-000000000000";
enum { event_room = 8 << 20 };

struct player {
    const struct program* program;
    struct client client;
    char invoke[id_room];      // the invoke it has
    char last[id_room];        // the one before
    char identifier[id_room];  // of an extension
    char* event;               // bytes of the event, for the echo
    size_t event_size;
    unsigned exchanges;  // over the raw wire
};

static struct player players[max_programs];
static sigjmp_buf on_sigterm;
static const char* api_of_platform;

static struct answer get(struct player* player, const char* head, long long patience) {
    const struct request request = {.head = head, .patience = patience};
    return client_call(&player->client, &request);
}

static struct answer post(struct player* player, const char* head, struct bytes body) {
    const struct request request = {.head = head, .has_body = 1, .body = body};
    return client_call(&player->client, &request);
}

static void take_invoke(struct player* player, const struct answer* answer) {
    if (strcmp(player->invoke, answer->request_id) != 0) {
        memcpy(player->last, player->invoke, sizeof player->last);
        memcpy(player->invoke, answer->request_id, sizeof player->invoke);
    }
    player->event_size = answer->body.size < event_room ? answer->body.size : event_room;
    memcpy(player->event, answer->body.data, player->event_size);
}

// Whoever hung up goes on; whoever was refused hangs.
static int has_event(const struct answer* answer, long long patience) {
    if (answer->status == 200) return 1;
    if (answer->status != 0 || patience == 0) hang();
    return 0;
}

static void runtime_next(struct player* player, long long patience) {
    const struct answer answer = get(player, "GET " RUNTIME_API "invocation/next" COMMON, patience);
    if (has_event(&answer, patience)) take_invoke(player, &answer);
}

static void restore_next(struct player* player) {
    const struct answer answer = get(player, "GET " RUNTIME_API "restore/next" COMMON, 0);
    if (answer.status != 200) hang();
}

static const char* known(const char* id) {
    return id[0] ? id : unknown_id;
}

// `headers` are whole lines.
static void post_event_back(struct player* player, const char* headers) {
    char head[512];
    snprintf(head, sizeof head, "POST " RUNTIME_API "invocation/%s/response" COMMON "%s",
             known(player->invoke), headers);
    post(player, head, (struct bytes){player->event, player->event_size});
}

static void respond_as(struct player* player, const char* content_type) {
    char headers[256];
    snprintf(headers, sizeof headers, "Content-Type: %s\r\n", content_type);
    post_event_back(player, headers);
}

static void respond_in_mode(struct player* player, const char* mode) {
    char headers[256];
    snprintf(headers, sizeof headers, "Lambda-Runtime-Function-Response-Mode: %s\r\n", mode);
    post_event_back(player, headers);
}

static void post_response(struct player* player, const char* id, long long size) {
    char head[512];
    snprintf(head, sizeof head, "POST " RUNTIME_API "invocation/%s/response" COMMON, known(id));
    struct request request = {.head = head, .has_body = 1, .filler = (size_t)size};
    if (size == 0) request.body = (struct bytes){player->event, player->event_size};
    client_call(&player->client, &request);
}

static void post_nothing(struct player* player) {
    char head[512];
    snprintf(head, sizeof head, "POST " RUNTIME_API "invocation/%s/response" COMMON,
             player->invoke[0] ? player->invoke : unknown_id);
    post(player, head, (struct bytes){"", 0});
}

static void post_half(struct player* player) {
    char head[512];
    snprintf(head, sizeof head, "POST " RUNTIME_API "invocation/%s/response" COMMON,
             player->invoke[0] ? player->invoke : unknown_id);
    const struct request request = {.head = head, .has_body = 1, .filler = 1000, .half = 1};
    client_call(&player->client, &request);
}

// Posts an error of `type` to `path`, which begins after the host.
static void post_error(struct player* player, const char* path, const char* type) {
    char head[1024];
    char body[1024];
    snprintf(head, sizeof head,
             "POST %s" COMMON
             "Content-Type: application/json\r\n"
             "Lambda-Runtime-Function-Error-Type: %s\r\n",
             path, type);
    const int size =
        snprintf(body, sizeof body,
                 "{\"errorMessage\":\"scripted\",\"errorType\":\"%s\",\"stackTrace\":[]}", type);
    post(player, head, (struct bytes){body, (size_t)size});
}

static void invocation_error(struct player* player, const char* type) {
    char path[256];
    snprintf(path, sizeof path, RUNTIME_API "invocation/%s/error", known(player->invoke));
    post_error(player, path, type);
}

static void extension_error(struct player* player, const char* which, const char* type) {
    char head[1024];
    snprintf(head, sizeof head,
             "POST " EXTENSION_API "%s/error" COMMON
             "Lambda-Extension-Identifier: %s\r\n"
             "Lambda-Extension-Function-Error-Type: %s\r\n",
             which, known(player->identifier), type);
    post(player, head, (struct bytes){"", 0});
}

static void register_extension(struct player* player, const struct step* step) {
    static const char* const names[] = {"\"INVOKE\"", "\"SHUTDOWN\"", "\"BOGUS\""};
    char head[512];
    char body[128] = "{\"events\":[";
    for (unsigned bit = 0, any = 0; bit < 3; ++bit) {
        if (!(step->events & 1U << bit)) continue;
        if (any++) strcat(body, ",");
        strcat(body, names[bit]);
    }
    strcat(body, "]}");
    snprintf(head, sizeof head,
             "POST " EXTENSION_API "register" COMMON
             "Content-Type: application/json\r\n"
             "Lambda-Extension-Name: %s\r\n",
             step->text[0] ? step->text : player->program->name);
    const struct answer answer = post(player, head, (struct bytes){body, strlen(body)});
    if (answer.status == 200) {
        memcpy(player->identifier, answer.identifier, sizeof player->identifier);
    }
}

static void run(struct player* player, const struct step* steps);

static void extension_next(struct player* player, long long patience) {
    char head[512];
    snprintf(head, sizeof head,
             "GET " EXTENSION_API "event/next" COMMON "Lambda-Extension-Identifier: %s\r\n",
             known(player->identifier));
    const struct answer answer = get(player, head, patience);
    if (!has_event(&answer, patience)) return;
    static const char shutdown[] = "\"eventType\":\"SHUTDOWN\"";
    if (!memmem(answer.body.data, answer.body.size, shutdown, sizeof shutdown - 1)) return;
    const struct step* steps = player->program->on_shutdown;
    if (!steps || !steps[0].op) stage_exit(0);
    run(player, steps);
    hang();
}

// Each player counts in a range of its own.
static void exchange_bytes(struct player* player, const char* text) {
    const struct wire wire = {
        .address = &player->client.address,
        .invoke = player->invoke,
        .last = player->last,
        .identifier = player->identifier,
        .number = (unsigned)(player - players) * 100000 + ++player->exchanges};
    wire_exchange(&wire, text);
}

// What only an extension can say is passed over.
static void call_as_runtime(struct player* player, const struct step* step) {
    switch (step->op) {
        case 'N':
            runtime_next(player, step->time);
            return;
        case 'R':
            post_response(player, player->invoke, step->number);
            return;
        case 'L':
            post_response(player, player->last, step->number);
            return;
        case 'U':
            post_response(player, unknown_id, step->number);
            return;
        case 'Z':
            post_nothing(player);
            return;
        case 'h':
            post_half(player);
            return;
        case 'A':
            respond_as(player, step->text);
            return;
        case 'M':
            respond_in_mode(player, step->text);
            return;
        case 'B':
            respond_breaking_off(&player->client, known(player->invoke), step->number);
            return;
        case 'T':
            respond_streaming(&player->client, known(player->invoke), step, step->time);
            return;
        case 'E':
            invocation_error(player, step->text);
            return;
        case 'I':
            post_error(player, RUNTIME_API "init/error", step->text);
            return;
        case 'P':
            restore_next(player);
            return;
        case 'Q':
            post_error(player, RUNTIME_API "restore/error", step->text);
            return;
        default:
            return;
    }
}

// What only a runtime can say is passed over.
static void call_as_extension(struct player* player, const struct step* step) {
    switch (step->op) {
        case 'N':
            extension_next(player, step->time);
            return;
        case 'G':
            register_extension(player, step);
            return;
        case 'I':
            extension_error(player, "init", step->text);
            return;
        case 'X':
            extension_error(player, "exit", step->text);
            return;
        case 'k':
            subscribe(&player->client, known(player->identifier), "/2022-07-01/telemetry",
                      step->text);
            return;
        case 'g':
            subscribe(&player->client, known(player->identifier), "/2020-08-15/logs", step->text);
            return;
        case 'l':
            start_listener(api_of_platform, player->program->name, (enum listening)step->events,
                           step->time);
            return;
        default:
            return;
    }
}

// A child that does nothing until it is killed.
static void spawn_child(int escapes) {
    if (fork() != 0) return;
    for (int i = 0; i < max_programs; ++i) {
        if (players[i].program) client_close(&players[i].client);
    }
    signal(SIGTERM, SIG_DFL);
    if (escapes) setsid();
    hang();
}

static const struct step* first_next(const struct step* steps) {
    while (steps->op && steps->op != 'N') ++steps;
    return steps;
}

// Signals are the business of the process's own program.
static void ignore_sigterm(const struct player* player) {
    if (player == players) signal(SIGTERM, SIG_IGN);
}

static void run(struct player* player, const struct step* steps) {
    for (const struct step* step = steps; step->op; ++step) {
        switch (step->op) {
            case 'W':
                work(step->time);
                break;
            case 'x':
                stage_exit((int)step->number);
            case 'C':
                crash();
            case 'H':
                hang();
            case 'S':
                ignore_sigterm(player);
                break;
            case 's':
                kill(getpid(), SIGSTOP);
                hang();
            case 'c':
            case 'e':
                spawn_child(step->op == 'e');
                break;
            case 'p':
                print(step->text);
                break;
            case 'w':
                exchange_bytes(player, step->text);
                break;
            case 'v':
                write_file(&player->client, step->text);
                break;
            case 'f':
                look_for_file(&player->client, step->text);
                break;
            case 'a':
                allocate((size_t)step->number);
                break;
            case '@':
                step = first_next(steps) - 1;
                break;
            default:
                if (player->program->role == RUNTIME) {
                    call_as_runtime(player, step);
                } else {
                    call_as_extension(player, step);
                }
        }
    }
}

static void* play_program(void* argument) {
    struct player* player = argument;
    run(player, player->program->main);
    hang();
}

static void sigterm_came(int signal_number) {
    (void)signal_number;
    siglongjmp(on_sigterm, 1);
}

static void set_up(struct player* player, const struct program* program, const char* api) {
    player->program = program;
    if (!client_open(&player->client, api)) _exit(125);
    player->event = mmap(NULL, event_room, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (player->event == MAP_FAILED) _exit(125);
}

// SIGTERM is for the main thread alone: that one jumps.
static void start_threads(const struct script* script) {
    sigset_t sigterm;
    sigemptyset(&sigterm);
    sigaddset(&sigterm, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &sigterm, NULL);
    for (int i = 1; i < script->count; ++i) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, play_program, &players[i]) != 0) _exit(125);
    }
    pthread_sigmask(SIG_UNBLOCK, &sigterm, NULL);
}

_Noreturn void play(struct script* script, const char* api) {
    api_of_platform = api;
    for (int i = 0; i < script->count; ++i) set_up(&players[i], &script->programs[i], api);
    const struct step* farewell = script->programs[0].on_sigterm;
    const int has_farewell = farewell && farewell[0].op;
    if (has_farewell && sigsetjmp(on_sigterm, 1) != 0) {
        signal(SIGTERM, SIG_IGN);
        client_close(&players[0].client);
        run(&players[0], farewell);
        hang();
    }
    if (has_farewell) signal(SIGTERM, sigterm_came);
    if (script->count > 1) start_threads(script);
    play_program(&players[0]);
    hang();
}
