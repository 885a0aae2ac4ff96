/* The life of one sandbox for Spin, written by hand from the rules in docs/rules.md: an opinion
 * beside the tables in model/lifecycle, and nothing here is generated from them. What is left out
 * is said in docs/decisions/0013-spin-as-second-opinion.md, and how both are compared in
 * lifecycle_views.hpp. A row of rule ids stands above what they ask for.
 *
 * Bounds, by -D: AWS (1 the documented service, 0 the emulator's core), EXTENSIONS, INVOKES, RESETS,
 * SHUTDOWNS, FAULTS. With -DPRINT the verifier writes every state that it comes to, one a line.
 *
 * Each move is one atomic step, so the states that Spin stores are the states between moves. What
 * follows from a move inside the platform is told by `..._begins` and `..._ends` and is done in
 * follow_up(); these are 0 between moves.
 */

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

/* ---- failing */

inline fail_invoke() {
    /* INV-32 INV-44 TMO-36: told at once by the service, after the reset by the core */
    done = 1;
    answered = answered || AWS
}

inline cancel_flows() {
    cancelled = 1;
    bring_up = OFF;
    invocation = OFF
}

inline reset_follows() {
    sandbox = RESETTING;
    teardown_begins = 1
}

inline break_init() {
    /* SUPP-30 SUPP-34: reset at once by the service, by the next invoke in the core. SUPP-35 */
    if
    :: sandbox == INITIALIZING && AWS -> reset_follows()
    :: sandbox == INITIALIZING && !AWS -> sandbox = FAILED
    :: sandbox == SUPPRESSED_INIT -> fail_invoke(); reset_follows()
    :: else
    fi
}

inline lose_process() {
    /* INIT-07 EXT-05 INV-13 INV-14: whoever exits uncalled for ends what is going on */
    if
    :: STOPPING
    :: else ->
        cancel_flows();
        if
        :: IN_INIT -> break_init()
        :: sandbox == INVOKING -> fail_invoke(); reset_follows()
        :: else
        fi
    fi
}

/* ---- requests that reach the sandbox */

inline take_reset() {
    /* RST-01 RST-09 RST-10 RST-13 RST-16 */
    if
    :: STOPPING -> resets_waiting++
    :: SETTLED -> reset_follows()
    :: else ->
        cancel_flows();
        if
        :: stage != NONE -> fail_invoke()
        :: else
        fi;
        reset_follows()
    fi
}

inline take_shutdown() {
    /* SHD-32: waits for what is going on */
    if
    :: SETTLED -> sandbox = SHUTTING_DOWN; teardown_begins = 1
    :: else -> shutdowns_waiting++
    fi
}

inline take_invoke() {
    /* SUPP-01 INV-03 INV-14 SUPP-34 RST-15; elsewhere it waits: INIT-14 RST-11 SHD-32 */
    if
    :: sandbox == COLD -> stage = SERVED; sandbox = SUPPRESSED_INIT; init_begins = 1
    :: sandbox == READY && !cancelled -> sandbox = INVOKING; serving_begins = 1
    :: (sandbox == READY && cancelled) || sandbox == FAILED || sandbox == DOWN ->
        stage = SERVED; fail_invoke(); reset_follows()
    :: else
    fi
}

/* ---- what follows inside the platform */

inline release_extension(n) {
    /* INV-36 SHD-09: an event that nobody waits for is kept for the next poll */
    if
    :: extension[n] == EXTENSION_READY && e_polling[n] ->
        extension[n] = EXTENSION_RUNNING; e_polling[n] = 0; e_pending[n] = 0;
        e_stopped[n] = told[n]
    :: (extension[n] == EXTENSION_READY && !e_polling[n]) || extension[n] == REGISTERED ||
       extension[n] == EXTENSION_RUNNING -> e_pending[n] = 1
    :: else
    fi
}

inline release_runtime() {
    if
    :: polling -> runtime = RUNTIME_RUNNING; polling = 0; pending = 0
    :: else -> pending = 1
    fi
}

inline do_init_begins() {
    /* INIT-03 EXT-01 INIT-33 */
    init_begins = 0;
    for (i : 0 .. EXTENSIONS - 1) {
        extension[i] = STARTED; e_alive[i] = 1; e_awaited[i] = 1
    }
    if
    :: EXTENSIONS > 0 -> bring_up = REGISTRATIONS
    :: else -> runtime_begins = 1
    fi
}

inline do_runtime_begins() {
    runtime_begins = 0;
    bring_up = RUNTIME;
    runtime = STARTED; alive = 1; awaited = 1
}

inline do_init_ends() {
    /* INIT-09 SUPP-03 */
    init_ends = 0;
    bring_up = OFF;
    if
    :: sandbox == INITIALIZING -> sandbox = READY
    :: else -> sandbox = INVOKING; serving_begins = 1
    fi
}

