#include "real/telemetry_events.hpp"

#include "model/messages/json/platform_events.hpp"
#include "model/trace/states.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>

namespace hourglass::real {
namespace {

using model::AsJson;
using model::DoneStatus;
using model::Instant;
using model::Json;
using model::PlatformEvent;
using model::Record;
using std::chrono::duration_cast;
using std::chrono::microseconds;

// "2026-01-31T10:00:00.250Z"
std::string time_of(Instant at, const TelemetryEvents& events) {
    const std::int64_t ms = events.wall_epoch_ms +
                            duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(ms / 1000), ms % 1000);
}

std::string event_of(Instant at, std::string_view type, const Json& record,
                     const TelemetryEvents& events) {
    // Bytes that are no UTF-8 are replaced: a JSON text cannot hold them.
    return fmt::format(R"({{"time":"{}","type":"{}","record":{}}})", time_of(at, events), type,
                       record.dump(-1, ' ', false, Json::error_handler_t::replace));
}

microseconds duration_of(const Record& told) {
    return duration_cast<microseconds>(model::Duration{told.amount});
}

DoneStatus status_of(const Record& told) {
    if ((told.flags & model::status_timeout) != 0) return DoneStatus::Timeout;
    if ((told.flags & model::status_failure) != 0) return DoneStatus::Failure;
    return (told.flags & model::status_error) != 0 ? DoneStatus::Error : DoneStatus::Success;
}

class Writer {
public:
    Writer(const Record& told, const TelemetryMeasures& measures, const TelemetryEvents& events)
        : told_(told), measures_(measures), events_(events) {}

    Json init_start() const {
        return written(model::InitStartEvent{.init_type = events_.setup.init_type,
                                             .function_name = events_.function.name,
                                             .function_version = events_.function.version,
                                             .instance_id = "$LATEST",
                                             .instance_max_memory = {measures_.memory_mb},
                                             .phase = phase()});
    }
    Json init_runtime_done() const {
        return written(model::InitRuntimeDoneEvent{.init_type = events_.setup.init_type,
                                                   .status = status_of(told_),
                                                   .phase = phase(),
                                                   .error_type = error_type()});
    }
    Json init_report() const {
        Json record = written(model::InitReportEvent{.init_type = events_.setup.init_type,
                                                     .metrics = {duration_of(told_)},
                                                     .phase = phase()});
        record["status"] = written(status_of(told_));
        return record;
    }
    Json start() const {
        return written(model::InvokeStartEvent{.request_id = request_id(),
                                               .version = events_.function.version});
    }
    Json runtime_done() const {
        const model::RuntimeDoneMetrics metrics{.produced = {measures_.produced},
                                                .duration = duration_of(told_)};
        return written(model::InvokeRuntimeDoneEvent{.request_id = request_id(),
                                                     .status = status_of(told_),
                                                     .metrics = metrics,
                                                     .error_type = error_type()});
    }
    Json report() const {
        const microseconds took = duration_of(told_);
        const auto billed = std::chrono::ceil<std::chrono::milliseconds>(took);
        return written(
            model::ReportEvent{.request_id = request_id(),
                               .status = status_of(told_),
                               .metrics = {.duration = took,
                                           .billed = billed,
                                           .memory_size = {measures_.memory_mb},
                                           .memory_used = {measures_.memory_mb},
                                           .init = duration_cast<microseconds>(measures_.init)},
                               .error_type = error_type()});
    }
    Json extension() const {
        const auto state = static_cast<std::uint8_t>(told_.amount);
        const auto& names = events_.setup.names;
        model::ExtensionInitEvent event;
        if (told_.slot < names.size()) event.name = events_.texts.text_of(names[told_.slot]);
        event.state = model::state_name(model::Machine::Extension, state);
        event.error_type = events_.texts.text_of(told_.text);
        return written(event);
    }
    Json restore_start() const {
        Json record = init_start();
        record.erase("phase");
        return record;
    }
    Json restore_runtime_done() const {
        return written(
            model::RestoreRuntimeDoneEvent{.status = status_of(told_), .error_type = error_type()});
    }
    Json restore_report() const {
        Json record = restore_runtime_done();
        record["metrics"] = written(model::InitReportMetrics{duration_of(told_)});
        return record;
    }
    Json fault() const {
        return fmt::format("RequestId: {} Error: {}", request_id(),
                           events_.texts.text_of(told_.text));
    }

private:
    template <class Message>
    static Json written(const Message& message) {
        return write_value(AsJson{}, message);
    }
    std::string request_id() const {
        return told_.invoke ? events_.names.id_of(told_.invoke) : std::string{};
    }
    model::LifecyclePhase phase() const {
        return (told_.flags & model::phase_invoke) != 0 ? model::LifecyclePhase::Invoke
                                                        : model::LifecyclePhase::Init;
    }
    std::optional<model::ErrorType> error_type() const {
        if (!told_.text) return std::nullopt;
        return model::ErrorType{std::string{events_.texts.text_of(told_.text)}};
    }

