// Telemetry and what probes report: the requests that the platform does not decide on.
#include "real/api_call.hpp"
#include "real/identity.hpp"
#include "real/probe_reports.hpp"
#include "real/process_run.hpp"

namespace hourglass::real {

using model::Kind;

// The caller, if the platform knows it in this generation.
std::optional<ExtensionName> ProcessBackend::Run::caller_of(const HttpRequest& request) const {
    const auto identifier = canonical_uuid(request.header("Lambda-Extension-Identifier"));
    if (!identifier) return std::nullopt;
    const auto extension = names_.extension_of(*identifier);
    const bool current = extension && extension->generation == platform_.generation();
    return current ? extension : std::nullopt;
}

// Whether the request was one of these, and is answered.
bool ProcessBackend::Run::answered_beside_the_platform(const HttpRequest& request) {
    if (is_probe_report(request) && plan_.clients() == model::Clients::Scripted) {
        const auto record = read_probe_report(request, texts_, payloads_);
        if (record) note(*record);
        server_->answer(request.call, json_reply(record ? 202 : 400, "{}"));
        return true;
    }
    const auto api = Telemetry::api_of(request);
    if (!telemetry_ || !api) return false;
    const auto caller = caller_of(request);
    const HttpReply reply = telemetry_->subscribe(*api, caller, request.body);
    note({.amount = reply.status,
          .payload = payloads_.intern(request.body),
          .generation = caller ? caller->generation : 0,
          .text = intern_foreign(texts_, reply.body),
          .code = static_cast<std::uint16_t>(*api),
          .kind = Kind::Subscription,
          .who = model::Who::Extension,
          .slot = caller ? caller->slot : std::uint8_t{0}});
    server_->answer(request.call, reply);
    return true;
}

}  // namespace hourglass::real