inline do_serving_begins() {
    /* INV-03 INV-04 */
    serving_begins = 0;
    stage = SERVED;
    invocation = RESPONSE;
    for (i : 0 .. EXTENSIONS - 1) {
        if
        :: extension[i] != ABSENT && WANTS_INVOKE(i) -> owes[i] = 1; release_extension(i)
        :: else
        fi
    }
    release_runtime()
}

inline do_serving_ends() {
    serving_ends = 0;
    invocation = OFF;
    sandbox = READY;
    stage = NONE; done = 0; answered = 0
}

inline do_teardown_begins() {
    /* SHD-01 SHD-04 SHD-05 SHD-34 */
    teardown_begins = 0;
    cancelled = 1;
    pending = 0;
    for (i : 0 .. EXTENSIONS - 1) { e_pending[i] = 0 }
    every_extension(extension[i] == ABSENT);
    if
    :: awaited && all -> teardown = KILLING_RUNTIME; killed = 1
    :: awaited && !all -> teardown = STOPPING_RUNTIME; terminated = 1
    :: else -> extensions_stop = 1
    fi
}

inline do_extensions_stop() {
    /* SHD-06 SHD-07 SHD-10: those that are left, if any */
    extensions_stop = 0;
    every_extension(!e_awaited[i]);
    if
    :: all && !awaited -> teardown_ends = 1
    :: all && awaited -> teardown = REAPING
    :: else ->
        teardown = STOPPING_EXTENSIONS;
        for (i : 0 .. EXTENSIONS - 1) {
            if
            :: e_awaited[i] && WANTS_SHUTDOWN(i) -> told[i] = 1; release_extension(i)
            :: e_awaited[i] && !WANTS_SHUTDOWN(i) -> e_killed[i] = 1
            :: else
            fi
        }
    fi
}

inline do_teardown_ends() {
    /* RST-07 RST-15: a reset forgets, a shutdown does not */
    teardown_ends = 0;
    teardown = OFF;
    if
    :: sandbox == SHUTTING_DOWN -> sandbox = DOWN
    :: else ->
        sandbox = COLD;
        cancelled = 0; registration_closed = 0;
        if
        :: done -> stage = NONE; done = 0; answered = 0
        :: else
        fi;
        runtime = ABSENT; alive = 0; awaited = 0; polling = 0; pending = 0;
        terminated = 0; killed = 0; polled = 0;
        for (i : 0 .. EXTENSIONS - 1) {
            extension[i] = ABSENT; events[i] = 0; e_alive[i] = 0; e_awaited[i] = 0;
            e_polling[i] = 0; e_pending[i] = 0; owes[i] = 0; told[i] = 0; e_stopped[i] = 0;
            e_killed[i] = 0
        }
    fi
}

#ifdef PRINT
inline print_view() {
    c_code {
        int n;
        printf("view %d %d %d %d %d", now.init_asked, now.invokes, now.resets, now.shutdowns,
               now.faults);
        printf(" %d %d %d %d", now.sandbox, now.bring_up, now.invocation, now.teardown);
        printf(" %d %d %d %d", now.cancelled, now.registration_closed, now.frozen, now.gave_up);
        printf(" %d %d %d %d %d", now.stage, now.done, now.answered, now.resets_waiting,
               now.shutdowns_waiting);
        printf(" %d %d %d %d %d %d %d %d", now.runtime, now.alive, now.awaited, now.polling,
               now.pending, now.terminated, now.killed, now.polled);
        for (n = 0; n < EXTENSIONS; ++n)
            printf(" %d %d %d %d %d %d %d %d %d %d", now.extension[n], now.events[n],
                   now.e_alive[n], now.e_awaited[n], now.e_polling[n], now.e_pending[n],
                   now.owes[n], now.told[n], now.e_stopped[n], now.e_killed[n]);
        printf("\n");
    }
}
#else
inline print_view() { skip }
#endif

/* Then a settled sandbox takes what waits: resets, then shutdowns, then the invoke. FRZ-01 */
inline follow_up() {
    do
    :: init_begins -> do_init_begins()
    :: runtime_begins -> do_runtime_begins()
    :: init_ends -> do_init_ends()
    :: serving_begins -> do_serving_begins()
    :: serving_ends -> do_serving_ends()
    :: teardown_begins -> do_teardown_begins()
    :: extensions_stop -> do_extensions_stop()
    :: teardown_ends -> do_teardown_ends()
    :: else ->
        if
        :: !SETTLED -> break
        :: SETTLED && resets_waiting > 0 -> frozen = 0; resets_waiting--; take_reset()
        :: SETTLED && resets_waiting == 0 && shutdowns_waiting > 0 ->
            frozen = 0; shutdowns_waiting--; take_shutdown()
        :: SETTLED && resets_waiting == 0 && shutdowns_waiting == 0 && stage == WAITING ->
            frozen = 0; take_invoke()
        :: else -> break
        fi
    od;
    frozen = frozen || (AWS && sandbox == READY && !cancelled);
    print_view()
}

