#include "real/api_call.hpp"

#include "model/messages/error_type.hpp"
#include "real/environment.hpp"
#include "real/request_bodies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace hourglass::real {
namespace {

using model::Kind;
using model::Record;
using model::Who;
using Outcome = std::variant<ApiCall, HttpReply>;

// An error that comes with its cause: the cause is for tracing, the caller gets the rest.
constexpr std::string_view error_cause_type = "application/vnd.aws.lambda.error.cause+json";

struct Arrival {
    const HttpRequest& request;
    const ApiRecords& records;
    std::string_view invocation;  // the id in the path
    Kind kind{};
};

using Reader = Outcome (*)(const Arrival&);

struct Route {
    std::string_view method;
    std::string_view path;  // "*" stands for the id of an invocation
    Kind kind;
    Reader reader;
};

constexpr std::string_view extension_init_error = "/2020-01-01/extension/init/error";
constexpr std::string_view extension_exit_error = "/2020-01-01/extension/exit/error";

ApiCall call_of(const Arrival& arrival, Who who) {
    return {.event = {.call = arrival.request.call, .kind = arrival.kind, .who = who},
            .subject = {},
            .unknown_event = {},
            .accepts_account = false};
}

model::TextId error_type(const Arrival& arrival) {
    const auto named = arrival.request.header("Lambda-Runtime-Function-Error-Type");
    return intern_foreign(arrival.records.texts, model::scrubbed(named).text());
}

// A body above the limit is not kept: the platform only learns its size.
void take_body(const Arrival& arrival, Record& event) {
    const HttpRequest& request = arrival.request;
    event.amount = static_cast<std::int64_t>(request.body_size);
    if (request.body_size <= arrival.records.body_limit) {
        event.payload = arrival.records.payloads.intern(request.body);
    }
}

Outcome read_runtime_poll(const Arrival& arrival) {
    return call_of(arrival, Who::Runtime);
}

Outcome read_response(const Arrival& arrival) {
    ApiCall call = call_of(arrival, Who::Runtime);
    call.event.invoke = arrival.records.names.invoke_of(arrival.invocation);
    call.event.flags = mode_of(arrival.request.header("Lambda-Runtime-Function-Response-Mode"));
    call.event.text = intern_foreign(arrival.records.texts, arrival.request.header("Content-Type"));
    take_body(arrival, call.event);
    return call;
}

Outcome read_invocation_error(const Arrival& arrival) {
    ApiCall call = call_of(arrival, Who::Runtime);
    call.event.invoke = arrival.records.names.invoke_of(arrival.invocation);
    call.event.text = error_type(arrival);
    take_body(arrival, call.event);
    if (call.event.payload && arrival.request.header("Content-Type") == error_cause_type) {
        call.event.payload =
            arrival.records.payloads.intern(error_without_cause(arrival.request.body));
    }
    return call;
}

Outcome read_init_error(const Arrival& arrival) {
    ApiCall call = call_of(arrival, Who::Runtime);
    call.event.text = error_type(arrival);
    take_body(arrival, call.event);
    call.event.amount = 0;
    return call;
}

Outcome read_restore_error(const Arrival& arrival) {
    ApiCall call = call_of(arrival, Who::Runtime);
    call.event.text = error_type(arrival);
    return call;
}

// One of a comma separated list, each with blanks around it.
bool names_feature(std::string_view list, std::string_view feature) {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        std::string_view item = list.substr(0, comma);
        list.remove_prefix(std::min(comma + 1, list.size()));
        item.remove_prefix(std::min(item.find_first_not_of(" \t"), item.size()));
        item = item.substr(0, item.find_last_not_of(" \t") + 1);
        if (item == feature) return true;
    }
    return false;
}

Outcome read_register(const Arrival& arrival) {
    const std::string_view name = arrival.request.header("Lambda-Extension-Name");
    if (name.empty()) {
        return error_reply(403, "Extension.InvalidExtensionName", "Empty extension name");
    }
    const auto body = read_register_body(arrival.request.body);
    if (!body) return error_reply(403, "InvalidRequestFormat", body.error());
    ApiCall call = call_of(arrival, Who::Extension);
    call.event.text = intern_foreign(arrival.records.texts, name);
    call.event.flags = body->subscription;
    call.subject = name;
    call.unknown_event = body->unknown_event;
    call.accepts_account =
        names_feature(arrival.request.header("Lambda-Extension-Accept-Feature"), "accountId");
    return call;
}

// An identifier that is well formed but was never given stands for slot 0 of generation 0.
Outcome read_identified(const Arrival& arrival) {
    const std::string_view header = arrival.request.header("Lambda-Extension-Identifier");
    if (header.empty()) {
        return error_reply(403, "Extension.MissingExtensionIdentifier",
                           "Missing Lambda-Extension-Identifier header");
    }
    const std::optional<std::string> identifier = canonical_uuid(header);
    if (!identifier) {
        return error_reply(403, "Extension.InvalidExtensionIdentifier",
                           "Invalid Lambda-Extension-Identifier");
    }
    ApiCall call = call_of(arrival, Who::Extension);
    const ExtensionName extension =
        arrival.records.names.extension_of(*identifier).value_or(ExtensionName{});
    call.event.slot = extension.slot;
    call.event.generation = extension.generation;
    call.subject = *identifier;
    return call;
}

