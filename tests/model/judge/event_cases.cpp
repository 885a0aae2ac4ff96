#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

Trace runtime_done_too_early() {
    return invoking().runtime_done(1).respond(1, 5).runtime_polls().cut();
}

Trace failure_without_record() {
    TraceBuilder run = invoking().exits(Who::Runtime, 0, 1).fail_invoke(1, "Runtime.ExitError");
    return run.reset_done("failure").end();
}

Change amount_is(std::int64_t amount) {
    return [amount](Record& one) { one.amount = amount; };
}

// The extension takes 1995 ms of the reset's 2 s.
Trace slow_reset(std::int64_t reported, std::uint8_t flags) {
    TraceBuilder run = ready_with_extension().thaw().ask_reset("maintenance");
    run.signal(Who::Runtime, Signal::Terminate).after(10ms).exits(Who::Runtime);
    run.arm(Timer::ExtensionStop, 1990ms).tell_shutdown("maintenance", run.now() + 1990ms);
    run.after(1985ms).exits(Who::Extension).reset_done("maintenance");
    return changed(run.end(), Kind::ResetDone, [=](Record& one) {
        one.amount = reported;
        one.flags = flags;
    });
}

}  // namespace

Cases event_cases() {
    return {
        {"EVT-01", [] { return without(with_extension(), PlatformEvent::Extension); },
         [] { return with_extension(); }},
        {"EVT-02", [] { return without(failed_init().end(), PlatformEvent::InitRuntimeDone); },
         [] { return failed_init().end(); }},
        {"EVT-03", runtime_done_too_early, [] { return plain(); }},
        {"EVT-04", [] { return doubled(plain(), PlatformEvent::Start); }, [] { return plain(); }},
        {"EVT-05", failure_without_record, [] { return after_crash().end(); }},
        {"EVT-08", [] { return changed(with_extension(), PlatformEvent::Extension, amount_is(2)); },
         [] { return with_extension(); }},
        {"EVT-30", [] { return doubled(plain(), PlatformEvent::InitStart); },
         [] { return plain(); }},
        {"METR-06", [] { return slow_reset(2500, budget_exceeded); },
         [] { return slow_reset(1995, 0); }},
        {"METR-30", [] { return changed(plain(), PlatformEvent::RuntimeDone, amount_is(-1)); },
         [] { return plain(); }},
        {"METR-31", [] { return changed(with_extension(), Kind::InitDone, amount_is(3)); },
         [] { return with_extension(); }},
    };
}

}  // namespace hourglass::model
