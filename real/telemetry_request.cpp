#include "real/telemetry_request.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <charconv>

namespace hourglass::real {
namespace {

using nlohmann::json;
using Checked = tl::expected<void, std::string>;

struct Topic {
    std::uint8_t bit;
    std::string_view name;
};

constexpr std::array topics{Topic{platform_topic, "platform"}, Topic{function_topic, "function"},
                            Topic{extension_topic, "extension"}};
constexpr std::array telemetry_versions{"2022-07-01", "2022-12-13", "2025-01-29"};
constexpr std::array logs_versions{"2020-08-15", "2021-03-18"};
constexpr std::array<std::string_view, 2> hosts{"sandbox.localdomain", "sandbox"};
constexpr std::int64_t reserved_port = 9001;

tl::unexpected<std::string> wrong(std::string sentence) {
    return tl::make_unexpected(std::move(sentence));
}

template <class Known>
bool is_one_of(const Known& known, std::string_view text) {
    for (const std::string_view one : known) {
        if (one == text) return true;
    }
    return false;
}

Checked read_version(const json& body, const TelemetryRequest& request) {
    const bool logs = request.api == model::SubscriptionApi::Logs;
    const auto found = body.find("schemaVersion");
    if (found == body.end()) {
        if (logs) return {};
        return wrong("schemaVersion is missing");
    }
    if (!found->is_string()) return wrong("schemaVersion must be a string");
    const auto& version = found->get_ref<const std::string&>();
    const bool known =
        logs ? is_one_of(logs_versions, version) : is_one_of(telemetry_versions, version);
    if (!known) return wrong("schemaVersion is none that is supported");
    return {};
}

Checked read_types(const json& body, TelemetryRequest& request) {
    const auto found = body.find("types");
    if (found == body.end() || !found->is_array() || found->empty()) {
        return wrong("types must be a list of at least one type");
    }
    for (const json& type : *found) {
        std::uint8_t bit = 0;
        for (const Topic& topic : topics) {
            if (type.is_string() && type.get_ref<const std::string&>() == topic.name) {
                bit = topic.bit;
            }
        }
        if (bit == 0) return wrong("types may hold platform, function and extension");
        request.types |= bit;
    }
    return {};
}

Checked read_port(std::int64_t port, TelemetryRequest& request) {
    if (port < 1 || port > 65'535) return wrong("the port of the destination is none");
    if (port == reserved_port) return wrong("port 9001 is reserved");
    request.port = static_cast<std::uint16_t>(port);
    return {};
}

// http://sandbox.localdomain:PORT/PATH
Checked read_uri(std::string_view uri, TelemetryRequest& request) {
    constexpr std::string_view scheme = "http://";
    if (!uri.starts_with(scheme))
        return wrong("the URI of the destination must begin with http://");
    uri.remove_prefix(scheme.size());
    const std::string_view authority = uri.substr(0, uri.find('/'));
    if (authority.size() < uri.size()) request.path = uri.substr(authority.size());
    for (const char letter : request.path) {
        if (letter <= ' ' || letter == '\x7f') return wrong("the URI of the destination is none");
    }
    const std::size_t colon = authority.find(':');
    if (!is_one_of(hosts, authority.substr(0, colon))) {
        return wrong("the host of the destination must be sandbox.localdomain");
    }
    if (colon == std::string_view::npos) return read_port(80, request);
    const std::string_view digits = authority.substr(colon + 1);
    std::int64_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc{} || end != digits.data() + digits.size()) port = 0;
    return read_port(port, request);
}

Checked read_destination(const json& body, TelemetryRequest& request) {
    const auto found = body.find("destination");
    if (found == body.end() || !found->is_object()) return wrong("destination is missing");
    const auto protocol = found->find("protocol");
    if (protocol == found->end() || !protocol->is_string()) {
        return wrong("the protocol of the destination is missing");
    }
    if (*protocol == "HTTP") {
        const auto uri = found->find("URI");
        if (uri == found->end() || !uri->is_string()) {
            return wrong("the URI of the destination is missing");
        }
        return read_uri(uri->get_ref<const std::string&>(), request);
    }
    if (*protocol != "TCP") return wrong("the protocol of the destination must be HTTP or TCP");
    request.protocol = TelemetryProtocol::Tcp;
    const auto port = found->find("port");
    if (port == found->end() || !port->is_number_integer()) {
        return wrong("the port of the destination is missing");
    }
    return read_port(port->get<std::int64_t>(), request);
}

struct Limit {
    const char* name;
    std::int64_t least;
    std::int64_t most;
};

constexpr Limit items{"maxItems", 1'000, 10'000};
constexpr Limit bytes{"maxBytes", 262'144, 1'048'576};
constexpr Limit age{"timeoutMs", 25, 30'000};

// What the body says, or `usual`.
tl::expected<std::int64_t, std::string> limit_of(const json& buffering, const Limit& limit,
                                                 std::int64_t usual) {
    const auto found = buffering.find(limit.name);
    if (found == buffering.end()) return usual;
    const bool fits = found->is_number_integer() && found->get<std::int64_t>() >= limit.least &&
                      found->get<std::int64_t>() <= limit.most;
    if (fits) return found->get<std::int64_t>();
    return wrong(fmt::format("{} must be from {} to {}", limit.name, limit.least, limit.most));
}

Checked read_buffering(const json& body, TelemetryRequest& request) {
    const auto found = body.find("buffering");
    if (found == body.end()) return {};
    if (!found->is_object()) return wrong("buffering must be an object");
    const auto most_items = limit_of(*found, items, static_cast<std::int64_t>(request.most_items));
    const auto most_bytes = limit_of(*found, bytes, static_cast<std::int64_t>(request.most_bytes));
    const auto most_ms = limit_of(*found, age, request.most_age / std::chrono::milliseconds{1});
    for (const auto* limit : {&most_items, &most_bytes, &most_ms}) {
        if (!*limit) return wrong(limit->error());
    }
    request.most_items = static_cast<std::size_t>(*most_items);
    request.most_bytes = static_cast<std::size_t>(*most_bytes);
    request.most_age = std::chrono::milliseconds{*most_ms};
    return {};
}

}  // namespace

tl::expected<TelemetryRequest, std::string> read_telemetry_request(model::SubscriptionApi api,
                                                                   std::string_view body) {
    const json parsed = json::parse(body, nullptr, false);
    if (!parsed.is_object()) return wrong("the body must be a JSON object");
    TelemetryRequest request{.api = api};
    return read_version(parsed, request)
        .and_then([&] { return read_types(parsed, request); })
        .and_then([&] { return read_destination(parsed, request); })
        .and_then([&] { return read_buffering(parsed, request); })
        .map([&] { return std::move(request); });
}

std::string_view topic_name(std::uint8_t topic) {
    for (const Topic& one : topics) {
        if (one.bit == topic) return one.name;
    }
    return "";
}

}  // namespace hourglass::real
