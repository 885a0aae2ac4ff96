#include "model/judge/monitors/wire_monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {
namespace {

// What every server cuts off: a header block of 1 MiB, with room for how it is counted.
constexpr std::int64_t header_limit = (1 << 20) + 8192;

bool misses_host(const HttpSent& request) {
    return request.version == "1.1" && request.count_of("Host") == 0;
}

bool asks_to_close(const HttpSent& request) {
    return request.version != "1.1" || same_letters(request.header("Connection"), "close");
}

// The status that a request must have whatever the sandbox does; 0 if that depends.
int certain_status(const WireTurn& turn) {
    if (misses_host(turn.request)) return 400;
    if (turn.route == nullptr) return 404;
    if (turn.request.method != turn.route->method) return 405;
    return turn.route->call == WireCall::Ping ? 200 : 0;
}

void check_partial(const WireTalk& talk, const WireTurn& turn, Bench& bench) {
    const HttpSent& request = turn.request;
    if (same_letters(request.header("Expect"), "100-continue") && request.body.empty()) {
        bench.check("HTTP-05"_rule, turn.continued || turn.status() >= 400,
                    "{} waits for 100-continue in vain", turn.name());
    }
    if (talk.cut && request.body.empty() && talk.size > header_limit) {
        const bool heads_alone = request.count_of("Content-Length") == 0 && !request.chunked;
        if (!heads_alone) return;
        bench.check("HTTP-08"_rule, turn.status() == 431,
                    "a header block of {} bytes is answered {}, not 431", talk.size, turn.status());
    }
}

void check_path(const WireTurn& turn, const Scene& scene, Bench& bench) {
    const HttpSent& request = turn.request;
    if (turn.route == nullptr) {
        bench.check("HTTP-02"_rule, turn.status() == 404, "{} is answered {}, not 404", turn.name(),
                    turn.status());
        const std::string_view shorter = request.path.substr(0, request.path.size() - 1);
        if (request.path.ends_with('/') && route_of(shorter, scene.setup()) != nullptr) {
            bench.check("HTTP-11"_rule, turn.status() == 404,
                        "{} is answered {}, as if it had no slash at its end", turn.name(),
                        turn.status());
        }
        return;
    }
    if (request.has_query()) {
        const bool known = turn.status() != 404 || turn.route->call == WireCall::Credentials;
        bench.check("HTTP-11"_rule, known, "{} is answered 404 for its query", turn.name());
    }
    if (request.method == turn.route->method) return;
    bench.check("HTTP-03"_rule,
                turn.status() == 405 &&
                    turn.answer->header("Allow").find(turn.route->method) != std::string_view::npos,
                "{} is answered {} and Allow: \"{}\", not 405 and {}", turn.name(), turn.status(),
                turn.answer->header("Allow"), turn.route->method);
}

// Answers in the order of their requests: seen where each request has a status of its own.
void check_order(const WireTalk& talk, Bench& bench) {
    std::size_t certain = 0;
    for (const WireTurn& turn : talk.turns) {
        if (!turn.whole() || !turn.answer || certain_status(turn) == 0) continue;
        ++certain;
        if (turn.status() == certain_status(turn)) continue;
        return bench.violated("HTTP-18"_rule, "{} is answered {} in its turn, not {}", turn.name(),
                              turn.status(), certain_status(turn));
    }
    if (certain >= 2) bench.held("HTTP-18"_rule);
}

void check_keeping(const WireTalk& talk, Bench& bench) {
    for (std::size_t i = 1; i < talk.turns.size(); ++i) {
        const WireTurn& before = talk.turns[i - 1];
        const WireTurn& turn = talk.turns[i];
        if (!before.whole() || misses_host(before.request) || asks_to_close(before.request)) return;
        if (!turn.whole() || !before.answer) return;
        if (turn.polls() && !turn.answer && !talk.has(wire_closed)) return;
        bench.check("HTTP-04"_rule, turn.answer.has_value(),
                    "the connection is of no use after {}: {} gets no answer", before.name(),
                    turn.name());
    }
}

}  // namespace

void WireMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    if (!is_api_exchange(record)) return;
    const WireTalk talk = talk_of(record, scene);
    if (!see_reach(record, talk, scene, bench)) return;
    see_after_effect(talk, bench);
    for (const WireTurn& turn : talk.turns) see_turn(talk, turn, scene, bench);
    if (talk.has(wire_left)) return;
    check_keeping(talk, bench);
    if (talk.turns.size() > 1) check_order(talk, bench);
}

// Whether there was anybody to talk to.
bool WireMonitor::see_reach(const Record& record, const WireTalk& talk, const Scene& scene,
                            Bench& bench) {
    if (talk.has(wire_outside)) {
        bench.check("HTTP-22"_rule, talk.has(wire_refused),
                    "the API is reached at an address that is not loopback");
        return false;
    }
    const ProcessName process = process_of(record);
    if (scene.stop().active) {
        bench.check("SHD-36"_rule, !talk.has(wire_refused),
                    "{} cannot reach the API while the sandbox is being stopped",
                    name_of_process(scene, record));
    } else if (std::ranges::find(known_, process) == known_.end()) {
        bench.check("INIT-35"_rule, !talk.has(wire_refused),
                    "{} has started and the API accepts no connection",
                    name_of_process(scene, record));
        known_.push_back(process);
    }
    return !talk.has(wire_refused);
}

// One bad request is no affair of the next client.
void WireMonitor::see_after_effect(const WireTalk& talk, Bench& bench) {
    if (talk.has(wire_left)) {
        one_left_ = true;
        return;
    }
    if (talk.turns.empty() || !talk.turns.front().whole() || talk.turns.front().polls()) return;
    const bool served = talk.turns.front().answer.has_value();
    if (std::exchange(one_left_, false)) {
        bench.check("HTTP-20"_rule, served,
                    "{} gets no answer after another client went away in the middle",
                    talk.turns.front().name());
    }
    if (std::exchange(one_malformed_, false)) {
        bench.check("HTTP-17"_rule, served, "{} gets no answer after a malformed request",
                    talk.turns.front().name());
    }
}

void WireMonitor::see_turn(const WireTalk& talk, const WireTurn& turn, const Scene& scene,
                           Bench& bench) {
    if (talk.has(wire_left)) return;
    if (turn.request.wholeness == Wholeness::Malformed) {
        one_malformed_ = true;
        const bool closed = !turn.answer && talk.has(wire_closed);
        return bench.check("HTTP-17"_rule, turn.status() == 400 || closed,
                           "a malformed request is answered {}, not 400", turn.status());
    }
    if (!turn.whole()) return check_partial(talk, turn, bench);
    if (turn.continued) bench.held("HTTP-05"_rule);
    if (!turn.answer) {
        const bool stays = turn.polls() && (!talk.has(wire_closed) || scene.stop().active);
        if (stays || &turn != &talk.turns.front()) return;
        return bench.violated("HTTP-01"_rule, "{} gets no answer", turn.name());
    }
    bench.held("HTTP-01"_rule);
    if (misses_host(turn.request)) {
        return bench.check("HTTP-07"_rule, turn.status() == 400,
                           "{} without Host is answered {}, not 400", turn.name(), turn.status());
    }
    check_path(turn, scene, bench);
    if (turn.request.version == "1.0") {
        const int wanted = certain_status(turn);
        bench.check("HTTP-19"_rule, wanted == 0 ? turn.status() != 505 : turn.status() == wanted,
                    "{} of HTTP/1.0 is answered {}", turn.name(), turn.status());
    }
    if (turn.is(WireCall::Ping)) {
        bench.check("HTTP-14"_rule, turn.status() == 200 && turn.answer->body == "pong",
                    "a ping is answered {} \"{}\", not 200 \"pong\"", turn.status(),
                    turn.answer->body);
    }
}

}  // namespace hourglass::model::judging