    const Record& told_;
    const TelemetryMeasures& measures_;
    const TelemetryEvents& events_;
};

struct Shape {
    PlatformEvent event;
    std::string_view type;
    Json (Writer::*record)() const;
    bool in_logs;  // whether the older API has it too
};

constexpr std::array shapes{
    Shape{PlatformEvent::InitStart, "platform.initStart", &Writer::init_start, false},
    Shape{PlatformEvent::InitRuntimeDone, "platform.initRuntimeDone", &Writer::init_runtime_done,
          false},
    Shape{PlatformEvent::InitReport, "platform.initReport", &Writer::init_report, false},
    Shape{PlatformEvent::Extension, "platform.extension", &Writer::extension, true},
    Shape{PlatformEvent::Start, "platform.start", &Writer::start, true},
    Shape{PlatformEvent::RuntimeDone, "platform.runtimeDone", &Writer::runtime_done, true},
    Shape{PlatformEvent::Report, "platform.report", &Writer::report, true},
    Shape{PlatformEvent::RestoreStart, "platform.restoreStart", &Writer::restore_start, false},
    Shape{PlatformEvent::RestoreRuntimeDone, "platform.restoreRuntimeDone",
          &Writer::restore_runtime_done, false},
    Shape{PlatformEvent::RestoreReport, "platform.restoreReport", &Writer::restore_report, false},
    Shape{PlatformEvent::Fault, "platform.fault", &Writer::fault, true},
};

}  // namespace

std::string platform_event(const Record& told, model::SubscriptionApi api,
                           const TelemetryMeasures& measures, const TelemetryEvents& events) {
    const auto event = model::code_of<PlatformEvent>(told);
    const auto* const shape = std::ranges::find(shapes, event, &Shape::event);
    const bool older = api == model::SubscriptionApi::Logs;
    if (shape == shapes.end() || (older && !shape->in_logs)) return {};
    const Writer writer{told, measures, events};
    return event_of(told.at, shape->type, (writer.*shape->record)(), events);
}

std::string line_event(Instant at, std::uint8_t topic, std::string_view line,
                       const TelemetryEvents& events) {
    return event_of(at, topic_name(topic), Json(line), events);
}

std::string subscription_event(Instant at, std::string_view extension,
                               const TelemetryRequest& request, const TelemetryEvents& events) {
    Json record{{"name", extension}, {"state", "Subscribed"}, {"types", Json::array()}};
    for (const std::uint8_t topic : {platform_topic, function_topic, extension_topic}) {
        if ((request.types & topic) != 0) record["types"].push_back(topic_name(topic));
    }
    const bool older = request.api == model::SubscriptionApi::Logs;
    return event_of(at, older ? "platform.logsSubscription" : "platform.telemetrySubscription",
                    record, events);
}

std::string dropped_event(Instant at, const Dropped& dropped, const TelemetryEvents& events) {
    return event_of(at, "platform.logsDropped",
                    Json{{"reason", "the subscriber does not keep up"},
                         {"droppedRecords", dropped.records},
                         {"droppedBytes", dropped.bytes}},
                    events);
}

}  // namespace hourglass::real
