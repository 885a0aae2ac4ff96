#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

#include <string>

namespace hourglass::model {

namespace {

constexpr std::string_view ok_ping =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\npong";
constexpr std::string_view not_found = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
constexpr std::string_view bad_request = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
constexpr std::string_view ping = "GET /2018-06-01/ping HTTP/1.1\r\nHost: x\r\n\r\n";
constexpr std::string_view poll = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n";
constexpr std::string_view response =
    "POST /2018-06-01/runtime/invocation/1/response HTTP/1.1\r\nHost: x\r\n";

std::string answer(std::string_view status, std::string_view body, std::string_view headers = "") {
    return "HTTP/1.1 " + std::string{status} + "\r\n" + std::string{headers} +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

std::string error_answer(std::string_view status, std::string_view type) {
    return answer(status, R"({"errorMessage":"no","errorType":")" + std::string{type} + "\"}\n");
}

// Raw HTTP of the runtime, one exchange after the other.
class Wire {
public:
    Wire() = default;
    explicit Wire(TraceBuilder run) : run_(std::move(run)) {}

    Wire& talk(std::string_view sent, std::string_view got, std::uint8_t flags = 0) {
        run_.payload(got);
        run_.add({.amount = static_cast<std::int64_t>(sent.size()),
                  .payload = PayloadId{++payloads_},
                  .generation = 1,
                  .text = run_.text(sent),
                  .kind = Kind::WireExchange,
                  .who = Who::Runtime,
                  .flags = flags});
        return *this;
    }
    // More was sent than is kept.
    Wire& long_talk(std::string_view sent, std::string_view got, std::int64_t size) {
        talk(sent, got);
        run_.records().back().amount = size;
        return *this;
    }
    Trace end() { return run_.cut(); }

private:
    TraceBuilder run_ = ready();
    std::uint32_t payloads_ = 0;
};

Trace talk(std::string_view sent, std::string_view got, std::uint8_t flags = 0) {
    return Wire{}.talk(sent, got, flags).end();
}

Trace rapid_talk(std::string_view sent, std::string_view got) {
    return Wire{ready(rapid)}.talk(sent, got).end();
}

Trace stopping_talk(std::string_view got, std::uint8_t flags) {
    TraceBuilder run = ready_with_extension();
    run.ask_shutdown().thaw().signal(Who::Runtime, Signal::Terminate);
    return Wire{std::move(run)}.talk(ping, got, flags).end();
}

Trace credentials(std::string_view got, std::uint8_t flags) {
    TraceBuilder run;
    run.restorable().ask_init();
    return Wire{std::move(run)}
        .talk("GET /2021-04-23/credentials HTTP/1.1\r\nHost: x\r\nAuthorization: t\r\n\r\n", got,
              flags)
        .end();
}

std::string in_chunks(std::string_view trailers = "") {
    return std::string{response} + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n" +
           std::string{trailers} + "\r\n";
}

Trace chunks(std::string_view taken) {
    TraceBuilder run = invoking();
    run.payload(taken).respond(1, 1);
    run.payload(answer("202 Accepted", "{\"status\":\"OK\"}\n"));
    const std::string sent = in_chunks();
    run.add({.amount = static_cast<std::int64_t>(sent.size()),
             .payload = PayloadId{2},
             .generation = 1,
             .text = run.text(sent),
             .kind = Kind::WireExchange,
             .who = Who::Runtime});
    return run.cut();
}

std::string event_poll(std::string_view headers) {
    return "GET /2020-01-01/extension/event/next HTTP/1.1\r\nHost: x\r\n" + std::string{headers} +
           "\r\n";
}

std::string registration(std::string_view body, std::string_view headers = "") {
    return "POST /2020-01-01/extension/register HTTP/1.1\r\nHost: x\r\n"
           "Lambda-Extension-Name: inside\r\n" +
           std::string{headers} + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string{body};
}

std::string registered(std::string_view identifier, std::string_view account = "") {
    return answer(
        "200 OK",
        "{" + std::string{account} + R"("functionName":"f","functionVersion":"1","handler":"h"})",
        "Lambda-Extension-Identifier: " + std::string{identifier} + "\r\n");
}

constexpr std::string_view some_id = "01234567-89ab-4cde-8f01-23456789abcd";
constexpr std::string_view other_id = "11234567-89ab-4cde-8f01-23456789abcd";
constexpr std::string_view with_events = R"({"events":["INVOKE"]})";

std::string id_header(std::string_view name, std::string_view value) {
    return std::string{name} + ": " + std::string{value} + "\r\n";
}

const std::string event_headers =
    "Lambda-Runtime-Aws-Request-Id: 1\r\nLambda-Runtime-Deadline-Ms: 123\r\n"
    "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:x\r\n"
    "Content-Type: application/json\r\n";

const std::string exit_error_without_type =
    "POST /2020-01-01/extension/exit/error HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";

}  // namespace

Cases wire_reach_cases() {
    return {
        {"HTTP-01", [] { return talk(ping, "", wire_waited); }, [] { return talk(ping, ok_ping); }},
        {"HTTP-17", [] { return talk("no HTTP at all\r\n\r\n", ok_ping); },
         [] { return talk("no HTTP at all\r\n\r\n", "", wire_closed); }},
        {"HTTP-20",
         [] {
             return Wire{}
                 .talk(std::string{response} + "Content-Length: 9\r\n\r\na", "", wire_left)
                 .talk(ping, "", wire_waited)
                 .end();
         },
         [] {
             return Wire{}
                 .talk(std::string{response} + "Content-Length: 9\r\n\r\na", "", wire_left)
                 .talk(ping, ok_ping)
                 .end();
         }},
        {"HTTP-22", [] { return talk(ping, ok_ping, wire_outside); },
         [] { return talk(ping, "", wire_outside | wire_refused); }},
        {"INIT-35", [] { return talk("", "", wire_refused); }, [] { return talk(ping, ok_ping); }},
        {"SHD-36", [] { return stopping_talk("", wire_refused); },
         [] { return stopping_talk(ok_ping, 0); }},
    };
}

Cases wire_path_cases() {
    return {
        {"HTTP-02", [] { return talk("GET /nope HTTP/1.1\r\nHost: x\r\n\r\n", ok_ping); },
         [] { return talk("GET /nope HTTP/1.1\r\nHost: x\r\n\r\n", not_found); }},
        {"HTTP-03",
         [] { return talk("POST /2018-06-01/ping HTTP/1.1\r\nHost: x\r\n\r\n", not_found); },
         [] {
             return talk("POST /2018-06-01/ping HTTP/1.1\r\nHost: x\r\n\r\n",
                         answer("405 Method Not Allowed", "", "Allow: GET\r\n"));
         }},
        {"HTTP-07", [] { return talk("GET /2018-06-01/ping HTTP/1.1\r\n\r\n", ok_ping); },
         [] { return talk("GET /2018-06-01/ping HTTP/1.1\r\n\r\n", bad_request); }},
        {"HTTP-11",
         [] { return talk("GET /2018-06-01/ping/ HTTP/1.1\r\nHost: x\r\n\r\n", ok_ping); },
         [] { return talk("GET /2018-06-01/ping?a=b HTTP/1.1\r\nHost: x\r\n\r\n", ok_ping); }},
        {"HTTP-14", [] { return talk(ping, answer("200 OK", "PONG")); },
         [] { return talk(ping, ok_ping); }},
        {"HTTP-19",
         [] {
             return talk("GET /2018-06-01/ping HTTP/1.0\r\n\r\n",
                         answer("505 HTTP Version Not Supported", ""));
         },
         [] { return talk("GET /2018-06-01/ping HTTP/1.0\r\n\r\n", ok_ping); }},
    };
}

Cases wire_body_cases() {
    return {
        {"HTTP-05",
         [] {
             return talk(
                 std::string{response} + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n", "",
                 wire_waited);
         },
         [] {
             return talk(
                 std::string{response} + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\nab",
                 "HTTP/1.1 100 Continue\r\n\r\n" +
                     error_answer("400 Bad Request", "InvalidRequestID"));
         }},
        {"HTTP-06", [] { return chunks("ab"); }, [] { return chunks("abc"); }},
        {"HTTP-08",
         [] {
             return Wire{}
                 .long_talk("GET / HTTP/1.1\r\nHost: x\r\nX: xxxx", not_found, 2 << 20)
                 .end();
         },
         [] {
             return Wire{}
                 .long_talk("GET / HTTP/1.1\r\nHost: x\r\nX: xxxx", answer("431 Too Large", ""),
                            2 << 20)
                 .end();
         }},
        {"HTTP-16", [] { return talk(in_chunks("A: b\r\n"), bad_request); },
         [] {
             return talk(in_chunks("A: b\r\n"), answer("202 Accepted", "{\"status\":\"OK\"}\n"));
         }},
    };
}

Cases wire_answer_cases() {
    return {
        {"HTTP-09",
         [] { return talk(std::string{response} + "\r\n", answer("400 Bad Request", "no")); },
         [] {
             return talk(std::string{response} + "\r\n",
                         error_answer("400 Bad Request", "InvalidRequestID"));
         }},
        {"HTTP-10", [] { return talk(std::string{response} + "\r\n", answer("202 Accepted", "")); },
         [] {
             return talk(std::string{response} + "\r\n",
                         answer("202 Accepted", "{\"status\":\"OK\"}\n"));
         }},
        {"HTTP-15", [] { return talk(std::string{poll} + "\r\n", answer("204 No Content", "")); },
         [] { return talk(std::string{poll} + "\r\n", answer("200 OK", "{}", event_headers)); }},
        {"HTTP-21",
         [] {
             return talk(std::string{poll} + "\r\n",
                         answer("200 OK", "{}", "Lambda-Runtime-Aws-Request-Id: 1\r\n"));
         },
         [] { return talk(std::string{poll} + "\r\n", answer("200 OK", "{}", event_headers)); }},
    };
}

Cases wire_connection_cases() {
    return {
        {"HTTP-04",
         [] { return talk(std::string{ping} + std::string{ping}, ok_ping, wire_closed); },
         [] {
             return talk(std::string{ping} + std::string{ping},
                         std::string{ok_ping} + std::string{ok_ping});
         }},
        {"HTTP-18",
         [] {
             return talk(std::string{ping} + "GET /nope HTTP/1.1\r\nHost: x\r\n\r\n",
                         std::string{not_found} + std::string{ok_ping});
         },
         [] {
             return talk(std::string{ping} + "GET /nope HTTP/1.1\r\nHost: x\r\n\r\n",
                         std::string{ok_ping} + std::string{not_found});
         }},
        {"CRED-01", [] { return credentials(not_found, wire_own); },
         [] { return credentials(not_found, 0); }},
        {"METR-10",
         [] {
             return rapid_talk("PUT /2022-07-01/telemetry HTTP/1.1\r\nHost: x\r\n\r\n",
                               answer("200 OK", "\"OK\""));
         },
         [] {
             return rapid_talk("PUT /2022-07-01/telemetry HTTP/1.1\r\nHost: x\r\n\r\n",
                               error_answer("202 Accepted", "Telemetry.NotSupported"));
         }},
    };
}

Cases extension_wire_cases() {
    return {
        {"HTTP-12",
         [] {
             return talk(event_poll(id_header("LAMBDA-extension-IDENTIFIER", "nonsense")),
                         error_answer("403 Forbidden", "Extension.MissingExtensionIdentifier"));
         },
         [] {
             return talk(event_poll(id_header("Lambda-Extension-Identifier", "nonsense") +
                                    id_header("Lambda-Extension-Identifier", some_id)),
                         error_answer("403 Forbidden", "Extension.InvalidExtensionIdentifier"));
         }},
        {"HTTP-13",
         [] {
             return talk(exit_error_without_type,
                         error_answer("403 Forbidden", "Extension.MissingHeader"));
         },
         [] {
             return talk(exit_error_without_type,
                         error_answer("403 Forbidden", "Extension.MissingExtensionIdentifier"));
         }},
        {"EXT-10",
         [] {
             return talk(event_poll(id_header("Lambda-Extension-Identifier", some_id)),
                         error_answer("403 Forbidden", "Extension.InvalidExtensionIdentifier"));
         },
         [] {
             return talk(event_poll(id_header("Lambda-Extension-Identifier", some_id)),
                         error_answer("403 Forbidden", "Extension.UnknownExtensionIdentifier"));
         }},
    };
}

Cases registration_wire_cases() {
    return {
        {"EXT-11",
         [] {
             return Wire{}
                 .talk(registration("no json"),
                       error_answer("403 Forbidden", "InvalidRequestFormat"))
                 .talk(registration(with_events),
                       error_answer("403 Forbidden", "Extension.InvalidExtensionState"))
                 .end();
         },
         [] {
             return talk(registration(R"({"events":["SHUTDOWN"]})"),
                         error_answer("403 Forbidden", "Extension.InvalidEventType"));
         }},
        {"EXT-34",
         [] {
             return Wire{}
                 .talk(registration(with_events), registered(some_id))
                 .talk(registration(with_events), registered(some_id))
                 .end();
         },
         [] {
             return Wire{}
                 .talk(registration(with_events), registered(some_id))
                 .talk(registration(with_events), registered(other_id))
                 .end();
         }},
        {"EXT-38",
         [] {
             return talk(
                 registration(with_events, "Lambda-Extension-Accept-Feature: x, accountId\r\n"),
                 registered(some_id));
         },
         [] {
             return talk(
                 registration(with_events, "Lambda-Extension-Accept-Feature: x, accountId\r\n"),
                 registered(some_id, R"("accountId":"123",)"));
         }},
    };
}

}  // namespace hourglass::model
