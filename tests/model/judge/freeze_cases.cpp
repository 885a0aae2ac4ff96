#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

// The invoke after the frozen time begins with the time that is left of the one before.
Trace counts_frozen_time() {
    TraceBuilder run = ready().after(2s).ask_invoke(1).thaw();
    run.arm(Timer::FunctionTimeout, 1s).told_start(1).deliver(1).respond(1, 5);
    return run.all_poll().end_invoke(1, 5).end();
}

// A second runtime takes the place of the frozen one.
Trace starts_another() {
    TraceBuilder run = ready().after(1s).ask_invoke(1).thaw().start(Who::Runtime);
    return run.arm_timeout().told_start(1).cut();
}

}  // namespace

Cases freeze_cases() {
    return {
        {"FRZ-01", [] { return without(ready().invoke(1).end(), Kind::SandboxFrozen, 1); },
         [] { return plain(); }},
        {"FRZ-02", [] { return without(plain(), Kind::SandboxThawed); }, [] { return plain(); }},
        {"FRZ-03", [] { return invoking().freeze().cut(); }, [] { return plain(); }},
        {"FRZ-04", [] { return ready().ask_shutdown().signal(Who::Runtime, Signal::Kill).cut(); },
         [] { return plain(); }},
        {"FRZ-05", starts_another, [] { return plain(); }},
        {"FRZ-06", counts_frozen_time, [] { return plain(); }},
    };
}

}  // namespace hourglass::model
