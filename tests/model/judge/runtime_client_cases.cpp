#include "model/trace/client_notes.hpp"
#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

// Somebody's own runtime, initialised.
TraceBuilder somebodys() {
    TraceBuilder run;
    return run.foreign().init();
}

TraceBuilder somebodys_with_extension() {
    TraceBuilder run;
    return run.foreign().extensions({"agent"}).init();
}

TraceBuilder serving() {
    return somebodys().begin_invoke(1).deliver(1).after(5ms);
}

TraceBuilder starting() {
    TraceBuilder run;
    return run.foreign().ask_init().init_start().start(Who::Runtime).after(1ms);
}

Trace serves() {
    return somebodys().invoke(1).invoke(2).shutdown().end();
}

Trace gives_up_its_poll() {
    TraceBuilder run = somebodys().after(1s);
    run.add({.call = CallId{1}, .kind = Kind::CallAbandoned}).after(1ms);
    return run.runtime_polls().cut();
}

// The init breaks because the runtime exits.
Trace exits_in_init(bool reports, std::int64_t status) {
    TraceBuilder run{rapid};
    run.foreign().ask_init().init_start().start(Who::Runtime).after(1ms);
    if (reports) {
        run.call(Kind::InitErrorPosted, 0, 5).saying("My.Error").answer(Answer::Accepted);
    }
    run.exits(Who::Runtime, 0, status).init_report("Runtime.ExitError");
    return run.init_done(Outcome::Failure, "Runtime.ExitError", request_reset).end();
}

Trace ends_on_sigterm() {
    return somebodys_with_extension().invoke(1).shutdown().end();
}

Trace ignores_sigterm() {
    TraceBuilder run = somebodys_with_extension().thaw().ask_shutdown();
    run.signal(Who::Runtime, Signal::Terminate).after(300ms);
    return run.signal(Who::Runtime, Signal::Kill).cut();
}

Trace error_body(std::string_view body, std::string_view type) {
    TraceBuilder run = serving().payload(body).call(Kind::ErrorPosted, 1, 1).saying(type);
    run.answer(Answer::Accepted).answered(1, Reply::FunctionError, 1).runtime_polls();
    return run.runtime_done(1).done(1, Outcome::Success).freeze().end();
}

// Its answer is refused; then it goes on.
TraceBuilder refused(Answer answer) {
    TraceBuilder run = serving().call(Kind::ResponsePosted, 1, 5).answer(answer);
    return run.after(1ms);
}

Trace survives_a_late_answer(Answer answer) {
    TraceBuilder run = serving().after(2995ms).time_out_invoke(1);
    run.broken_off(1, status_timeout);
    run.signal(Who::Runtime, Signal::Kill).arm(Timer::KillWait, 9s);
    run.call(Kind::ResponsePosted, 1, 5).answer(answer).runtime_polls().after(1ms);
    return run.exits(Who::Runtime).reset_done("timeout").end();
}

Trace too_large_and(std::uint32_t second_post) {
    TraceBuilder run = serving().call(Kind::ResponsePosted, 1, 5);
    run.answer(Answer::ResponseTooLarge);
    run.answered(1, Reply::Oversize, 0, "Function.ResponseSizeTooLarge");
    if (second_post != 0) {
        run.call(Kind::ErrorPosted, 1, 6).answer(Answer::InvalidTransition).saying("");
    }
    run.runtime_polls().runtime_done(1).done(1, Outcome::Success).freeze();
    return changed(run.end(), Kind::ResponsePosted, [](Record& one) { one.amount = 6'291'557; });
}

Trace never_polls() {
    TraceBuilder run = starting().after(10s).init_report("Runtime.Unknown");
    return run.init_done(Outcome::TimedOut, "Sandbox.Timedout", request_reset).cut();
}

Trace starts_again() {
    return somebodys().invoke(1).reset().cold_invoke(2).shutdown().end();
}

Trace fails_to_start_again() {
    TraceBuilder run = somebodys().reset().ask_invoke(1).arm_timeout().enter_suppressed_init();
    return run.init_start().start(Who::Runtime).after(1ms).exits(Who::Runtime, 0, 1).cut();
}

Trace registers_an_extension(bool late) {
    TraceBuilder run = starting();
    if (late) run.runtime_polls();
    return run.register_as("inner", 0, subscribe_invoke).cut();
}

