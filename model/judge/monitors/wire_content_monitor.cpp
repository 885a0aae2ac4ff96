#include "model/judge/monitors/wire_content_monitor.hpp"

#include <algorithm>
#include <cctype>

namespace hourglass::model::judging {
namespace {

bool is_api_error(const HttpGot& answer) {
    return !json_member(answer.body, "errorMessage").empty() &&
           !json_member(answer.body, "errorType").empty();
}

bool is_number(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) != 0;
    });
}

bool is_event(const WireTurn& turn) {
    const HttpGot& answer = *turn.answer;
    if (turn.is(WireCall::ExtensionPoll)) return !json_member(answer.body, "eventType").empty();
    const bool restored = turn.route->path.ends_with("restore/next");
    return restored || !answer.header("Lambda-Runtime-Aws-Request-Id").empty();
}

void check_poll(const WireTalk& talk, const WireTurn& turn, Bench& bench) {
    const HttpGot& answer = *turn.answer;
    const bool event = answer.status == 200 && (is_event(turn) || talk.has(wire_cut));
    bench.check("HTTP-15"_rule, event || (answer.status >= 400 && is_api_error(answer)),
                "{} is answered {} with neither an event nor an error", turn.name(), answer.status);
    if (!turn.is(WireCall::RuntimePoll) || answer.status != 200) return;
    if (turn.route->path.ends_with("restore/next")) return;
    const bool complete =
        !answer.header("Lambda-Runtime-Aws-Request-Id").empty() &&
        is_number(answer.header("Lambda-Runtime-Deadline-Ms")) &&
        answer.header("Lambda-Runtime-Invoked-Function-Arn").starts_with("arn:") &&
        !answer.header("Content-Type").empty();
    bench.check("HTTP-21"_rule, complete,
                "an event lacks its request id, deadline, function ARN or content type");
}

void check_credentials(const WireTalk& talk, const WireTurn& turn, Bench& bench) {
    const HttpGot& answer = *turn.answer;
    if (!talk.has(wire_own)) {
        return bench.check("CRED-01"_rule, answer.status == 404,
                           "credentials for an unknown token are answered {}, not 404",
                           answer.status);
    }
    const bool complete = std::ranges::all_of(
        std::array{"AccessKeyId", "SecretAccessKey", "Token", "Expiration"},
        [&](const char* name) { return !json_member(answer.body, name).empty(); });
    bench.check("CRED-01"_rule, answer.status == 200 && complete,
                "credentials for the sandbox's token are answered {} \"{}\"", answer.status,
                answer.body);
}

// Whether the server understood the body: what it says of the call itself is another matter.
bool was_read(const WireTurn& turn) {
    return turn.status() < 300 || (turn.status() < 500 && is_api_error(*turn.answer));
}

// What follows such a body on the same connection is understood only if the body was.
bool next_was_read(const WireTalk& talk, const WireTurn& turn) {
    const auto next = static_cast<std::size_t>(&turn - talk.turns.data()) + 1;
    if (next >= talk.turns.size() || !talk.turns[next].answer) return true;
    return talk.turns[next].status() != 400 || is_api_error(*talk.turns[next].answer);
}

}  // namespace

void WireContentMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    if (record.kind == Kind::ResponsePosted) posted_ = record.payload;
    if (!is_api_exchange(record)) return;
    const WireTalk talk = talk_of(record, scene);
    if (talk.has(wire_left)) return;
    for (const WireTurn& turn : talk.turns) {
        if (turn.whole() && turn.answer && turn.is_call()) see_turn(talk, turn, scene, bench);
    }
}

void WireContentMonitor::see_turn(const WireTalk& talk, const WireTurn& turn, const Scene& scene,
                                  Bench& bench) {
    const HttpGot& answer = *turn.answer;
    if (turn.is(WireCall::Credentials)) return check_credentials(talk, turn, bench);
    if (turn.polls()) check_poll(talk, turn, bench);
    const bool has_host = turn.request.version != "1.1" || turn.request.count_of("Host") > 0;
    if (answer.status >= 400 && has_host) {
        bench.check("HTTP-09"_rule, is_api_error(answer),
                    "{} is answered {} without errorMessage and errorType: \"{}\"", turn.name(),
                    answer.status, answer.body);
    }
    if (turn.is(WireCall::Subscribe)) {
        const bool says_so = json_member(answer.body, "errorType").ends_with(".NotSupported");
        bench.check("METR-10"_rule, answer.status == 202 && says_so,
                    "{} is answered {} \"{}\", not 202 with a NotSupported type", turn.name(),
                    answer.status, answer.body);
    } else if (answer.status == 202) {
        bench.check("HTTP-10"_rule, json_member(answer.body, "status") == "OK",
                    "{} is accepted with \"{}\", not {{\"status\":\"OK\"}}", turn.name(),
                    answer.body);
    }
    if (turn.request.chunked) see_chunks(turn, scene, bench);
    if (!turn.request.trailers.empty()) {
        bench.check("HTTP-16"_rule, was_read(turn) && next_was_read(talk, turn),
                    "{} with trailers is answered {} \"{}\"", turn.name(), answer.status,
                    answer.body);
    }
}

void WireContentMonitor::see_chunks(const WireTurn& turn, const Scene& scene, Bench& bench) const {
    bench.check("HTTP-06"_rule, was_read(turn), "{} in chunks is answered {} \"{}\"", turn.name(),
                turn.status(), turn.answer->body);
    const auto& payloads = scene.trace().payloads;
    const auto id = posted_.value;
    if (!turn.is(WireCall::Response) || turn.status() != 202) return;
    if (id == 0 || id > payloads.size()) return;
    bench.check("HTTP-06"_rule, payloads[id - 1] == turn.request.body,
                "a response in chunks arrived as {} bytes, not as the {} that were sent",
                payloads[id - 1].size(), turn.request.body.size());
}

}  // namespace hourglass::model::judging
