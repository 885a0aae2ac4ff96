#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

constexpr std::uint8_t by_reset = reset_received | request_reset;

TraceBuilder initializing() {
    TraceBuilder run;
    return run.ask_init().init_start().start(Who::Runtime).after(1ms);
}

Trace reset_during_init() {
    TraceBuilder run = initializing().ask_reset("maintenance").init_report("Runtime.Unknown");
    run.init_done(Outcome::Failure, "Sandbox.Failure", by_reset).stop_all("maintenance");
    return run.reset_done("maintenance").end();
}

Trace reset_during_invoke(Reply reply) {
    TraceBuilder run = invoking().ask_reset("maintenance");
    run.done(1, Outcome::Failure, "Sandbox.Failure", by_reset);
    run.answered(1, reply, 0, "Sandbox.Failure").stop_all("maintenance");
    return run.reset_done("maintenance").end();
}

Trace reset_leaves_the_invoke() {
    return invoking().ask_reset("maintenance").after(1s).cut();
}

Trace stops_before_the_init_ends() {
    return initializing().ask_reset("maintenance").signal(Who::Runtime, Signal::Kill).cut();
}

Trace with_budget(Duration budget, Duration told) {
    TraceBuilder run = ready_with_extension(rapid);
    run.ask_reset("maintenance", budget.count());
    const Instant deadline = run.now() + told;
    run.signal(Who::Runtime, Signal::Terminate).arm(Timer::RuntimeStop, budget * 3 / 10);
    run.exits(Who::Runtime).arm(Timer::ExtensionStop, budget);
    run.tell_shutdown("maintenance", deadline).after(1ms).exits(Who::Extension);
    return run.reset_done("maintenance").end();
}

Trace without_budget(Duration until_kill) {
    TraceBuilder run = ready_with_extension().thaw().ask_reset("maintenance", 0);
    run.signal(Who::Runtime, Signal::Terminate).after(until_kill);
    run.signal(Who::Runtime, Signal::Kill).exits(Who::Runtime);
    run.tell_shutdown("maintenance", run.now() - until_kill);
    run.signal(Who::Extension, Signal::Kill).exits(Who::Extension);
    return run.reset_done("maintenance").end();
}

// A reset that records the end of the runtime.
Trace told_end(std::string_view reason) {
    TraceBuilder run = ready().thaw().ask_reset(reason);
    run.told(PlatformEvent::RuntimeDone, {.flags = status_timeout});
    return run.stop_all(reason).reset_done(reason).end();
}

Trace generation_is(std::uint32_t generation) {
    return changed(TraceBuilder{}.ask_reset("maintenance").reset_done("maintenance").end(),
                   Kind::ResetDone, [=](Record& one) { one.generation = generation; });
}

Trace reset_alone() {
    return ready().reset().end();
}

Trace process_survives() {
    return ready().thaw().ask_reset("maintenance").reset_done("maintenance").cut();
}

TraceBuilder down() {
    return ready().shutdown();
}

Trace fails_when_down() {
    TraceBuilder run = down().ask_invoke(1).arm_timeout().told_start(1);
    return run.fail_invoke(1, "Sandbox.Failure").repair(1).end();
}

Trace served_when_down() {
    return down().begin_invoke(1).deliver_to_runtime(1).cut();
}

// A reset that is asked for while a shutdown runs.
TraceBuilder reset_during_shutdown() {
    TraceBuilder run = ready_with_extension().thaw().ask_shutdown();
    return run.signal(Who::Runtime, Signal::Terminate).ask_reset("maintenance");
}

Trace reset_waits() {
    TraceBuilder run = reset_during_shutdown().after(10ms).exits(Who::Runtime);
    run.stop_extensions("spindown", run.now() + 1990ms).shutdown_done();
    return run.reset_done("maintenance").end();
}

