#include "real/telemetry.hpp"

#include "model/trace/answer.hpp"

#include <algorithm>
#include <utility>

namespace hourglass::real {
namespace {

using model::Kind;
using model::PlatformEvent;
using model::Record;
using model::SubscriptionApi;

constexpr std::size_t longest_history = 10'000;  // events

HttpReply closed(SubscriptionApi api) {
    if (api == SubscriptionApi::Logs) {
        return error_reply(403, "Logs.SubscriptionClosed",
                           "Logs API subscription is closed already");
    }
    return error_reply(403, "Telemetry.SubscriptionClosed",
                       "Telemetry API subscription is closed already");
}

}  // namespace

Telemetry::Telemetry(boost::asio::io_context& loop, const TelemetryEvents& events, Clock clock)
    : loop_(loop), events_(events), clock_(std::move(clock)) {}

Telemetry::~Telemetry() {
    end();
}

std::optional<SubscriptionApi> Telemetry::api_of(const HttpRequest& request) {
    if (request.method != "PUT") return std::nullopt;
    if (request.path == "/2022-07-01/telemetry") return SubscriptionApi::Telemetry;
    if (request.path == "/2020-08-15/logs") return SubscriptionApi::Logs;
    return std::nullopt;
}

HttpReply Telemetry::subscribe(SubscriptionApi api, const std::optional<ExtensionName>& extension,
                               std::string_view body) {
    if (!extension) {
        return error_reply(403, "Extension.UnknownExtensionIdentifier",
                           "Unknown Lambda-Extension-Identifier");
    }
    if (!open_) return closed(api);
    const auto request = read_telemetry_request(api, body);
    if (!request) return error_reply(400, "ValidationError", request.error());
    accept(*request, extension->slot);
    return json_reply(200, R"("OK")");
}

// A second subscription of an extension to the same API takes the place of the first.
void Telemetry::accept(const TelemetryRequest& request, Slot slot) {
    const auto [first, last] = subscribers_.equal_range(slot);
    for (auto it = first; it != last; ++it) {
        if (it->second->request().api != request.api) continue;
        it->second->close();
        subscribers_.erase(it);
        break;
    }
    auto subscriber = std::make_shared<TelemetrySubscriber>(
        loop_, request,
        [this](const Dropped& dropped) { return dropped_event(clock_(), dropped, events_); });
    const bool older = request.api == SubscriptionApi::Logs;
    for (const Happening& happening : history_) {
        const std::string& event = older ? happening.logs : happening.telemetry;
        if (subscriber->wants(happening.topic) && !event.empty()) subscriber->add(event);
    }
    subscribers_.emplace(slot, std::move(subscriber));
    const std::string event = subscription_event(clock_(), names_[slot], request, events_);
    tell({platform_topic, event, event});
}

void Telemetry::tell(Happening happening) {
    for (const auto& [slot, subscriber] : subscribers_) {
        const bool older = subscriber->request().api == SubscriptionApi::Logs;
        const std::string& event = older ? happening.logs : happening.telemetry;
        if (subscriber->wants(happening.topic) && !event.empty()) subscriber->add(event);
    }
    if (open_ && history_.size() < longest_history) history_.push_back(std::move(happening));
}

void Telemetry::tell(const Record& told) {
    tell({platform_topic, platform_event(told, SubscriptionApi::Telemetry, measures_, events_),
          platform_event(told, SubscriptionApi::Logs, measures_, events_)});
}

void Telemetry::line_written(model::Who who, std::string_view line) {
    const bool of_function = who == model::Who::Runtime;
    const std::uint8_t topic = of_function ? function_topic : extension_topic;
    const bool wanted = open_ || std::ranges::any_of(subscribers_, [topic](const auto& one) {
                            return one.second->wants(topic);
                        });
    if (!wanted) return;
    const std::string event = line_event(clock_(), topic, line, events_);
    tell({topic, event, event});
}

void Telemetry::see(const Record& effect) {
    switch (effect.kind) {
        case Kind::Telemetry:
            return measure(effect);
        case Kind::InvokeAnswered:
            measures_.produced = effect.amount;
            return;
        case Kind::ProcessSignal:
            hurried_ = true;
            break;
        case Kind::CallAnswered:
            if (model::code_of<model::Answer>(effect) != model::Answer::ShutdownEvent) return;
            hurried_ = true;
            break;
        case Kind::ResetDone:
        case Kind::ShutdownDone:
            return end();
        default:
            return;
    }
    for (const auto& [slot, subscriber] : subscribers_) subscriber->hurry();
}

// The report that comes first after an init tells how long that took.
void Telemetry::measure(const Record& told) {
    const auto event = model::code_of<PlatformEvent>(told);
    const bool in_invoke = (told.flags & model::phase_invoke) != 0;
    if (event == PlatformEvent::InitStart) open();
    if (event == PlatformEvent::InitReport) {
        measures_.init = in_invoke ? model::Duration{} : model::Duration{told.amount};
    }
    tell(told);
    if (event == PlatformEvent::InitReport) close();
    if (event == PlatformEvent::Report) measures_.init = {};
    if (event == PlatformEvent::RuntimeDone) measures_.produced = 0;
}

void Telemetry::open() {
    open_ = true;
    hurried_ = false;
    history_.clear();
}

void Telemetry::close() {
    open_ = false;
    history_.clear();
}

void Telemetry::extension_exited(Slot slot) {
    const auto [first, last] = subscribers_.equal_range(slot);
    for (auto it = first; it != last; ++it) it->second->close();
    subscribers_.erase(first, last);
}

void Telemetry::freeze() {
    for (const auto& [slot, subscriber] : subscribers_) subscriber->freeze();
}

void Telemetry::thaw() {
    for (const auto& [slot, subscriber] : subscribers_) subscriber->thaw();
}

// Of a generation: what was subscribed is over, and the next may subscribe.
void Telemetry::end() {
    for (const auto& [slot, subscriber] : subscribers_) subscriber->close();
    subscribers_.clear();
    open();
}

}  // namespace hourglass::real
