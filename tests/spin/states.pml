/* What there is: states by number, what was asked for, processes and their events. */

/* The numbers are those that a view shows. */
#define COLD 0
#define INITIALIZING 1
#define READY 2
#define SUPPRESSED_INIT 3
#define INVOKING 4
#define RESETTING 6
#define SHUTTING_DOWN 7
#define FAILED 8
#define DOWN 9

#define OFF 0
#define REGISTRATIONS 1 /* what a bring-up waits for */
#define RUNTIME 2
#define EXTENSIONS_READY 3
#define RESPONSE 1 /* what an invocation waits for, then RUNTIME and EXTENSIONS_READY */

#define STOPPING_RUNTIME 1
#define KILLING_RUNTIME 2
#define STOPPING_EXTENSIONS 3
#define KILLING_EXTENSIONS 4
#define REAPING 5

#define ABSENT 0
#define STARTED 1
#define RUNTIME_INIT_ERROR 2
#define RUNTIME_READY 3
#define RUNTIME_RUNNING 4
#define RESPONSE_SENT 9

#define REGISTERED 2
#define EXTENSION_READY 3
#define EXTENSION_RUNNING 4
#define INIT_ERROR 5
#define EXIT_ERROR 6
#define SHUTDOWN_FAILED 7
#define EXITED 8
#define LAUNCH_ERROR 9

#define NONE 0
#define WAITING 1
#define SERVED 2

#define WANTS_INVOKE(n) ((events[n] & 1) != 0)
#define WANTS_SHUTDOWN(n) ((events[n] & 2) != 0)

/* What was asked for so far, and the faults that happened. */
bit init_asked;
byte invokes, resets, shutdowns, faults;

byte sandbox, bring_up, invocation, teardown;
bit cancelled, registration_closed, frozen, gave_up;
byte stage; /* of the invoke that is known */
bit done, answered;
byte resets_waiting, shutdowns_waiting;

/* A process is alive until it ends; the platform awaits its end until it gives up. */
byte runtime;
bit alive, awaited, polling, pending, terminated, killed, polled;

byte extension[EXTENSIONS + 1], events[EXTENSIONS + 1];
bit e_alive[EXTENSIONS + 1], e_awaited[EXTENSIONS + 1], e_polling[EXTENSIONS + 1];
bit e_pending[EXTENSIONS + 1], owes[EXTENSIONS + 1], told[EXTENSIONS + 1];
bit e_stopped[EXTENSIONS + 1], e_killed[EXTENSIONS + 1]; /* stopped: it was given SHUTDOWN */

bit init_begins, runtime_begins, init_ends, serving_begins, serving_ends;
bit teardown_begins, extensions_stop, teardown_ends;

hidden byte i;
hidden byte all;

#define FAULT_LEFT (faults < FAULTS)
#define STOPPING (sandbox == RESETTING || sandbox == SHUTTING_DOWN)
#define SETTLED (sandbox == COLD || sandbox == READY || sandbox == FAILED || sandbox == DOWN)
#define IN_INIT (sandbox == INITIALIZING || sandbox == SUPPRESSED_INIT)
#define BEING_SERVED (stage == SERVED && !done)

inline every_extension(condition) {
    all = 1;
    for (i : 0 .. EXTENSIONS - 1) {
        if
        :: !(condition) -> all = 0
        :: else
        fi
    }
}