/* ---- whoever comes back or is gone */

inline somebody_arrives() {
    every_extension(extension[i] == ABSENT || extension[i] == EXTENSION_READY ||
                    extension[i] == EXTENSION_RUNNING);
    if
    :: bring_up == EXTENSIONS_READY && all -> init_ends = 1
    :: else
    fi;
    every_extension(!owes[i]);
    if
    :: invocation == EXTENSIONS_READY && all -> serving_ends = 1
    :: else
    fi
}

inline runtime_arrives() {
    /* INIT-34 INV-05; INIT-09: registration is closed by now */
    if
    :: bring_up == RUNTIME -> registration_closed = 1; bring_up = EXTENSIONS_READY
    :: invocation == RUNTIME -> invocation = EXTENSIONS_READY
    :: else
    fi;
    somebody_arrives()
}

inline runtime_is_gone() {
    alive = 0; polling = 0; terminated = 0; killed = 0; polled = 0;
    if
    :: awaited ->
        awaited = 0;
        if
        :: teardown == STOPPING_RUNTIME || teardown == KILLING_RUNTIME -> extensions_stop = 1
        :: teardown == REAPING ->
            every_extension(!e_awaited[i]);
            teardown_ends = all
        :: else
        fi;
        lose_process()
    :: else
    fi
}

inline extension_is_gone(n) {
    e_alive[n] = 0; e_polling[n] = 0; e_stopped[n] = 0; e_killed[n] = 0;
    if
    :: e_awaited[n] ->
        e_awaited[n] = 0;
        every_extension(!e_awaited[i]);
        if
        :: teardown >= STOPPING_EXTENSIONS && all && !awaited -> teardown_ends = 1
        :: teardown >= STOPPING_EXTENSIONS && all && awaited -> teardown = REAPING
        :: else
        fi;
        lose_process()
    :: else
    fi
}

/* ---- the world. A call that is refused changes nothing, so it does not stand here. */

#define MAY_CALL(n) (e_alive[n] && !e_killed[n] && !e_polling[n])
#define ENDS(n) (e_alive[n] && (e_killed[n] || e_stopped[n] || FAULT_LEFT))

inline extension_exits(n, state) {
    faults = faults + !(e_killed[n] || e_stopped[n]);
    if
    :: STOPPING && extension[n] == EXTENSION_RUNNING -> extension[n] = state
    :: else
    fi;
    extension_is_gone(n)
}

inline extension_registers(n) {
    extension[n] = REGISTERED;
    every_extension(extension[i] != STARTED);
    if
    :: bring_up == REGISTRATIONS && all -> runtime_begins = 1
    :: else
    fi
}

#if EXTENSIONS > 0
active [EXTENSIONS] proctype an_extension() {
end:
    do
    :: atomic {
        if
        /* SHD-08 EXT-05 */
        :: ENDS(_pid) -> extension_exits(_pid, EXITED)
        :: ENDS(_pid) -> extension_exits(_pid, SHUTDOWN_FAILED)

        /* EXT-04: it cannot be started */
        :: e_alive[_pid] && extension[_pid] == STARTED && !e_killed[_pid] && FAULT_LEFT ->
            faults++; extension[_pid] = LAUNCH_ERROR; extension_is_gone(_pid)

        /* INV-36: its connection is lost */
        :: e_polling[_pid] && FAULT_LEFT -> e_polling[_pid] = 0

        /* EXT-03 */
        :: MAY_CALL(_pid) && extension[_pid] == STARTED ->
            if
            :: events[_pid] = 0
            :: events[_pid] = 1
            :: events[_pid] = 2
            :: events[_pid] = 3
            fi;
            extension_registers(_pid)

        /* INIT-34 INV-05: it polls for the first time, or comes back */
        :: MAY_CALL(_pid) &&
           (extension[_pid] == REGISTERED || extension[_pid] == EXTENSION_RUNNING) ->
            extension[_pid] = EXTENSION_READY; owes[_pid] = 0; e_polling[_pid] = 1;
            somebody_arrives();
            if
            :: e_pending[_pid] -> release_extension(_pid)
            :: else
            fi

        /* INV-36: it polls anew */
        :: MAY_CALL(_pid) && extension[_pid] == EXTENSION_READY ->
            e_polling[_pid] = 1;
            if
            :: e_pending[_pid] -> release_extension(_pid)
            :: else
            fi

        /* EXT-07 EXT-08 */
        :: MAY_CALL(_pid) && extension[_pid] == REGISTERED -> extension[_pid] = INIT_ERROR
        :: MAY_CALL(_pid) && extension[_pid] >= REGISTERED &&
           extension[_pid] <= EXTENSION_RUNNING -> extension[_pid] = EXIT_ERROR
        fi;
        follow_up()
    }
    od
}
#endif