Outcome read_extension_error(const Arrival& arrival) {
    Outcome outcome = read_identified(arrival);
    auto* call = std::get_if<ApiCall>(&outcome);
    if (call == nullptr) return outcome;
    const std::string_view type = arrival.request.header("Lambda-Extension-Function-Error-Type");
    if (type.empty()) {
        return error_reply(403, "Extension.MissingHeader",
                           "Lambda-Extension-Function-Error-Type not found");
    }
    call->event.text = intern_foreign(arrival.records.texts, type);
    return outcome;
}

Outcome read_ping(const Arrival&) {
    return text_reply(200, "pong");
}

Outcome read_logs(const Arrival&) {
    return error_reply(202, "Logs.NotSupported", "Logs API is not supported");
}

Outcome read_telemetry(const Arrival&) {
    return error_reply(202, "Telemetry.NotSupported", "Telemetry API is not supported");
}

HttpReply not_found(std::string_view words) {
    HttpReply reply = text_reply(404, std::string{words} + "\n");
    reply.add_header("X-Content-Type-Options", "nosniff");
    return reply;
}

// The token is compared as a whole, there is no "Bearer" before it.
Outcome read_credentials(const Arrival& arrival) {
    if (!is_credentials_token(arrival.request.header("Authorization"))) {
        return not_found("cannot get credentials for the provided token");
    }
    const SandboxCredentials keys;
    return text_reply(
        200, fmt::format(R"({{"AccessKeyId":{},"SecretAccessKey":{},"Token":{},"Expiration":{}}})",
                         json_string(keys.key), json_string(keys.secret), json_string(keys.session),
                         json_string(keys.expiration)));
}

constexpr std::array<Route, 11> routes{{
    {"GET", "/2018-06-01/ping", Kind::None, read_ping},
    {"GET", "/2018-06-01/runtime/invocation/next", Kind::RuntimeNextCalled, read_runtime_poll},
    {"POST", "/2018-06-01/runtime/invocation/*/response", Kind::ResponsePosted, read_response},
    {"POST", "/2018-06-01/runtime/invocation/*/error", Kind::ErrorPosted, read_invocation_error},
    {"POST", "/2018-06-01/runtime/init/error", Kind::InitErrorPosted, read_init_error},
    {"POST", "/2020-01-01/extension/register", Kind::RegisterCalled, read_register},
    {"GET", "/2020-01-01/extension/event/next", Kind::ExtensionNextCalled, read_identified},
    {"POST", extension_init_error, Kind::ExtensionInitErrorPosted, read_extension_error},
    {"POST", extension_exit_error, Kind::ExtensionExitErrorPosted, read_extension_error},
    {"PUT", "/2020-08-15/logs", Kind::None, read_logs},
    {"PUT", "/2022-07-01/telemetry", Kind::None, read_telemetry},
}};

// There with init caching only.
constexpr std::array<Route, 3> restore_routes{{
    {"GET", "/2018-06-01/runtime/restore/next", Kind::RestoreNextCalled, read_runtime_poll},
    {"POST", "/2018-06-01/runtime/restore/error", Kind::RestoreErrorPosted, read_restore_error},
    {"GET", "/2021-04-23/credentials", Kind::None, read_credentials},
}};

// What stands for the '*', or "" when there is none; nothing if the path does not match.
std::optional<std::string_view> match(std::string_view pattern, std::string_view path) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) {
        return path == pattern ? std::optional{std::string_view{}} : std::nullopt;
    }
    const std::string_view head = pattern.substr(0, star);
    const std::string_view tail = pattern.substr(star + 1);
    if (path.size() <= head.size() + tail.size() || !path.starts_with(head) ||
        !path.ends_with(tail)) {
        return std::nullopt;
    }
    const auto id = path.substr(head.size(), path.size() - head.size() - tail.size());
    return id.find('/') == std::string_view::npos ? std::optional{id} : std::nullopt;
}

// Nothing if no route has that path.
std::optional<Outcome> follow(std::span<const Route> table, const HttpRequest& request,
                              const ApiRecords& records) {
    for (const Route& route : table) {
        const auto id = match(route.path, request.path);
        if (!id) continue;
        if (request.method == route.method) {
            return route.reader({request, records, *id, route.kind});
        }
        HttpReply reply{.status = 405, .headers = {}, .body = {}};
        reply.add_header("Allow", route.method);
        return reply;
    }
    return std::nullopt;
}

}  // namespace

std::variant<ApiCall, HttpReply> read_call(const HttpRequest& request, const ApiRecords& records) {
    if (records.extensions == ExtensionRoutes::Absent && request.path.starts_with("/2020-01-01/")) {
        return HttpReply{.status = 404, .headers = {}, .body = {}};
    }
    auto outcome = follow(routes, request, records);
    if (!outcome && records.restore == RestoreRoutes::Present) {
        outcome = follow(restore_routes, request, records);
    }
    return outcome ? *std::move(outcome) : not_found("404 page not found");
}

std::uint8_t mode_of(std::string_view header) {
    if (header.empty()) return 0;
    return header == "streaming" ? model::mode_streaming : model::mode_unknown;
}

model::TextId intern_foreign(model::Texts& texts, std::string_view text) {
    constexpr std::size_t longest = 4096;
    constexpr std::size_t most = 60'000;
    if (texts.size() >= most) return texts.intern("(too many different texts)");
    return texts.intern(text.substr(0, longest));
}

}  // namespace hourglass::real
