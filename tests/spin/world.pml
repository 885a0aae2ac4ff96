/* Who makes the moves: processes, whoever asks, and time. */

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
