#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

Change flags_are(std::uint8_t flags) {
    return [flags](Record& one) { one.flags = flags; };
}

Change text_is(TextId text) {
    return [text](Record& one) { one.text = text; };
}

// Runtime and extension exit while the sandbox idles; then comes invoke 1.
Trace two_exits(std::string_view type) {
    TraceBuilder run = ready_with_extension(rapid).after(1ms).exits(Who::Runtime, 0, 1);
    run.after(1ms).exits(Who::Extension, 0, 1).after(1ms).begin_invoke(1).fail_invoke(1, type);
    return run.repair(1).end();
}

// Both exit during an invoke, which goes on for the first of them.
Trace first_exit_is_passed_over() {
    TraceBuilder run = invoking_with_extension().exits(Who::Runtime, 0, 1);
    return run.exits(Who::Extension, 0, 1).fail_invoke(1, "Runtime.ExitError").cut();
}

// The runtime has polled and the extension has not.
Trace exits_late_in_init(std::string_view type) {
    TraceBuilder run;
    run.extensions({"agent"}).ask_init().init_start().start_extensions().start(Who::Runtime);
    run.after(2ms).runtime_polls().after(1ms).exits(Who::Runtime, 0, 1);
    run.init_report("Runtime.ExitError").init_done(Outcome::Failure, type, request_reset);
    return run.stop_all("failure").reset_done("failure").end();
}

Trace start_fails(std::string_view brought, std::string_view type) {
    TraceBuilder run;
    run.ask_init().init_start().start(Who::Runtime);
    run.add({.amount = 2,
             .generation = run.generation(),
             .text = run.text(brought),
             .kind = Kind::ProcessStartFailed,
             .who = Who::Runtime});
    run.init_report(brought).init_done(Outcome::Failure, type, request_reset);
    return run.reset_done("failure").end();
}

// The runtime does not die for all of the reset, and is noticed to have gone in the next invoke.
TraceBuilder late_exit() {
    TraceBuilder run = ready(rapid).ask_reset("maintenance").signal(Who::Runtime, Signal::Kill);
    run.arm(Timer::KillWait, 9s).after(9s).arm(Timer::ReapWait, 2s).after(2s);
    run.reset_done("maintenance").ask_invoke(1).arm_timeout().suppressed_init().told_start(1);
    run.deliver(1);
    run.add({.generation = 1, .kind = Kind::ProcessExited, .who = Who::Runtime});
    return run.after(1ms);
}

Trace late_exit_does_no_harm() {
    TraceBuilder run = late_exit().respond(1, 5).all_poll();
    return run.end_invoke(1, 5).end();
}

Trace late_exit_is_told_as(std::string_view type) {
    return late_exit().fail_invoke(1, type).cut();
}

}  // namespace

Cases cause_cases() {
    return {
        {"ERR-05", [] { return late_exit_is_told_as("Runtime.ExitError"); },
         late_exit_does_no_harm},
        {"ERR-09",
         [] {
             return changed(after_crash().end(), Kind::InvokeDone,
                            flags_are(reset_received | request_reset));
         },
         [] { return after_crash().end(); }},
        {"ERR-32",
         [] {
             return changed(after_crash().end(), Kind::InvokeDone,
                            text_is(known_text("Sandbox.Failure")));
         },
         [] { return after_crash().end(); }},
        {"INIT-08", [] { return exits_late_in_init("Sandbox.Failure"); },
         [] { return exits_late_in_init("Runtime.ExitError"); }},
        {"INIT-13", [] { return start_fails("Runtime.Unknown", "Runtime.InvalidEntrypoint"); },
         [] { return start_fails("Runtime.Unknown", "Runtime.Unknown"); }},
        {"INV-15", [] { return two_exits("Extension.Crash"); },
         [] { return two_exits("Runtime.ExitError"); }},
        {"PROC-06", first_exit_is_passed_over, [] { return two_exits("Runtime.ExitError"); }},
        {"RST-17", [] { return late_exit_is_told_as("Function.Unknown"); }, late_exit_does_no_harm},
    };
}

}  // namespace hourglass::model
