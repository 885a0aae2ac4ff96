// Somebody's own runtime whose handler does what events say.
#include "model/trace/client_notes.hpp"
#include "tests/model/judge/client_cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

// The handler has answered the greeting, invoke 1. The events of invokes are the payloads 1, 2,
// ..., the answers stand behind them.
TraceBuilder greeted(std::string_view event, std::string_view answer) {
    TraceBuilder run;
    run.foreign().payload(R"({"hourglass": "greet"})").payload(event);
    run.payload(R"("hello hourglass")").payload(answer).init();
    run.begin_invoke(1).deliver(1).after(5ms).respond(1, 3).runtime_polls().end_invoke(1, 3);
    return run.begin_invoke(2).deliver(2).after(5ms);
}

TraceBuilder greeted(std::string_view event) {
    return greeted(event, R"({"errorMessage": "m", "errorType": "t"})");
}

Trace posts_a_response(std::string_view event) {
    return greeted(event).respond(2, 4).runtime_polls().end_invoke(2, 4).end();
}

Trace posts_an_error(std::string_view event) {
    TraceBuilder run = greeted(event).report_error(2, 4).runtime_polls().runtime_done(2);
    return run.done(2, Outcome::Success).freeze().shutdown().end();
}

constexpr std::string_view fail = R"({"hourglass": "fail"})";
constexpr std::string_view throws = R"({"hourglass": "throw"})";
constexpr std::string_view panic = R"({"hourglass": "panic"})";
constexpr std::string_view stream = R"({"hourglass": "stream"})";
constexpr std::string_view break_stream = R"({"hourglass": "break_stream"})";
constexpr std::string_view remaining = R"({"hourglass": "remaining"})";

Trace panics_and_hangs() {
    TraceBuilder run = greeted(panic).after(2995ms).time_out_invoke(2);
    return run.cut();
}

Trace tells_remaining(std::string_view milliseconds) {
    return greeted(remaining, milliseconds)
        .respond(2, 4)
        .runtime_polls()
        .end_invoke(2, 4)
        .shutdown()
        .end();
}

// The fifth call is its answer to the second event.
Trace streams(std::string_view event, std::uint8_t flags) {
    TraceBuilder run = greeted(event);
    run.add({.call = CallId{4}, .code = note_of_headers, .kind = Kind::Note, .flags = flags});
    return run.respond(2, 4).runtime_polls().end_invoke(2, 4).shutdown().end();
}

Trace answers_and_works_on() {
    TraceBuilder run;
    run.foreign().init().begin_invoke(1).deliver(1).after(5ms).respond(1, 101).after(2995ms);
    return run.time_out_invoke(1).cut();
}

Trace answers_and_polls() {
    TraceBuilder run;
    return run.foreign().init().invoke(1).shutdown().end();
}

Trace serves_a_snapshot(Kind first_call) {
    TraceBuilder run;
    run.foreign()
        .restorable()
        .ask_init()
        .store_credentials(1)
        .init_start()
        .start(Who::Runtime)
        .after(1ms);
    Trace trace = run.call(first_call).init_report().init_done(Outcome::Success).freeze().cut();
    trace.header.setup.init_type = InitType::SnapStart;
    return trace;
}

}  // namespace

Cases runtime_handler_cases() {
    return {
        {"RTC-15", [] { return posts_a_response(fail); }, [] { return posts_an_error(fail); }},
        {"RTC-16", [] { return posts_a_response(throws); }, [] { return posts_an_error(throws); }},
        {"RTC-18", answers_and_works_on, answers_and_polls},
        {"RTC-30", panics_and_hangs, [] { return posts_an_error(panic); }},
        {"RTC-31", [] { return streams(stream, announces_trailers); },
         [] { return streams(stream, says_streaming); }},
        {"RTC-32", [] { return streams(break_stream, says_streaming); },
         [] { return streams(break_stream, says_streaming | has_error_trailer); }},
        {"RTC-34", [] { return tells_remaining("-3"); }, [] { return tells_remaining("2990"); }},
        {"RTC-34", [] { return tells_remaining("86400000"); }, [] { return tells_remaining("1"); }},
        {"RTC-39", [] { return serves_a_snapshot(Kind::RuntimeNextCalled); },
         [] { return serves_a_snapshot(Kind::RestoreNextCalled); }},
    };
}

}  // namespace hourglass::model
