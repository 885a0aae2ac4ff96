#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

Trace starts_again() {
    return ready().exits(Who::Runtime, 0, 1).start(Who::Runtime).cut();
}

Trace skips_a_generation() {
    return changed(
        with_reset(), PlatformEvent::InitStart, [](Record& one) { one.generation = 5; }, 1);
}

Trace never_reaped() {
    TraceBuilder run = ready().thaw().ask_shutdown().signal(Who::Runtime, Signal::Kill);
    return run.after(21s).shutdown_done().cut();
}

Trace leaves_a_port() {
    TraceBuilder run = ready().shutdown().add({.kind = Kind::Leak});
    return run.saying("port 9001").end();
}

Trace second_runtime() {
    TraceBuilder run = ready().ask_invoke(1).arm_timeout().enter_suppressed_init().init_start();
    return run.start(Who::Runtime).cut();
}

// The runtime of generation 1 polls in generation 3.
Trace old_runtime_polls(Answer answer) {
    TraceBuilder run = ready().reset().cold_invoke(1).after(1ms).runtime_polls().answer(answer);
    return changed(
        run.end(), Kind::RuntimeNextCalled, [](Record& one) { one.generation = 1; }, 3);
}

}  // namespace

Cases process_cases() {
    return {
        {"PROC-01", starts_again, [] { return with_reset(); }},
        {"PROC-02", skips_a_generation, [] { return with_reset(); }},
        {"PROC-03",
         [] {
             return changed(
                 with_reset(rapid), PlatformEvent::InitStart,
                 [](Record& one) { one.generation = 4; }, 1);
         },
         [] { return with_reset(rapid); }},
        {"PROC-30", never_reaped, [] { return plain(); }},
        {"PROC-31", leaves_a_port, [] { return plain(); }},
        {"PROC-32", second_runtime, [] { return with_reset(); }},
        {"PROC-36", [] { return old_runtime_polls(Answer::InvokeEvent); },
         [] { return old_runtime_polls(Answer::NoRuntime); }},
        {"PROC-37", [] { return ready().thaw().signal(Who::Extension, Signal::Kill, 3).cut(); },
         [] { return plain(); }},
    };
}

}  // namespace hourglass::model
