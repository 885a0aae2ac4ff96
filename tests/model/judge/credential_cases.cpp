#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

// A snapshot, its restore, a reset, and an invoke that brings the sandbox up again.
Trace snapshot(ProfileName profile = aws) {
    TraceBuilder run{profile};
    run.restorable().ask_init().store_credentials(1).init_start().start(Who::Runtime).after(1ms);
    run.call(Kind::RestoreNextCalled).init_report().init_done(Outcome::Success).freeze();
    run.after(1s).thaw().add({.kind = Kind::RestoreAsked}).store_credentials(1);
    run.told_of_restore(PlatformEvent::RestoreStart).answer(Answer::RestoreEvent).after(5ms);
    run.runtime_polls().told(PlatformEvent::RestoreRuntimeDone);
    run.told_of_restore(PlatformEvent::RestoreReport);
    run.add({.amount = 5, .kind = Kind::RestoreDone}).freeze().thaw().reset();
    return run.cold_invoke(1).end();
}

Change set_is(std::uint32_t set) {
    return [set](Record& one) { one.call = CallId{set}; };
}

Change finds(std::uint8_t forms) {
    return [forms](Record& one) { one.flags = forms; };
}

Trace stored_after_the_start() {
    TraceBuilder run;
    run.restorable().ask_init().init_start().start(Who::Runtime).store_credentials(1);
    return run.cut();
}

}  // namespace

Cases credential_cases() {
    return {
        {"CRED-02", [] { return changed(snapshot(), Kind::CredentialsStored, set_is(2), 1); },
         [] { return snapshot(); }},
        {"CRED-03", [] { return changed(snapshot(), Kind::ProcessStart, set_is(2), 1); },
         [] { return snapshot(); }},
        {"CRED-30", [] { return changed(plain(), Kind::ProcessStart, finds(0)); },
         [] { return plain(); }},
        {"CRED-31",
         [] { return changed(snapshot(), Kind::ProcessStart, finds(plain_credentials)); },
         [] { return snapshot(); }},
        {"INIT-02", stored_after_the_start, [] { return snapshot(); }},
        {"INIT-18", [] { return changed(snapshot(rapid), Kind::ProcessStart, set_is(0)); },
         [] { return snapshot(rapid); }},
        {"RST-08", [] { return changed(with_reset(), Kind::ProcessStart, finds(0), 2); },
         [] { return with_reset(); }},
    };
}

}  // namespace hourglass::model