Trace old_identifier(Answer answer) {
    TraceBuilder run = ready_with_extension().reset();
    run.call_of(Kind::ExtensionNextCalled, 0).answer(answer);
    return changed(
        run.end(), Kind::ExtensionNextCalled, [](Record& one) { one.generation = 1; }, 1);
}

Trace registration_stays_closed() {
    TraceBuilder run = ready_with_extension().reset().ask_invoke(1).arm_timeout();
    run.enter_suppressed_init().init_start().start(Who::Extension);
    return run.ask_register("agent", both_events).answer(Answer::RegistrationClosed).cut();
}

// A process of generation 1 is seen to exit while generation 3 serves invoke 1.
TraceBuilder late_exit() {
    TraceBuilder run = ready().reset().ask_invoke(1).arm_timeout().suppressed_init().told_start(1);
    return run.deliver(1).after(1ms).add(
        {.generation = 1, .kind = Kind::ProcessExited, .who = Who::Runtime});
}

Trace late_exit_changes_nothing() {
    return late_exit().respond(1, 5).runtime_polls().end_invoke(1, 5).end();
}

Trace init_without_its_extension() {
    TraceBuilder run = ready_with_extension().reset().ask_invoke(1).arm_timeout();
    run.enter_suppressed_init().init_start().start_extensions().start(Who::Runtime);
    run.runtime_polls().init_report().leave_suppressed_init().told_start(1);
    return run.deliver_to_runtime(1).cut();
}

Trace event_without_repair() {
    TraceBuilder run = invoking().exits(Who::Runtime, 0, 1).fail_invoke(1, "Runtime.ExitError");
    return run.begin_invoke(2).deliver_to_runtime(2).cut();
}

}  // namespace

Cases reset_cases() {
    return {
        {"RST-14",
         [] {
             return changed(with_reset(rapid), Kind::ResetDone,
                            [](Record& one) { one.flags = exit_error_meanwhile; });
         },
         [] { return with_reset(rapid); }},
        {"RST-01", [] { return without(reset_alone(), Kind::ResetDone); }, reset_alone},
        {"RST-02", reset_leaves_the_invoke, [] { return reset_during_invoke(Reply::Empty); }},
        {"RST-03", [] { return with_budget(1s, 3s); }, [] { return with_budget(1s, 1s); }},
        {"RST-04", [] { return without_budget(100ms); }, [] { return without_budget(0ms); }},
        {"RST-05", [] { return told_end("maintenance"); }, [] { return told_end("timeout"); }},
        {"RST-06", [] { return generation_is(2); }, [] { return generation_is(1); }},
        {"RST-07", registration_stays_closed, [] { return with_reset(); }},
        {"RST-09", stops_before_the_init_ends, reset_during_init},
        {"RST-10", [] { return reset_during_invoke(Reply::PlatformError); },
         [] { return reset_during_invoke(Reply::Empty); }},
        {"RST-11", process_survives, reset_alone},
        {"RST-13", [] { return doubled(reset_alone(), Kind::ResetDone); }, reset_alone},
        {"RST-15", served_when_down, fails_when_down},
        {"RST-16", [] { return reset_during_shutdown().reset_done("maintenance").cut(); },
         reset_waits},
        {"RST-30",
         [] { return ready().thaw().ask_reset("maintenance").after(40s).runtime_polls().cut(); },
         reset_alone},
        {"RST-31", process_survives, reset_alone},
        {"RST-32", [] { return generation_is(3); }, reset_alone},
        {"RST-33", [] { return old_identifier(Answer::InvokeEvent); },
         [] { return old_identifier(Answer::UnknownExtension); }},
        {"RST-34", [] { return ready().reset().start(Who::Runtime).cut(); },
         [] { return with_reset(); }},
        {"RST-35", [] { return late_exit().fail_invoke(1, "Sandbox.Failure").cut(); },
         late_exit_changes_nothing},
        {"RST-36", init_without_its_extension, [] { return with_reset(); }},
        {"RST-37", event_without_repair, [] { return after_crash().cold_invoke(2).end(); }},
    };
}

}  // namespace hourglass::model
