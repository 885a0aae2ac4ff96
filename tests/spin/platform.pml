/* What the platform does when something reaches it, up to the end of the move. */

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