#define MAY_CALL_AS_RUNTIME (alive && !killed && !polling)

active proctype the_runtime() {
end:
    do
    :: atomic {
        if
        /* INIT-07 INV-13 SHD-11; INIT-12: it cannot be started */
        :: alive && (killed || terminated || FAULT_LEFT) ->
            faults = faults + !(killed || terminated); runtime_is_gone()
        :: alive && !polled && !killed && FAULT_LEFT -> faults++; runtime_is_gone()

        /* INV-36: its connection is lost, it polls anew */
        :: polling && FAULT_LEFT -> polling = 0
        :: MAY_CALL_AS_RUNTIME && runtime == RUNTIME_READY ->
            polling = 1;
            if
            :: pending -> release_runtime()
            :: else
            fi

        /* INIT-34 INV-05: it polls for the first time, or comes back; SUPP-36: too late */
        :: MAY_CALL_AS_RUNTIME && (runtime == STARTED || runtime == RESPONSE_SENT) ->
            runtime = RUNTIME_READY; polling = 1; polled = 1; runtime_arrives()
        :: MAY_CALL_AS_RUNTIME && runtime == RUNTIME_RUNNING && !BEING_SERVED ->
            runtime = RUNTIME_READY; polling = 1

        /* INV-40: refused */
        :: MAY_CALL_AS_RUNTIME && runtime == RUNTIME_INIT_ERROR && !polled -> polled = 1

        /* RESP-01 INV-06 INV-31: a response or an error */
        :: MAY_CALL_AS_RUNTIME && runtime == RUNTIME_RUNNING && BEING_SERVED ->
            runtime = RESPONSE_SENT; invocation = RUNTIME; answered = AWS

        /* INIT-31 INIT-05 */
        :: MAY_CALL_AS_RUNTIME && runtime == STARTED ->
            runtime = RUNTIME_INIT_ERROR;
            if
            :: AWS -> cancel_flows(); break_init()
            :: else
            fi
        fi;
        follow_up()
    }
    od
}

active proctype requests() {
end:
    do
    :: atomic {
        if
        :: !init_asked && invokes == 0 ->
            init_asked = 1; frozen = 0;
            if
            :: sandbox == COLD -> sandbox = INITIALIZING; init_begins = 1
            :: else
            fi

        /* INV-30: refused while another is known that is not both over and answered */
        :: invokes < INVOKES ->
            invokes++; frozen = 0;
            if
            :: stage == NONE || (done && answered) ->
                stage = WAITING; done = 0; answered = 0; take_invoke()
            :: else
            fi

        :: resets < RESETS -> resets++; frozen = 0; take_reset()
        :: shutdowns < SHUTDOWNS -> shutdowns++; frozen = 0; take_shutdown()
        fi;
        follow_up()
    }
    od
}

/* An armed timer fires at any moment. A process that outlives its kill is a fault. */
#define TIMEOUT_ARMED ((AWS && (sandbox == SUPPRESSED_INIT || sandbox == INVOKING)) || \
                       (!AWS && stage != NONE && !done))
#define HANGS (gave_up || FAULT_LEFT)

active proctype timers() {
end:
    do
    :: atomic {
        if
        /* TMO-01 TMO-04 TMO-33; TMO-30: it never had its turn */
        :: TIMEOUT_ARMED && !STOPPING -> cancel_flows(); fail_invoke(); reset_follows()
        :: TIMEOUT_ARMED && STOPPING -> stage = NONE

        /* INIT-30 */
        :: AWS && sandbox == INITIALIZING -> cancel_flows(); reset_follows()

        /* SHD-05 SHD-35 */
        :: teardown == STOPPING_RUNTIME -> teardown = KILLING_RUNTIME; killed = 1
        :: teardown == STOPPING_EXTENSIONS ->
            teardown = KILLING_EXTENSIONS;
            for (i : 0 .. EXTENSIONS - 1) { e_killed[i] = e_killed[i] || e_awaited[i] }

        /* SHD-12 SHD-13 SHD-10 */
        :: (teardown == KILLING_RUNTIME || teardown == KILLING_EXTENSIONS) && HANGS ->
            faults = faults + !gave_up; gave_up = 1;
            if
            :: teardown == KILLING_RUNTIME -> extensions_stop = 1
            :: else -> teardown = REAPING
            fi
        :: teardown == REAPING && HANGS ->
            faults = faults + !gave_up; gave_up = 1;
            awaited = 0;
            for (i : 0 .. EXTENSIONS - 1) { e_awaited[i] = 0 }
            teardown_ends = 1
        fi;
        follow_up()
    }
    od
}
