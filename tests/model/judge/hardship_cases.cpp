// Clients of somebody's own under a platform that is legal and unkind.
#include "model/trace/client_notes.hpp"
#include "tests/model/judge/client_cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

constexpr std::string_view next_request = "GET /2018-06-01/runtime/invocation/next";
constexpr std::string_view event_request = "GET /2020-01-01/extension/event/next";
constexpr std::string_view subscription = "PUT /2022-07-01/telemetry";

TraceBuilder somebodys() {
    TraceBuilder run;
    return run.foreign().init();
}

TraceBuilder& meets(TraceBuilder& run, Hardship hardship, Who who = Who::Runtime,
                    std::int64_t status = 0, std::string_view request = "") {
    run.add({.amount = status,
             .generation = run.generation(),
             .text = run.text(request),
             .code = code_of_hardship(hardship),
             .kind = Kind::Note,
             .who = who});
    return run;
}

// ---- a runtime

// It gets an event so, and answers it.
Trace takes(Hardship hardship) {
    TraceBuilder run = somebodys().begin_invoke(1).deliver(1);
    meets(run, hardship).after(5ms).respond(1, 101).all_poll().end_invoke(1, 101);
    return run.shutdown().end();
}

// It gets an event so, and exits.
Trace exits_at(Hardship hardship) {
    TraceBuilder run = somebodys().begin_invoke(1).deliver(1);
    return meets(run, hardship).after(5ms).exits(Who::Runtime, 0, 1).cut();
}

template <Hardship Hard>
Case taken(std::string_view rule) {
    return {rule, [] { return exits_at(Hard); }, [] { return takes(Hard); }};
}

// Events are numbered as their invokes: the first is the one with these bytes.
Trace event_of(std::string_view bytes, bool answers) {
    TraceBuilder run = somebodys().payload(bytes).begin_invoke(1).deliver(1).after(5ms);
    if (!answers) return run.after(3s).done(1, Outcome::TimedOut, "Sandbox.Timedout").cut();
    return run.respond(1, 101).all_poll().end_invoke(1, 101).shutdown().end();
}

const std::string& large() {
    static const std::string bytes = '"' + std::string(2'000'000, 'x') + '"';
    return bytes;
}

Trace answers_an_error_only_in_chunks() {
    TraceBuilder run = somebodys().payload("{}").invoke(1).begin_invoke(2).deliver(2);
    for (Record& record : run.records()) {
        const bool event = record.kind == Kind::CallAnswered && record.payload;
        if (event || record.kind == Kind::InvokeAsked) record.payload = PayloadId{1};
    }
    return meets(run, Hardship::ChunkedBody).call(Kind::ErrorPosted, 2, 9).cut();
}

Trace thaws_and(bool answers) {
    TraceBuilder run = somebodys().after(30s).begin_invoke(1).deliver(1).after(1ms);
    if (!answers) return run.exits(Who::Runtime, 0, 1).cut();
    return run.respond(1, 101).all_poll().end_invoke(1, 101).shutdown().end();
}

// Its poll is answered 500; then it exits by itself, or polls again.
Trace fails_and(bool exits) {
    TraceBuilder run = somebodys().invoke(1);
    meets(run, Hardship::AnsweredWith, Who::Runtime, 500, next_request).after(1ms);
    if (exits) return run.exits(Who::Runtime, 0, 1).reset().end();
    return run.runtime_polls().cut();
}

Trace lives_on_after_500() {
    TraceBuilder run = somebodys().invoke(1);
    meets(run, Hardship::AnsweredWith, Who::Runtime, 500, next_request).after(3s);
    return run.ask_shutdown().signal(Who::Runtime, Signal::Kill).cut();
}

Trace is_refused(int times, Duration pause) {
    TraceBuilder run = somebodys().invoke(1);
    for (int i = 0; i < times; ++i) {
        meets(run, Hardship::AnsweredWith, Who::Runtime, 403, next_request).after(pause);
    }
    return run.exits(Who::Runtime, 0, 1).reset().end();
}

