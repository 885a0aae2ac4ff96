#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

#include <string>

namespace hourglass::model {

namespace {

// To platform and function events, within 25 ms.
constexpr std::string_view subscription =
    R"({"schemaVersion":"2022-12-13","types":["platform","function"],)"
    R"("destination":{"protocol":"HTTP","URI":"http://sandbox.localdomain:4243/"},)"
    R"("buffering":{"maxItems":1000,"maxBytes":262144,"timeoutMs":25}})";

// Of the instant `ms` since the run began: the wall clock begins with it.
std::string event(int ms, const std::string& type, const std::string& record) {
    std::string digits = std::to_string(1000 + ms).substr(1);
    return R"({"time":"1970-01-01T00:00:00.)" + digits + R"(Z","type":")" + type +
           R"(","record":)" + record + "}";
}

std::string announcement(int ms) {
    return event(ms, "platform.telemetrySubscription",
                 R"({"name":"agent","state":"Subscribed","types":["platform","function"]})");
}

std::string start(int ms) {
    return event(ms, "platform.start", R"({"requestId":"1"})");
}

std::string report(int ms, const std::string& metrics) {
    return event(ms, "platform.report", R"({"requestId":"1","metrics":)" + metrics + "}");
}

// The extension has subscribed and invoke 1 runs: 3 ms have passed when the runtime gets it.
TraceBuilder subscribed() {
    TraceBuilder run;
    run.payload(subscription).extensions({"agent"}).ask_init().init_start().start_extensions();
    run.add({.amount = 200,
             .payload = PayloadId{1},
             .generation = 1,
             .kind = Kind::Subscription,
             .who = Who::Extension});
    run.saying("\"OK\"").start(Who::Runtime).after(2ms).runtime_polls().extension_polls();
    run.init_report().init_done(Outcome::Success).freeze();
    return run.begin_invoke(1).deliver(1);
}

// The batch becomes the next payload; payloads so far: the subscription and `earlier` batches.
TraceBuilder& batch(TraceBuilder& run, const std::string& bytes, std::uint32_t earlier = 0) {
    run.payload(bytes).add({.amount = 200,
                            .payload = PayloadId{earlier + 2},
                            .generation = run.generation(),
                            .kind = Kind::BatchReceived,
                            .who = Who::Extension});
    return run.saying("HTTP");
}

TraceBuilder& prints(TraceBuilder& run, std::string_view line, Who who = Who::Runtime) {
    return run.add({.generation = 1, .kind = Kind::OutputLine, .who = who}).saying(line);
}

Trace finished(TraceBuilder& run) {
    return run.respond(1, 5).all_poll().end_invoke(1, 5).end();
}

// Invoke 1 goes on until the batch has come.
Trace gets(const std::string& bytes, Duration after = 26ms) {
    TraceBuilder run = subscribed().after(after);
    return finished(batch(run, bytes));
}

Trace gets_lines(const std::string& events) {
    TraceBuilder run = subscribed();
    prints(run, "one");
    prints(run, "two").after(26ms);
    return finished(batch(run, "[" + announcement(1) + "," + events + "]"));
}

Trace prints_and_gets(const std::string& events) {
    TraceBuilder run = subscribed();
    prints(run, "one").after(26ms);
    return finished(batch(run, "[" + announcement(1) + "," + events + "]"));
}

const std::string line_one = R"("one")";
const std::string line_two = R"("two")";

// Told to stop, it stays for 200 ms and gets `count` of the seven events that there were.
Trace stays_to_get(int count) {
    TraceBuilder run = subscribed().after(26ms).respond(1, 5).all_poll().end_invoke(1, 5);
    run.ask_shutdown().thaw().signal(Who::Runtime, Signal::Terminate).after(1ms);
    run.exits(Who::Runtime, 0, 15).tell_shutdown("spindown", run.now() + 1999ms).after(20ms);
    std::string events = announcement(1);
    for (int i = 0; i < count; ++i) events += "," + start(29);
    batch(run, "[" + events + "]").after(180ms);
    return run.exits(Who::Extension).shutdown_done().end();
}

// The next generation does not subscribe.
Trace gets_after_reset(bool another) {
    TraceBuilder run = subscribed().after(26ms).respond(1, 5).all_poll().end_invoke(1, 5);
    run.reset().ask_invoke(2).arm_timeout().suppressed_init().told_start(2).deliver(2);
    if (another) batch(run.after(26ms), "[" + start(29) + "]");
    return run.respond(2, 6).all_poll().end_invoke(2, 6).end();
}

// It came just before the reset took its subscriber, who tells of it.
Trace gets_at_the_reset() {
    TraceBuilder run = subscribed().after(26ms).respond(1, 5).all_poll().end_invoke(1, 5);
    batch(run.reset(), "[" + start(29) + "]");
    run.ask_invoke(2).arm_timeout().suppressed_init().told_start(2).deliver(2);
    return run.respond(2, 6).all_poll().end_invoke(2, 6).end();
}

Trace is_held_up() {
    TraceBuilder run = subscribed().respond(1, 5).all_poll().after(500ms);
    return run.end_invoke(1, 5).end();
}

}  // namespace

Cases telemetry_batch_cases() {
    return {
        {"TEL-04", [] { return prints_and_gets(event(3, "extension", line_one)); },
         [] { return prints_and_gets(event(3, "function", line_one)); }},
        {"TEL-05", [] { return gets("[" + start(25) + "]", 30ms); },
         [] { return gets("[" + announcement(1) + "," + start(3) + "]"); }},
        {"TEL-06", [] { return gets(start(3)); },
         [] { return gets("[" + announcement(1) + "," + start(3) + "]"); }},
        {"TEL-07", [] { return gets("[" + start(3) + "," + announcement(1) + "]"); },
         [] { return gets("[" + announcement(1) + "," + start(3) + "]"); }},
        {"TEL-08", [] { return gets_lines(event(3, "function", line_two)); },
         [] {
             return gets_lines(event(3, "platform.logsDropped", R"({"droppedRecords":1})") + "," +
                               event(3, "function", line_two));
         }},
        {"TEL-09", [] { return gets("[" + start(3) + "]"); },
         [] { return gets("[" + announcement(1) + "," + start(3) + "]"); }},
        {"TEL-10", [] { return stays_to_get(6); }, [] { return stays_to_get(7); }},
        {"TEL-11",
         [] {
             return gets("[" + announcement(1) + "," + report(3, R"({"durationMs":"5"})") + "]");
         },
         [] {
             return gets("[" + announcement(1) + "," +
                         report(3, R"({"durationMs":5,"initDurationMs":3.0})") + "]");
         }},
        {"TEL-12", is_held_up, [] { return gets("[" + announcement(1) + "]"); }},
        {"TEL-15", [] { return prints_and_gets(event(3, "function", line_two)); },
         [] { return prints_and_gets(event(3, "function", line_one)); }},
        {"TEL-17", [] { return gets_after_reset(true); }, [] { return gets_after_reset(false); }},
        {"TEL-17", [] { return gets_after_reset(true); }, gets_at_the_reset},
    };
}

}  // namespace hourglass::model
