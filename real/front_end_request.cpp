#include "real/front_end_request.hpp"

#include "model/trace/bytes.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <optional>

namespace hourglass::real {
namespace {

using model::ProfileName;

constexpr std::string_view prefix = "/2015-03-31/functions/";
constexpr std::string_view suffix = "/invocations";

std::optional<std::string_view> function_in(std::string_view path) {
    if (path.size() <= prefix.size() + suffix.size()) return std::nullopt;
    if (!path.starts_with(prefix) || !path.ends_with(suffix)) return std::nullopt;
    return path.substr(prefix.size(), path.size() - prefix.size() - suffix.size());
}

HttpReply not_found() {
    HttpReply reply = text_reply(404, "404 page not found\n");
    reply.add_header("X-Content-Type-Options", "nosniff");
    return reply;
}

// The emulator minds neither name nor method.
std::optional<HttpReply> refused_route(const HttpRequest& request, ProfileName profile,
                                       const FunctionIdentity& function) {
    const auto name = function_in(request.path);
    if (!name || (profile == ProfileName::Rapid && *name != "function")) return not_found();
    if (profile == ProfileName::Rapid) return std::nullopt;
    if (*name != "function" && *name != function.name) {
        return endpoint_error(profile, 404, "ResourceNotFoundException",
                              fmt::format("Function not found: {}", *name));
    }
    if (request.method == "POST") return std::nullopt;
    HttpReply reply{.status = 405, .headers = {}, .body = {}};
    reply.add_header("Allow", "POST");
    return reply;
}

std::optional<HttpReply> refused_body(const HttpRequest& request, ProfileName profile) {
    if (profile == ProfileName::Rapid) return std::nullopt;
    if (request.body_size > longest_request) {
        return endpoint_error(
            profile, 413, "RequestTooLargeException",
            fmt::format("Request must be smaller than {} bytes for the InvokeFunction operation",
                        longest_request));
    }
    if (request.body.empty() || nlohmann::json::accept(request.body)) return std::nullopt;
    return endpoint_error(profile, 400, "InvalidRequestContentException",
                          "Could not parse request body into json");
}

HttpReply refused_context(ProfileName profile) {
    constexpr std::string_view message =
        "Client context must be a valid Base64-encoded JSON object";
    return endpoint_error(profile, profile == ProfileName::Aws ? 400 : 500,
                          "InvalidRequestContentException", message);
}

// "" and RequestResponse wait, Event does not, DryRun only asks whether it would be let in.
std::variant<Invocation, HttpReply> type_of(const HttpRequest& request, ProfileName profile) {
    const std::string_view type = request.header("X-Amz-Invocation-Type");
    if (profile == ProfileName::Rapid || type.empty() || type == "RequestResponse") {
        return Invocation::RequestResponse;
    }
    if (type == "Event") return Invocation::Event;
    if (type == "DryRun") return HttpReply{.status = 204, .headers = {}, .body = {}};
    return endpoint_error(profile, 400, "InvalidParameterValueException",
                          "Unknown invocation type");
}

std::variant<ResponseMode, HttpReply> mode_of(const HttpRequest& request, ProfileName profile) {
    std::string mode{request.header("InvokeResponseMode")};
    std::ranges::transform(mode, mode.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    if (mode.empty() || mode == "buffered") return ResponseMode::Buffered;
    if (mode == "streaming" && request.method == "POST") return ResponseMode::Streaming;
    return endpoint_error(profile, 400, "InvalidParameterValueException",
                          "InvokeResponseMode is Buffered or Streaming");
}

}  // namespace

HttpReply endpoint_error(ProfileName profile, int status, std::string_view type,
                         std::string_view message) {
    if (profile == ProfileName::Rapid) return {.status = status, .headers = {}, .body = {}};
    HttpReply reply =
        json_reply(status, fmt::format(R"({{"Type":"User","Message":{}}})", json_string(message)));
    reply.add_header("X-Amzn-ErrorType", type);
    return reply;
}

std::variant<InvokeRequest, HttpReply> read_invoke_request(const HttpRequest& request,
                                                           ProfileName profile,
                                                           const FunctionIdentity& function) {
    if (auto refused = refused_route(request, profile, function)) return *std::move(refused);
    if (auto refused = refused_body(request, profile)) return *std::move(refused);
    const auto context = model::from_base64(request.header("X-Amz-Client-Context"));
    if (!context) return refused_context(profile);
    auto type = type_of(request, profile);
    if (auto* reply = std::get_if<HttpReply>(&type)) return std::move(*reply);
    auto mode = mode_of(request, profile);
    if (auto* reply = std::get_if<HttpReply>(&mode)) return std::move(*reply);
    return InvokeRequest{.payload = std::string{request.body},
                         .caller = {.client_context = *context,
                                    .trace_id = std::string{request.header("X-Amzn-Trace-Id")},
                                    .tenant_id = std::string{request.header("X-Amz-Tenant-Id")}},
                         .type = std::get<Invocation>(type),
                         .mode = std::get<ResponseMode>(mode)};
}

}  // namespace hourglass::real