Trace gone_and(bool exits) {
    TraceBuilder run = somebodys().invoke(1);
    meets(run, Hardship::Gone, Who::Runtime, 0, next_request).after(2s);
    if (exits) return run.exits(Who::Runtime, 0, 1).reset().end();
    return run.ask_shutdown().signal(Who::Runtime, Signal::Kill).cut();
}

Trace connection_closed_and(bool calls) {
    TraceBuilder run = somebodys().begin_invoke(1).deliver(1);
    meets(run, Hardship::ConnectionClosed).after(5ms);
    if (!calls) return run.exits(Who::Runtime, 0, 1).cut();
    return run.respond(1, 101).all_poll().end_invoke(1, 101).shutdown().end();
}

// ---- an extension

TraceBuilder registered() {
    TraceBuilder run;
    return run.foreign().extensions({"agent"}).ask_init().init_start().start_extensions().start(
        Who::Runtime);
}

TraceBuilder polling() {
    TraceBuilder run = registered().runtime_polls().extension_polls().init_report();
    return run.init_done(Outcome::Success).freeze();
}

Trace extension_serves() {
    return polling().invoke(1).shutdown().end();
}

Trace extension_takes(Hardship hardship) {
    TraceBuilder run = polling().begin_invoke(1).deliver(1);
    meets(run, hardship, Who::Extension).after(5ms).respond(1, 101).all_poll();
    return run.end_invoke(1, 101).shutdown().end();
}

Trace extension_exits_at(Hardship hardship) {
    TraceBuilder run = polling().begin_invoke(1).deliver(1);
    return meets(run, hardship, Who::Extension).after(5ms).exits(Who::Extension, 0, 1).cut();
}

template <Hardship Hard>
Case taken_by_extension(std::string_view rule) {
    return {rule, [] { return extension_exits_at(Hard); }, [] { return extension_takes(Hard); }};
}

TraceBuilder told_at_start(Hardship hardship, std::int64_t status, std::string_view request) {
    TraceBuilder run = registered();
    meets(run, hardship, Who::Extension, status, request).after(1ms);
    return run;
}

// After what it met at its registration it polls and serves, or exits.
Trace extension_starts(TraceBuilder run, bool polls) {
    if (!polls) return run.exits(Who::Extension, 0, 1).cut();
    run.runtime_polls().extension_polls().init_report().init_done(Outcome::Success).freeze();
    return run.invoke(1).shutdown().end();
}

Trace extension_without_identifier() {
    TraceBuilder run = registered();
    run.add({.amount = 403, .kind = Kind::StrayCall}).saying(event_request);
    return run.cut();
}

Trace extension_thaws_and_exits() {
    TraceBuilder run = polling().after(30s).begin_invoke(1).deliver(1).after(1ms);
    return run.exits(Who::Extension, 0, 1).cut();
}

Trace extension_thaws() {
    return polling().after(30s).invoke(1).shutdown().end();
}

Trace extension_fails_and(bool exits) {
    TraceBuilder run = polling().invoke(1);
    meets(run, Hardship::AnsweredWith, Who::Extension, 500, event_request).after(1ms);
    if (!exits) return run.extension_polls().cut();
    return run.exits(Who::Extension, 0, 1).reset().end();
}

Trace extension_is_refused(int times, Duration pause) {
    TraceBuilder run = polling().invoke(1);
    for (int i = 0; i < times; ++i) {
        meets(run, Hardship::AnsweredWith, Who::Extension, 403, event_request).after(pause);
    }
    return run.exits(Who::Extension, 0, 1).reset().end();
}

Trace extension_leaves_a_process() {
    TraceBuilder run = polling().reset();
    run.add({.amount = 77,
             .generation = 1,
             .code = note_of_left_process,
             .kind = Kind::Note,
             .who = Who::Extension});
    return run.saying("sleep").end();
}

