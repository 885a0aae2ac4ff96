// One WireExchange as the monitors want it: each request beside its answer and the route that it
// is for.
#pragma once

#include "model/judge/http_text.hpp"
#include "model/judge/scene.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hourglass::model::judging {

enum class WireCall : std::uint8_t {
    Ping,
    RuntimePoll,
    Response,
    RuntimePost,  // any other post of a runtime
    Register,
    ExtensionPoll,
    ExtensionPost,
    Subscribe,
    Credentials,
};

struct WireRoute {
    std::string_view method;
    std::string_view path;  // "*" stands for an id
    WireCall call{};
};

// Null if a platform with this setup has no such path.
const WireRoute* route_of(std::string_view path, const Setup& setup);

struct WireTurn {
    HttpSent request;
    std::optional<HttpGot> answer;  // the final one
    bool continued = false;         // 100 came first
    const WireRoute* route = nullptr;

    bool whole() const { return request.wholeness == Wholeness::Whole; }
    int status() const { return answer ? answer->status : 0; }
    // For a route, with its method.
    bool is(WireCall call) const {
        return route != nullptr && route->call == call && request.method == route->method;
    }
    bool is_call() const { return route != nullptr && request.method == route->method; }
    bool polls() const { return is(WireCall::RuntimePoll) || is(WireCall::ExtensionPoll); }
    // "GET /path"
    std::string name() const;
};

struct WireTalk {
    std::vector<WireTurn> turns;
    std::uint8_t flags = 0;
    std::int64_t size = 0;  // of what was sent
    bool cut = false;       // not all that was sent is here

    bool has(std::uint8_t flag) const { return (flags & flag) != 0; }
};

WireTalk talk_of(const Record& exchange, const Scene& scene);

// Of a client of the Runtime and Extensions APIs, not of a front end.
inline bool is_api_exchange(const Record& record) {
    return record.kind == Kind::WireExchange &&
           (record.who == Who::Runtime || record.who == Who::Extension);
}

}  // namespace hourglass::model::judging
