#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

Change text_is(TextId text) {
    return [text](Record& one) { one.text = text; };
}

// The runtime is done with invoke 1, and then its extension overruns the deadline.
Trace overrun(std::uint8_t flags_of_first) {
    TraceBuilder run = invoking_with_extension().respond(1, 5).runtime_polls().runtime_done(1);
    run.records().back().flags = flags_of_first;
    run.after(2995ms).done(1, Outcome::TimedOut, "Sandbox.Timedout", request_reset);
    return run.repair(1, Repair::Timeout).end();
}

Trace restores(bool with_report) {
    TraceBuilder run;
    run.restorable().ask_init().store_credentials(1).init_start().start(Who::Runtime).after(1ms);
    run.call(Kind::RestoreNextCalled).init_report().init_done(Outcome::Success).freeze();
    run.after(1s).thaw().add({.kind = Kind::RestoreAsked}).store_credentials(1);
    run.told(PlatformEvent::RestoreStart).answer(Answer::RestoreEvent).after(5ms).runtime_polls();
    run.told(PlatformEvent::RestoreRuntimeDone);
    if (with_report) run.told(PlatformEvent::RestoreReport);
    return run.add({.amount = 5, .kind = Kind::RestoreDone}).freeze().end();
}

// The failure is on record before anything has ended or been reset.
Trace invoke_records_its_failure() {
    return invoking()
        .told(PlatformEvent::RuntimeDone, {.amount = 5'000'000,
                                           .invoke = InvokeId{1},
                                           .text = known_text("Runtime.Unknown"),
                                           .flags = status_error})
        .cut();
}

}  // namespace

Cases record_cases() {
    return {
        {"EVT-06", [] { return overrun(status_error); }, [] { return overrun(0); }},
        {"EVT-31", [] { return without(plain(), PlatformEvent::Report); }, [] { return plain(); }},
        {"EVT-32", [] { return restores(false); }, [] { return restores(true); }},
        {"EVT-33",
         [] {
             return changed(plain(), PlatformEvent::InitReport,
                            [](Record& one) { one.who = told_init_type(2); });
         },
         [] { return plain(); }},
        {"EVT-34", [] { return without(after_crash().end(), PlatformEvent::Fault); },
         [] { return after_crash().end(); }},
        {"ERR-03",
         [] {
             return changed(plain(), PlatformEvent::InitRuntimeDone,
                            text_is(known_text("Runtime.Unknown")));
         },
         [] { return failed_init().end(); }},
        {"INV-19", invoke_records_its_failure, [] { return after_crash().end(); }},
        {"METR-01",
         [] {
             return changed(plain(), PlatformEvent::RuntimeDone,
                            [](Record& one) { one.call = CallId{7}; });
         },
         [] { return plain(); }},
    };
}

}  // namespace hourglass::model
