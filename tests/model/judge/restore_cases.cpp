#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

constexpr Duration hook_limit = 1s;

// The runtime waits in its restore poll and init is over.
TraceBuilder snapshot(ProfileName profile = aws) {
    TraceBuilder run{profile};
    run.restorable().ask_init().store_credentials(1).init_start().start(Who::Runtime).after(1ms);
    run.call(Kind::RestoreNextCalled).init_report().init_done(Outcome::Success);
    return run.freeze();
}

TraceBuilder restoring(ProfileName profile = aws) {
    TraceBuilder run = snapshot(profile).after(1s).thaw();
    run.add({.amount = hook_limit.count(), .kind = Kind::RestoreAsked}).store_credentials(1);
    return run.told_of_restore(PlatformEvent::RestoreStart).answer(Answer::RestoreEvent);
}

TraceBuilder& restored(TraceBuilder& run, Outcome outcome, std::string_view type = "") {
    const std::uint8_t failed = outcome == Outcome::Success ? 0 : status_error;
    run.told(PlatformEvent::RestoreRuntimeDone, {.flags = failed});
    run.saying(failed == 0 ? "" : "Runtime.Unknown").told_of_restore(PlatformEvent::RestoreReport);
    run.add({.code = static_cast<std::uint16_t>(outcome), .kind = Kind::RestoreDone});
    return run.saying(type);
}

Trace succeeds() {
    TraceBuilder run = restoring().after(10ms).runtime_polls();
    return restored(run, Outcome::Success).freeze().invoke(1).end();
}

Trace succeeds_without_poll() {
    TraceBuilder run = restoring().after(10ms);
    return restored(run, Outcome::Success).cut();
}

Trace times_out_after(Duration time) {
    TraceBuilder run = restoring().after(time);
    return restored(run, Outcome::TimedOut, "Runtime.RestoreHookUserTimeout").end();
}

Trace hook_error(bool posted) {
    TraceBuilder run = restoring().after(10ms);
    if (posted) run.call(Kind::RestoreErrorPosted).answer(Answer::Accepted);
    return restored(run, Outcome::Failure, "errRestoreHookUserError").end();
}

Trace runtime_exits(std::string_view type) {
    TraceBuilder run = restoring().after(10ms).exits(Who::Runtime, 0, 1);
    return restored(run, Outcome::Failure, type).end();
}

// A restore of a runtime that is gone already.
Trace fails_after(Duration time) {
    TraceBuilder run = snapshot().after(1s).exits(Who::Runtime, 0, 1).after(1s);
    run.add({.amount = hook_limit.count(), .kind = Kind::RestoreAsked}).store_credentials(1);
    run.told_of_restore(PlatformEvent::RestoreStart).after(time);
    return restored(run, Outcome::Failure, "Runtime.ExitError").end();
}

Trace reset_interrupts(std::string_view type) {
    TraceBuilder run = restoring().after(10ms).ask_reset("maintenance");
    restored(run, Outcome::Failure, type).stop_all("maintenance");
    return run.reset_done("maintenance").end();
}

Trace nothing_to_restore(std::int64_t took) {
    TraceBuilder run = ready().add({.amount = hook_limit.count(), .kind = Kind::RestoreAsked});
    run.told_of_restore(PlatformEvent::RestoreStart);
    return changed(restored(run, Outcome::Success).end(), Kind::RestoreDone,
                   [took](Record& one) { one.amount = took; });
}

Trace event_inside_the_hook() {
    TraceBuilder run = restoring().ask_invoke(1).arm_timeout().told_start(1).runtime_polls();
    run.deliver_to_runtime(1);
    std::erase_if(run.records(),
                  [](const Record& one) { return one.kind == Kind::RuntimeNextCalled; });
    return run.cut();
}

// The runtime exits in its hook; or comes back, whatever the extension had to report.
Trace fatal_error_stands(Outcome outcome, std::string_view type) {
    TraceBuilder run = restoring(rapid).after(10ms).exits(Who::Runtime, 0, 1);
    return restored(run, outcome, type).end();
}

Trace times_out_and_is_left_alone() {
    TraceBuilder run = restoring(rapid).after(1s);
    restored(run, Outcome::TimedOut, "Runtime.RestoreHookUserTimeout").after(1ms).runtime_polls();
    return run.invoke(1).end();
}

Trace times_out_and_is_killed() {
    TraceBuilder run = restoring(rapid).after(1s);
    restored(run, Outcome::TimedOut, "Runtime.RestoreHookUserTimeout").after(1ms);
    return run.signal(Who::Runtime, Signal::Kill).cut();
}

Trace restore_poll_answered(Answer answer) {
    return snapshot().after(1s).answer(answer).cut();
}

}  // namespace

Cases restore_cases() {
    return {
        {"RSTR-03", succeeds_without_poll, succeeds},
        {"RSTR-04", [] { return times_out_after(500ms); }, [] { return times_out_after(1s); }},
        {"RSTR-05", [] { return hook_error(false); }, [] { return hook_error(true); }},
        {"RSTR-06", [] { return runtime_exits("errRestoreHookUserError"); },
         [] { return runtime_exits("Runtime.ExitError"); }},
        {"RSTR-06", [] { return fails_after(100ms); }, [] { return fails_after(0s); }},
        {"RSTR-07", [] { return reset_interrupts("Sandbox.Failure"); },
         [] { return reset_interrupts("errResetReceived"); }},
        {"RSTR-10", [] { return nothing_to_restore(7); }, [] { return nothing_to_restore(0); }},
        {"RSTR-30", [] { return doubled(succeeds(), PlatformEvent::RestoreRuntimeDone); },
         succeeds},
        {"RSTR-31", [] { return restoring().after(2s).runtime_polls().cut(); }, succeeds},
        {"RSTR-32", event_inside_the_hook, succeeds},
        {"RSTR-35", times_out_and_is_killed, times_out_and_is_left_alone},
        {"ERR-04", [] { return fatal_error_stands(Outcome::Success, ""); },
         [] { return fatal_error_stands(Outcome::Failure, "Runtime.ExitError"); }},
        {"RSTR-33", [] { return restore_poll_answered(Answer::InvokeEvent); }, succeeds},
    };
}

}  // namespace hourglass::model
