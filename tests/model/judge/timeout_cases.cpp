#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

void a_second_later(Record& one) {
    one.amount += 1'000'000'000;
}

// In the emulator's core the caller is told before anything is stopped.
Trace answered_before_the_reset() {
    TraceBuilder run = invoking_with_extension(rapid).time_out_invoke(1);
    return run.answered(1, Reply::TimedOut, 0, "Sandbox.Timeout").after(1s).cut();
}

Trace response_after_timeout() {
    TraceBuilder run = invoking().after(2995ms);
    run.done(1, Outcome::TimedOut, "Sandbox.Timedout", request_reset);
    return run.answered(1, Reply::PlatformError, 0, "Sandbox.Failure").cut();
}

Trace timed_out_after(Duration time) {
    TraceBuilder run = ready().begin_invoke(1).deliver(1).after(time);
    return run.done(1, Outcome::TimedOut, "Sandbox.Timedout", request_reset).cut();
}

// The timer of invoke 1 ends invoke 2.
Trace stale_timer() {
    TraceBuilder run = ready().invoke(1).begin_invoke(2).deliver(2).after(2995ms);
    return run.done(2, Outcome::TimedOut, "Sandbox.Timedout", request_reset).cut();
}

Trace process_survives() {
    TraceBuilder run = invoking().after(2995ms);
    run.done(1, Outcome::TimedOut, "Sandbox.Timedout", request_reset);
    return run.answered(1, Reply::TimedOut).reset_done("timeout").cut();
}

TraceBuilder slow_suppressed_init() {
    TraceBuilder run;
    run.ask_invoke(1).arm_timeout().enter_suppressed_init().init_start().start(Who::Runtime);
    return run.after(3s);
}

Trace doom() {
    TraceBuilder run = slow_suppressed_init().init_report("Runtime.Unknown");
    run.leave_suppressed_init().told_start(1).time_out_invoke(1).repair(1, Repair::Timeout);
    return run.end();
}

Trace doom_goes_on() {
    return slow_suppressed_init().after(1s).runtime_polls().cut();
}

TraceBuilder extension_holds() {
    return invoking_with_extension().respond(1, 5).runtime_polls().runtime_done(1);
}

Trace extension_is_cut_off() {
    TraceBuilder run = extension_holds().after(2995ms).extension_polls();
    run.done(1, Outcome::TimedOut, "Sandbox.Timedout", request_reset);
    return run.repair(1, Repair::Timeout).end();
}

// All are back in the instant in which the timer fires.
Trace fails_with_its_timer() {
    TraceBuilder run = extension_holds().after(2995ms).extension_polls();
    return run.fail_invoke(1, "Sandbox.Failure").cut();
}

void an_hour_later(Record& one) {
    one.amount += 3'600'000'000'000;
}

TraceBuilder& step_clock(TraceBuilder& run) {
    Record step{.kind = Kind::ClockStepped};
    an_hour_later(step);
    return run.add(step);
}

Trace deadline_of_the_old_clock() {
    TraceBuilder run = ready().invoke(1);
    return step_clock(run).invoke(2).end();
}

Trace deadline_of_the_new_clock() {
    return changed(deadline_of_the_old_clock(), Answer::InvokeEvent, an_hour_later, 1);
}

Trace cut_short_by_the_clock() {
    TraceBuilder run = invoking();
    step_clock(run).done(1, Outcome::TimedOut, "Sandbox.Timedout", request_reset);
    return run.repair(1, Repair::Timeout).end();
}

Trace held_by_the_clock() {
    TraceBuilder run = invoking();
    return step_clock(run).after(4s).cut();
}

Trace timed_out_beside_a_step() {
    TraceBuilder run = invoking();
    return step_clock(run).after(2995ms).time_out_invoke(1).repair(1, Repair::Timeout).end();
}

Trace core_has_a_timer() {
    return inserted(
        plain(rapid),
        {.code = static_cast<std::uint16_t>(Timer::InitLimit), .kind = Kind::TimerArmed},
        Kind::InitDone);
}

}  // namespace

Cases timeout_cases() {
    return {
        {"TMO-01", [] { return without(plain(), Kind::TimerArmed); }, [] { return plain(); }},
        {"TMO-02", [] { return changed(plain(), Answer::InvokeEvent, a_second_later); },
         [] { return plain(); }},
        {"TMO-03", core_has_a_timer, [] { return plain(rapid); }},
        {"TMO-08", fails_with_its_timer, extension_is_cut_off},
        {"TMO-36", answered_before_the_reset, [] { return after_timeout(rapid).end(); }},
        {"TMO-04", answered_before_the_reset, [] { return after_timeout(rapid).end(); }},
        {"TMO-05", response_after_timeout, [] { return after_timeout().end(); }},
        {"TMO-30", [] { return timed_out_after(2s); }, [] { return after_timeout().end(); }},
        {"TMO-31", stale_timer, [] { return plain(); }},
        {"TMO-32", process_survives, [] { return after_timeout().end(); }},
        {"TMO-33", doom_goes_on, doom},
        {"TMO-34", [] { return extension_holds().after(4s).extension_polls().cut(); },
         extension_is_cut_off},
        {"TMO-35",
         [] {
             return changed(after_timeout().cold_invoke(2).cut(), Timer::FunctionTimeout,
                            a_second_later, 1);
         },
         [] { return after_timeout().cold_invoke(2).end(); }},
        {"TMO-37", deadline_of_the_old_clock, deadline_of_the_new_clock},
        {"TMO-37", cut_short_by_the_clock, timed_out_beside_a_step},
        {"TMO-37", held_by_the_clock, timed_out_beside_a_step},
    };
}

}  // namespace hourglass::model