// What its next call, the one that follows in the trace, has for headers.
TraceBuilder& with_headers(TraceBuilder& run, std::uint32_t call, std::uint8_t flags) {
    run.add({.call = CallId{call}, .code = note_of_headers, .kind = Kind::Note, .flags = flags});
    return run;
}

// Its second poll, the third call.
Trace polls_with(std::uint8_t flags) {
    TraceBuilder run = serving().respond(1, 101);
    with_headers(run, 3, flags).runtime_polls().end_invoke(1, 101);
    return run.shutdown().end();
}

enum class Event : std::uint8_t { Plain, WithInvocationId };

Trace answers_with(std::uint8_t flags, Event event) {
    TraceBuilder run = serving();
    if (event == Event::WithInvocationId) {
        run.add({.code = code_of_hardship(Hardship::InvocationId),
                 .kind = Kind::Note,
                 .who = Who::Runtime});
    }
    with_headers(run, 2, flags).respond(1, 101).runtime_polls().end_invoke(1, 101);
    return run.shutdown().end();
}

Trace reports_with(std::uint8_t flags) {
    TraceBuilder run = serving();
    with_headers(run, 2, flags).report_error(1, 101).saying("").runtime_polls().runtime_done(1);
    return run.done(1, Outcome::Success).freeze().end();
}

Trace leaves_a_process() {
    TraceBuilder run = somebodys().invoke(1).reset();
    run.add({.amount = 77,
             .generation = 1,
             .code = note_of_left_process,
             .kind = Kind::Note,
             .who = Who::Runtime});
    return run.saying("sleep").end();
}

}  // namespace

Cases runtime_client_cases() {
    return {
        {"RTC-01", [] { return serving().respond(1, 5).call(Kind::ResponsePosted, 1, 5).cut(); },
         serves},
        {"RTC-02", [] { return serving().call(Kind::ResponsePosted, 7, 5).cut(); }, serves},
        {"RTC-03", gives_up_its_poll, serves},
        {"RTC-04", [] { return serving().respond(1, 5).exits(Who::Runtime).cut(); }, serves},
        {"RTC-05", [] { return exits_in_init(false, 1); }, [] { return exits_in_init(true, 1); }},
        {"RTC-06", [] { return exits_in_init(true, 0); }, [] { return exits_in_init(true, 1); }},
        {"RTC-07", ignores_sigterm, ends_on_sigterm},
        {"RTC-08", [] { return error_body("oh no", "My.Error"); },
         [] { return error_body(R"({"errorMessage":"m","errorType":"t"})", "My.Error"); }},
        {"RTC-09", [] { return serving().runtime_polls().cut(); }, serves},
        {"RTC-10", [] { return refused(Answer::InvalidRequestId).exits(Who::Runtime, 0, 1).cut(); },
         [] { return too_large_and(0); }},
        {"RTC-11", [] { return too_large_and(6); }, [] { return too_large_and(0); }},
        {"RTC-12", [] { return polls_with(0); }, [] { return polls_with(has_user_agent); }},
        {"RTC-13", never_polls, serves},
        {"RTC-14", [] { return somebodys().call(Kind::ResponsePosted, 1, 5).cut(); }, serves},
        {"RTC-19", [] { return serving().after(4s).call(Kind::ResponsePosted, 1, 5).cut(); },
         serves},
        {"RTC-20", fails_to_start_again, starts_again},
        {"RTC-22", [] { return registers_an_extension(true); },
         [] { return registers_an_extension(false); }},
        {"RTC-23", [] { return refused(Answer::InvokeGone).exits(Who::Runtime, 0, 1).cut(); },
         [] { return survives_a_late_answer(Answer::InvokeGone); }},
        {"RTC-21", leaves_a_process, serves},
        {"RTC-24", [] { return answers_with(0, Event::WithInvocationId); },
         [] { return answers_with(has_invocation_id, Event::WithInvocationId); }},
        {"RTC-24", [] { return answers_with(has_wrong_invocation_id, Event::Plain); },
         [] { return answers_with(0, Event::Plain); }},
        {"RTC-38", [] { return reports_with(0); }, [] { return reports_with(has_error_type); }},
        {"RTC-33", [] { return somebodys().runtime_polls().cut(); }, serves},
    };
}

}  // namespace hourglass::model
