#include "model/judge/wire_talk.hpp"

#include "model/judge/monitor.hpp"
#include "model/trace/payload_bytes.hpp"

#include <array>

namespace hourglass::model::judging {
namespace {

constexpr std::array<WireRoute, 11> routes{{
    {"GET", "/2018-06-01/ping", WireCall::Ping},
    {"GET", "/2018-06-01/runtime/invocation/next", WireCall::RuntimePoll},
    {"POST", "/2018-06-01/runtime/invocation/*/response", WireCall::Response},
    {"POST", "/2018-06-01/runtime/invocation/*/error", WireCall::RuntimePost},
    {"POST", "/2018-06-01/runtime/init/error", WireCall::RuntimePost},
    {"POST", "/2020-01-01/extension/register", WireCall::Register},
    {"GET", "/2020-01-01/extension/event/next", WireCall::ExtensionPoll},
    {"POST", "/2020-01-01/extension/init/error", WireCall::ExtensionPost},
    {"POST", "/2020-01-01/extension/exit/error", WireCall::ExtensionPost},
    {"PUT", "/2020-08-15/logs", WireCall::Subscribe},
    {"PUT", "/2022-07-01/telemetry", WireCall::Subscribe},
}};

constexpr std::array<WireRoute, 3> caching_routes{{
    {"GET", "/2018-06-01/runtime/restore/next", WireCall::RuntimePoll},
    {"POST", "/2018-06-01/runtime/restore/error", WireCall::RuntimePost},
    {"GET", "/2021-04-23/credentials", WireCall::Credentials},
}};

bool fits(std::string_view pattern, std::string_view path) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return path == pattern;
    const std::string_view head = pattern.substr(0, star);
    const std::string_view tail = pattern.substr(star + 1);
    if (path.size() <= head.size() + tail.size()) return false;
    const auto id = path.substr(head.size(), path.size() - head.size() - tail.size());
    return path.starts_with(head) && path.ends_with(tail) && id.find('/') == std::string_view::npos;
}

template <class Table>
const WireRoute* look_up(const Table& table, std::string_view path) {
    for (const WireRoute& route : table) {
        if (fits(route.path, path)) return &route;
    }
    return nullptr;
}

}  // namespace

const WireRoute* route_of(std::string_view path, const Setup& setup) {
    const WireRoute* route = look_up(routes, path);
    if (route != nullptr || setup.init_caching == InitCaching::Off) return route;
    return look_up(caching_routes, path);
}

std::string WireTurn::name() const {
    constexpr std::size_t longest = 80;
    return fmt::format("{} {}", request.method, request.target.substr(0, longest));
}

WireTalk talk_of(const Record& exchange, const Scene& scene) {
    const std::string_view sent = text_of(scene, exchange.text);
    WireTalk talk{.turns = {}, .flags = exchange.flags, .size = exchange.amount};
    talk.cut = exchange.amount > static_cast<std::int64_t>(sent.size());
    for (HttpSent& request : requests_in(sent)) {
        WireTurn& turn = talk.turns.emplace_back();
        turn.route = route_of(request.path, scene.setup());
        turn.request = std::move(request);
    }
    std::size_t next = 0;
    for (HttpGot& answer : answers_in(bytes_of(scene.trace(), exchange.payload))) {
        if (next == talk.turns.size()) break;
        WireTurn& turn = talk.turns[next];
        if (answer.interim) {
            turn.continued = true;
        } else {
            turn.answer = std::move(answer);
            ++next;
        }
    }
    return talk;
}

}  // namespace hourglass::model::judging
