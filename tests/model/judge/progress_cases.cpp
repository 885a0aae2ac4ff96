#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

// All extensions have registered.
Trace runtime_is_not_started() {
    TraceBuilder run;
    return run.extensions({"agent"}).ask_init().init_start().start_extensions().cut();
}

Trace init_goes_on() {
    TraceBuilder run;
    run.ask_init().init_start().start(Who::Runtime).after(1ms);
    return run.runtime_polls().cut();
}

// The report of the init is made, and the init is not answered.
Trace init_is_not_answered() {
    TraceBuilder run;
    return run.ask_init().init_start().bring_up().init_report().cut();
}

Trace invoke_waits_for_nothing() {
    return ready().ask_invoke(1).arm_timeout().cut();
}

Trace event_is_kept_back() {
    TraceBuilder run;
    run.ask_invoke(1).arm_timeout().enter_suppressed_init().init_start().start(Who::Runtime);
    run.after(1ms).runtime_polls().init_report().leave_suppressed_init().told_start(1);
    return run.cut();
}

Trace invoke_goes_on() {
    return invoking_with_extension().respond(1, 5).all_poll().cut();
}

// The runtime waits in its restore poll, and a restore is asked for.
TraceBuilder asked_to_restore() {
    TraceBuilder run{rapid};
    run.restorable().ask_init().store_credentials(1).init_start().start(Who::Runtime).after(1ms);
    run.call(Kind::RestoreNextCalled).init_report().init_done(Outcome::Success).after(1s);
    run.add({.amount = 1'000'000'000, .kind = Kind::RestoreAsked}).store_credentials(1);
    return run;
}

TraceBuilder in_its_hook() {
    return asked_to_restore().answer(Answer::RestoreEvent).after(10ms);
}

Trace restores() {
    TraceBuilder run = in_its_hook().runtime_polls();
    run.told(PlatformEvent::RestoreRuntimeDone);
    return run.add({.amount = 10, .kind = Kind::RestoreDone}).end();
}

Trace reported_hook_error_goes_on() {
    return in_its_hook().call(Kind::RestoreErrorPosted).answer(Answer::Accepted).cut();
}

Trace killed_twice() {
    TraceBuilder run = ready().ask_shutdown();
    return run.signal(Who::Runtime, Signal::Kill).signal(Who::Runtime, Signal::Kill).cut();
}

Trace allowed_response_is_refused() {
    TraceBuilder run = invoking().call(Kind::ResponsePosted, 1, 5);
    return run.answer(Answer::InvalidTransition).cut();
}

Trace allowed_registration_is_refused() {
    TraceBuilder run;
    run.extensions({"agent"}).ask_init().init_start().start(Who::Extension, 0).after(1ms);
    return run.ask_register("agent", both_events).answer(Answer::NameTaken).cut();
}

}  // namespace

Cases call_cases() {
    return {
        {"INV-40", allowed_response_is_refused, [] { return plain(); }},
        {"EXT-40", allowed_registration_is_refused, [] { return with_extension(); }},
        {"HTTP-01", [] { return invoking().respond(1, 5).answer(Answer::Accepted).cut(); },
         [] { return plain(); }},
        {"HTTP-01", [] { return invoking().call(Kind::ResponsePosted, 1, 5).cut(); },
         [] { return plain(); }},
    };
}

Cases progress_cases() {
    return {
        {"INIT-03", runtime_is_not_started, [] { return with_extension(); }},
        {"INIT-03", init_goes_on, [] { return plain(); }},
        {"INIT-03", init_is_not_answered, [] { return with_extension(rapid); }},
        {"INV-43", invoke_waits_for_nothing, [] { return plain(); }},
        {"INV-43", event_is_kept_back, [] { return with_reset(); }},
        {"INV-04", invoke_goes_on, [] { return with_extension(); }},
        {"RSTR-03", [] { return in_its_hook().runtime_polls().cut(); }, restores},
        {"RSTR-03", reported_hook_error_goes_on, restores},
        {"RSTR-01", [] { return asked_to_restore().cut(); }, restores},
        {"SHD-12", killed_twice, [] { return plain(); }},
    };
}

}  // namespace hourglass::model
