#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

// An event for a sandbox that has nobody to take it.
Trace event_at_once(TraceBuilder run) {
    return run.begin_invoke(9).deliver_to_runtime(9).cut();
}

// Invoke 1 waits while the runtime exits in its init.
TraceBuilder waiting_on_failing_init() {
    TraceBuilder run;
    run.ask_init().init_start().start(Who::Runtime).ask_invoke(1).after(1ms);
    run.exits(Who::Runtime, 0, 1).init_report("Runtime.ExitError");
    return run.init_done(Outcome::Failure, "Runtime.ExitError", request_reset);
}

Trace init_for_the_waiting() {
    TraceBuilder run = waiting_on_failing_init().reset_done("failure").arm_timeout();
    run.suppressed_init().told_start(1).deliver(1).respond(1, 5).runtime_polls();
    return run.end_invoke(1, 5).end();
}

Trace no_init_for_the_waiting() {
    return waiting_on_failing_init().told_start(1).fail_invoke(1, "Runtime.ExitError").cut();
}

Trace fails_without_a_cause() {
    TraceBuilder run = ready().reset().ask_invoke(1).arm_timeout().suppressed_init().told_start(1);
    return run.fail_invoke(1, "Sandbox.Failure").cut();
}

Trace fails_a_second_time() {
    TraceBuilder run = invoke_after_init_error().ask_invoke(2).arm_timeout().told_start(2);
    return run.fail_invoke(2, "Sandbox.Failure").cut();
}

Trace started_before_its_init() {
    return TraceBuilder{}.ask_invoke(1).arm_timeout().told_start(1).suppressed_init().cut();
}

Change reply_is(Reply reply) {
    return [reply](Record& one) { one.code = static_cast<std::uint16_t>(reply); };
}

void succeeds(Record& one) {
    one.code = static_cast<std::uint16_t>(Outcome::Success);
}

Trace reserved_after_init_error(Outcome outcome) {
    TraceBuilder run = init_error(rapid).add({.invoke = InvokeId{1}, .kind = Kind::ReserveAsked});
    run.add({.invoke = InvokeId{1},
             .code = static_cast<std::uint16_t>(outcome),
             .kind = Kind::ReserveAnswered});
    return run.cut();
}

}  // namespace

Cases suppressed_init_cases() {
    return {
        {"SUPP-10", [] { return reserved_after_init_error(Outcome::Refused); },
         [] { return reserved_after_init_error(Outcome::Success); }},
        {"INIT-15", fails_a_second_time,
         [] { return invoke_after_init_error().cold_invoke(2).end(); }},
        {"SUPP-01", [] { return event_at_once(TraceBuilder{}); },
         [] { return TraceBuilder{}.cold_invoke(1).end(); }},
        {"SUPP-02", [] { return event_at_once(ready().reset()); }, [] { return with_reset(); }},
        {"SUPP-03", fails_without_a_cause, [] { return with_reset(); }},
        {"SUPP-07",
         [] {
             return changed(invoke_after_init_error().end(), Kind::InvokeAnswered,
                            reply_is(Reply::Empty));
         },
         [] { return invoke_after_init_error().end(); }},
        {"SUPP-09",
         [] {
             return changed(init_error_inside_invoke().end(), Kind::InvokeAnswered,
                            reply_is(Reply::PlatformError));
         },
         [] { return init_error_inside_invoke().end(); }},
        {"SUPP-30", [] { return event_at_once(failed_init()); },
         [] { return failed_init().cold_invoke(1).end(); }},
        {"SUPP-31", [] { return event_at_once(init_error()); },
         [] { return init_error().cold_invoke(1).end(); }},
        {"SUPP-32", [] { return event_at_once(late_init()); },
         [] { return late_init().cold_invoke(1).end(); }},
        {"SUPP-33", no_init_for_the_waiting, init_for_the_waiting},
        {"SUPP-34",
         [] { return changed(invoke_after_init_error().end(), Kind::InvokeDone, succeeds); },
         [] { return invoke_after_init_error().end(); }},
        {"SUPP-35",
         [] { return changed(init_error_inside_invoke().end(), Kind::InvokeDone, succeeds); },
         [] { return init_error_inside_invoke().end(); }},
        {"SUPP-36", [] { return event_at_once(ready().reset()); }, [] { return with_reset(); }},
        {"SUPP-37",
         [] { return changed(plain(), Kind::InvokeAnswered, reply_is(Reply::InitError)); },
         [] { return invoke_after_init_error().end(); }},
        {"SUPP-38", fails_a_second_time,
         [] { return invoke_after_init_error().cold_invoke(2).end(); }},
        {"SUPP-39", started_before_its_init, [] { return TraceBuilder{}.cold_invoke(1).end(); }},
    };
}

}  // namespace hourglass::model