Trace extension_waits_for_the_timeout() {
    TraceBuilder run = polling().begin_invoke(1).deliver(1).respond(1, 5).runtime_polls();
    return run.runtime_done(1).after(2900ms).extension_polls().cut();
}

Trace extension_polls_after_shutdown() {
    TraceBuilder run = polling().thaw().ask_shutdown().signal(Who::Runtime, Signal::Terminate);
    run.exits(Who::Runtime).tell_shutdown("spindown", run.now() + 2s).after(10ms);
    return run.extension_polls().cut();
}

TraceBuilder subscribes_in_vain() {
    TraceBuilder run = registered();
    run.add({.amount = 202, .generation = 1, .kind = Kind::StrayCall, .who = Who::Extension});
    return run.saying(subscription).after(1ms);
}

}  // namespace

Cases runtime_hardship_cases() {
    return {
        {"RTC-17", [] { return fails_and(false); }, [] { return fails_and(true); }},
        {"RTC-17", lives_on_after_500, [] { return fails_and(true); }},
        {"RTC-25", [] { return event_of(large(), false); }, [] { return event_of(large(), true); }},
        {"RTC-26", [] { return connection_closed_and(false); },
         [] { return connection_closed_and(true); }},
        taken<Hardship::ChunkedBody>("RTC-27"),
        {"RTC-27", answers_an_error_only_in_chunks, [] { return takes(Hardship::ChunkedBody); }},
        {"RTC-28", [] { return thaws_and(false); }, [] { return thaws_and(true); }},
        {"RTC-29", [] { return event_of("{\"n\": ", false); },
         [] { return event_of("{\"n\": ", true); }},
        taken<Hardship::UnknownHeaders>("RTC-35"),
        {"RTC-36", [] { return is_refused(20, 1ms); }, [] { return is_refused(3, 200ms); }},
        {"RTC-37", [] { return gone_and(false); }, [] { return gone_and(true); }},
        taken<Hardship::SlowHeaders>("RTC-27"),
        taken<Hardship::SplitBody>("RTC-27"),
        taken<Hardship::GreatHeaders>("RTC-35"),
        taken<Hardship::SkewedClock>("RTC-01"),
    };
}

Cases extension_hardship_cases() {
    return {
        {"EXC-09", extension_without_identifier, extension_serves},
        {"EXC-11", [] { return extension_starts(subscribes_in_vain(), false); },
         [] { return extension_starts(subscribes_in_vain(), true); }},
        {"EXC-11",
         [] {
             return extension_starts(told_at_start(Hardship::AnsweredWith, 403, subscription),
                                     false);
         },
         [] {
             return extension_starts(told_at_start(Hardship::AnsweredWith, 403, subscription),
                                     true);
         }},
        {"EXC-16", extension_thaws_and_exits, extension_thaws},
        taken_by_extension<Hardship::ConnectionClosed>("EXC-17"),
        {"EXC-18", [] { return extension_fails_and(false); },
         [] { return extension_fails_and(true); }},
        {"EXC-19", extension_leaves_a_process, extension_serves},
        taken_by_extension<Hardship::UnknownMembers>("EXC-20"),
        {"EXC-23", extension_waits_for_the_timeout, extension_serves},
        {"EXC-24", extension_polls_after_shutdown, extension_serves},
        {"EXC-25", [] { return extension_is_refused(20, 1ms); },
         [] { return extension_is_refused(3, 200ms); }},
        {"EXC-26",
         [] { return extension_starts(told_at_start(Hardship::NoRegistrationBody, 0, ""), false); },
         [] { return extension_starts(told_at_start(Hardship::NoRegistrationBody, 0, ""), true); }},
        taken_by_extension<Hardship::ChunkedBody>("EXC-07"),
        taken_by_extension<Hardship::SlowHeaders>("EXC-08"),
    };
}

}  // namespace hourglass::model
