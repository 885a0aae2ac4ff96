#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

#include <string>

namespace hourglass::model {

namespace {

constexpr std::string_view plain_request =
    "POST /2015-03-31/functions/function/invocations HTTP/1.1\r\nHost: x\r\n\r\n";
constexpr std::string_view marks = "X-Amzn-RequestId: one\r\nX-Amz-Executed-Version: 1\r\n";
constexpr std::string_view error_mark = "X-Amz-Function-Error: Unhandled\r\n";

std::string answer(std::string_view status, std::string_view body, std::string_view headers = "") {
    return "HTTP/1.1 " + std::string{status} + "\r\n" + std::string{marks} + std::string{headers} +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

constexpr std::string_view bad_context =
    "POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Client-Context: {no}\r\n\r\n";
constexpr std::string_view long_body =
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6291457\r\n\r\n{";

// What a caller sent and got; the answer is the payload with that number.
TraceBuilder& called(TraceBuilder& run, std::string_view sent, std::uint32_t got,
                     std::uint32_t invoke = 1, std::uint8_t flags = 0) {
    return run.add({.amount = static_cast<std::int64_t>(sent.size()),
                    .invoke = InvokeId{invoke},
                    .payload = PayloadId{got},
                    .text = run.text(sent),
                    .kind = Kind::WireExchange,
                    .who = Who::Invoker,
                    .flags = flags});
}

TraceBuilder& prints(TraceBuilder& run, std::string_view line, std::uint32_t invoke = 1) {
    return run.add({.invoke = InvokeId{invoke}, .text = run.text(line), .kind = Kind::InvokeLine});
}

Trace asked(std::string_view sent, std::string_view got) {
    TraceBuilder run = ready();
    run.payload(got);
    return called(run, sent, 1, 0).cut();
}

// The runtime posts "yes" or an error "no"; payload 2 is what the caller got.
Trace served(Kind post, std::string_view got, std::uint8_t flags = 0) {
    TraceBuilder run;
    run.payload(post == Kind::ResponsePosted ? "yes" : "no").payload(got);
    run.init().begin_invoke(1).deliver(1).after(5ms);
    if (post == Kind::ResponsePosted) {
        run.respond(1, 1);
    } else {
        run.report_error(1, 1);
    }
    return called(run, plain_request, 2, 1, flags).cut();
}

// The runtime's error "no", of whose answer only the beginning was kept.
Trace served_in_part(char first) {
    std::string whole = answer("200 OK", std::string{first} + "o", error_mark);
    whole.pop_back();
    return served(Kind::ErrorPosted, whole, wire_cut);
}

Trace late(std::string_view got) {
    TraceBuilder run;
    run.payload(got).init().begin_invoke(1).deliver(1).after(3s).time_out_invoke(1);
    run.repair(1, Repair::Timeout);
    return called(run, plain_request, 1).cut();
}

TraceBuilder crashed_in_emulator() {
    TraceBuilder run = invoking(rapid);
    return run.exits(Who::Runtime, 0, 1).fail_invoke(1, "Runtime.ExitError").repair(1);
}

Trace emulator_crash(std::string_view got) {
    TraceBuilder run = crashed_in_emulator().payload(got);
    return called(run, plain_request, 1).cut();
}

Trace released(std::string_view got) {
    TraceBuilder run = crashed_in_emulator().payload(got);
    return called(run, "POST /test/waitUntilRelease HTTP/1.1\r\nHost: x\r\n\r\n", 1).cut();
}

// Invoke 1 with its lines; `report` is what stands after the id.
Trace printed(std::string_view end, std::string_view report) {
    TraceBuilder run = ready().begin_invoke(1);
    prints(run, "START RequestId: one Version: 1");
    run.deliver(1).after(5ms).respond(1, 7).all_poll().end_invoke(1, 7);
    if (!end.empty()) prints(run, end);
    prints(run, "REPORT RequestId: one\t" + std::string{report});
    return run.end();
}

constexpr std::string_view good_report =
    "Duration: 4.20 ms\tBilled Duration: 5 ms\tInit Duration: 3.00 ms\t";
constexpr std::string_view good_end = "END RequestId: one";

// The caller of invoke 1 goes away while it is served.
Trace left_alone(Outcome outcome) {
    TraceBuilder run = invoking();
    called(run, plain_request, 0, 1, wire_left);
    if (outcome == Outcome::Failure) return run.done(1, outcome, "Sandbox.Failure").cut();
    return run.respond(1, 7).all_poll().end_invoke(1, 7).end();
}

Trace answered_without_init() {
    TraceBuilder run;
    return run.ask_init().ask_invoke(1).answered(1, Reply::Response, 7).cut();
}

Trace answered_after_init() {
    TraceBuilder run;
    run.ask_init().ask_invoke(1).init_start().bring_up().init_report().init_done(Outcome::Success);
    return run.told_start(1).arm_timeout().deliver(1).respond(1, 7).cut();
}

}  // namespace

Cases front_end_status_cases() {
    return {
        {"FE-02", [] { return emulator_crash("HTTP/1.1 200 OK\r\n\r\n"); },
         [] { return emulator_crash("HTTP/1.1 502 Bad Gateway\r\n\r\n"); }},
        {"FE-03", [] { return released("HTTP/1.1 504 Gateway Timeout\r\n\r\n"); },
         [] { return released("HTTP/1.1 502 Bad Gateway\r\n\r\n"); }},
        {"FE-30", [] { return served(Kind::ErrorPosted, answer("200 OK", "no")); },
         [] { return served(Kind::ErrorPosted, answer("200 OK", "no", error_mark)); }},
        {"FE-30", [] { return served_in_part('y'); }, [] { return served_in_part('n'); }},
        {"FE-31", [] { return late(answer("200 OK", "Task timed out", error_mark)); },
         [] { return late(answer("200 OK", R"({"errorType":"Sandbox.Timedout"})", error_mark)); }},
        {"FE-33", [] { return served(Kind::ResponsePosted, answer("200 OK", "yes", error_mark)); },
         [] { return served(Kind::ResponsePosted, answer("500 Internal", "oh")); }},
        {"FE-35", [] { return asked(plain_request, "HTTP/1.1 404 Not Found\r\n\r\n"); },
         [] { return asked(plain_request, answer("404 Not Found", "")); }},
        {"FE-36", [] { return asked(plain_request, ""); },
         [] { return asked(plain_request, answer("429 Too Many Requests", "")); }},
    };
}

Cases front_end_request_cases() {
    return {
        {"FE-01", [] { return answered_without_init(); }, [] { return answered_after_init(); }},
        {"FE-04", [] { return printed("", good_report); },
         [] { return printed(good_end, good_report); }},
        {"FE-05", [] { return asked(bad_context, answer("200 OK", "{}")); },
         [] { return asked(bad_context, answer("400 Bad Request", "")); }},
        {"FE-06", [] { return left_alone(Outcome::Failure); },
         [] { return left_alone(Outcome::Success); }},
        {"FE-32", [] { return printed("END RequestId: two", good_report); },
         [] { return printed(good_end, good_report); }},
        {"FE-34", [] { return printed(good_end, "Duration: 4.20 ms\tBilled Duration: 4 ms\t"); },
         [] { return printed(good_end, good_report); }},
        {"FE-37", [] { return asked(long_body, answer("200 OK", "{}")); },
         [] { return asked(long_body, answer("413 Too Large", "")); }},
    };
}

}  // namespace hourglass::model
