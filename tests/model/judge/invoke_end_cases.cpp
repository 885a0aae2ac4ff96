#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

// Invoke 1 up to the point at which the runtime and the extension have polled.
TraceBuilder answered_and_polled(ProfileName profile = aws) {
    return invoking_with_extension(profile).respond(1, 5).all_poll();
}

Trace function_error() {
    TraceBuilder run = invoking().report_error(1, 5).runtime_polls();
    return run.runtime_done(1).done(1, Outcome::Success).freeze().end();
}

Trace function_error_fails() {
    TraceBuilder run = invoking().report_error(1, 5).runtime_polls().runtime_done(1);
    return run.fail_invoke(1, "Sandbox.Failure").cut();
}

Trace answered_too_early() {
    TraceBuilder run = invoking(rapid).respond(1, 5).answered(1, Reply::Response, 5);
    return run.cut();
}

Trace never_polls_and_succeeds() {
    return invoking().respond(1, 5).done(1, Outcome::Success).cut();
}

Trace never_polls_and_times_out() {
    TraceBuilder run = invoking().respond(1, 5).after(2995ms).done(
        1, Outcome::TimedOut, "Sandbox.Timedout", request_reset);
    return run.repair(1, Repair::Timeout).end();
}

Trace exits_and_succeeds() {
    return invoking().exits(Who::Runtime, 0, 1).done(1, Outcome::Success).cut();
}

TraceBuilder exits_while_idle() {
    return ready(rapid).invoke(1).after(1ms).exits(Who::Runtime, 0, 1).after(1ms);
}

Trace fails_after_idle_exit() {
    TraceBuilder run = exits_while_idle().begin_invoke(2).fail_invoke(2, "Runtime.ExitError");
    return run.repair(2).end();
}

Trace succeeds_after_idle_exit() {
    return exits_while_idle().begin_invoke(2).done(2, Outcome::Success).cut();
}

Trace exits_after_its_answer() {
    TraceBuilder run = invoking().respond(1, 5).exits(Who::Runtime);
    run.done(1, Outcome::Failure, "Runtime.ExitError", request_reset);
    return run.repair(1).end();
}

Trace answer_is_replaced() {
    TraceBuilder run = invoking(rapid).respond(1, 5).exits(Who::Runtime);
    run.done(1, Outcome::Failure, "Runtime.ExitError", request_reset);
    return run.answered(1, Reply::PlatformError, 0, "Runtime.ExitError").cut();
}

TraceBuilder extension_exits_after_runtime() {
    TraceBuilder run = invoking_with_extension().respond(1, 5).runtime_polls().runtime_done(1);
    return run.after(1ms).exits(Who::Extension);
}

Trace extension_exit_fails_the_invoke() {
    TraceBuilder run = extension_exits_after_runtime();
    run.done(1, Outcome::Failure, "Extension.Crash", request_reset);
    return run.repair(1).end();
}

// The extension has reported an exit error and does nothing more.
TraceBuilder exit_error() {
    TraceBuilder run = invoking_with_extension().respond(1, 5);
    run.call_of(Kind::ExtensionExitErrorPosted, 0).answer(Answer::Accepted);
    return run.runtime_polls().runtime_done(1);
}

Trace exit_error_holds_the_invoke() {
    TraceBuilder run =
        exit_error().after(2995ms).done(1, Outcome::TimedOut, "Sandbox.Timedout", request_reset);
    run.broken_off(1, status_timeout);
    run.signal(Who::Runtime, Signal::Terminate).exits(Who::Runtime);
    run.after(2s).signal(Who::Extension, Signal::Kill).exits(Who::Extension);
    return run.reset_done("timeout").end();
}

Trace failure_without_error_type() {
    TraceBuilder run = invoking().exits(Who::Runtime, 0, 1);
    run.done(1, Outcome::Failure, "Runtime.ExitError", request_reset);
    return run.answered(1, Reply::PlatformError).cut();
}

Trace answer_is_held_back() {
    TraceBuilder run = invoking_with_extension().call(Kind::ResponsePosted, 1, 5);
    return run.answer(Answer::Accepted).after(1ms).all_poll().cut();
}

Trace exit_has_no_effect() {
    return invoking().exits(Who::Runtime, 0, 1).after(1ms).cut();
}

}  // namespace

Cases invoke_end_cases() {
    return {
        {"INV-05", [] { return without(with_extension(), Kind::ExtensionNextCalled, 1); },
         [] { return answered_and_polled().end_invoke(1, 5).end(); }},
        {"INV-06", function_error_fails, function_error},
        {"INV-07", answered_too_early, [] { return with_extension(rapid); }},
        {"INV-08", never_polls_and_succeeds, never_polls_and_times_out},
        {"INV-13", exits_and_succeeds, [] { return after_crash().end(); }},
        {"INV-14", succeeds_after_idle_exit, fails_after_idle_exit},
        {"INV-16", answer_is_replaced, exits_after_its_answer},
        {"INV-17", [] { return extension_exits_after_runtime().done(1, Outcome::Success).cut(); },
         extension_exit_fails_the_invoke},
        {"INV-18", [] { return exit_error().done(1, Outcome::Success).cut(); },
         exit_error_holds_the_invoke},
        {"INV-20", failure_without_error_type, [] { return after_crash().end(); }},
        {"INV-31", answer_is_held_back, [] { return with_extension(); }},
        {"INV-32", [] { return doubled(plain(), Kind::InvokeAnswered); }, [] { return plain(); }},
        {"INV-34",
         [] {
             return changed(plain(), Kind::InvokeAnswered,
                            [](Record& one) { one.payload = PayloadId{7}; });
         },
         [] { return plain(); }},
        {"INV-44", exit_has_no_effect, [] { return after_crash().end(); }},
        {"ERR-33", exit_has_no_effect, [] { return after_crash().end(); }},
    };
}

}  // namespace hourglass::model
