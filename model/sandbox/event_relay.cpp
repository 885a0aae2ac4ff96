#include "model/sandbox/event_relay.hpp"

#include "model/trace/states.hpp"

#include <utility>

namespace hourglass::model {

namespace {

LifecyclePhase phase_of(const Record& record) {
    const bool inside_invoke = (record.flags & phase_invoke) != 0;
    return inside_invoke ? LifecyclePhase::Invoke : LifecyclePhase::Init;
}

InitType init_type_of(const Record& record) {
    return record.who == Who{} ? InitType{} : InitType(static_cast<std::uint8_t>(record.who) - 1);
}

DoneStatus status_of(const Record& record) {
    if ((record.flags & status_timeout) != 0) return DoneStatus::Timeout;
    if ((record.flags & status_failure) != 0) return DoneStatus::Failure;
    return (record.flags & status_error) != 0 ? DoneStatus::Error : DoneStatus::Success;
}

std::chrono::microseconds duration_of(const Record& record) {
    return std::chrono::duration_cast<std::chrono::microseconds>(Duration{record.amount});
}

}  // namespace

void EventRelay::name(InvokeId invoke, std::string request_id) {
    events_->set_current_request_id(request_id);
    request_ids_[invoke] = std::move(request_id);
}

Result<void> EventRelay::relay(const Record& record,
                               const std::map<std::uint8_t, std::string>& extensions) {
    if (record.kind != Kind::Telemetry) return {};
    switch (code_of<PlatformEvent>(record)) {
        case PlatformEvent::InitStart: {
            InitStartEvent event;
            event.init_type = init_type_of(record);
            event.phase = phase_of(record);
            return events_->send_init_start(event);
        }
        case PlatformEvent::InitRuntimeDone:
            return events_->send_init_runtime_done(init_runtime_done(record));
        case PlatformEvent::InitReport: {
            InitReportEvent event;
            event.init_type = init_type_of(record);
            event.metrics.duration = duration_of(record);
            event.phase = phase_of(record);
            return events_->send_init_report(event);
        }
        case PlatformEvent::Extension: {
            const auto known = extensions.find(record.slot);
            return relay_extension(record, known == extensions.end() ? "" : known->second);
        }
        case PlatformEvent::Start: {
            InvokeStartEvent event;
            event.request_id = request_id_of(record.invoke);
            return events_->send_invoke_start(event);
        }
        case PlatformEvent::RuntimeDone:
            return events_->send_invoke_runtime_done(runtime_done(record));
        case PlatformEvent::RestoreRuntimeDone:
            return events_->send_restore_runtime_done(restore_runtime_done(record));
        case PlatformEvent::Report:
            return events_->send_report(report(record));
        case PlatformEvent::Fault: {
            FaultEvent event;
            event.request_id = request_id_of(record.invoke);
            event.error_type = ErrorType{std::string{backend_->text_of(record.text)}};
            return events_->send_fault(event);
        }
        default:
            return {};
    }
}

Result<void> EventRelay::relay_extension(const Record& record, std::string name) {
    ExtensionInitEvent event;
    event.name = std::move(name);
    event.state = state_name(Machine::Extension, static_cast<std::uint8_t>(record.amount));
    event.error_type = backend_->text_of(record.text);
    return events_->send_extension_init(event);
}

InitRuntimeDoneEvent EventRelay::init_runtime_done(const Record& record) const {
    InitRuntimeDoneEvent event;
    event.init_type = init_type_of(record);
    event.status = status_of(record);
    event.phase = phase_of(record);
    event.error_type = error_type_of(record);
    return event;
}

InvokeRuntimeDoneEvent EventRelay::runtime_done(const Record& record) const {
    InvokeRuntimeDoneEvent event;
    event.request_id = request_id_of(record.invoke);
    event.status = status_of(record);
    event.metrics = RuntimeDoneMetrics{.produced = ByteCount{record.call.value},
                                       .duration = duration_of(record)};
    event.error_type = error_type_of(record);
    return event;
}

ReportEvent EventRelay::report(const Record& record) const {
    ReportEvent event;
    event.request_id = request_id_of(record.invoke);
    event.status = status_of(record);
    event.metrics.duration = duration_of(record);
    event.error_type = error_type_of(record);
    return event;
}

RestoreRuntimeDoneEvent EventRelay::restore_runtime_done(const Record& record) const {
    RestoreRuntimeDoneEvent event;
    event.status = status_of(record);
    event.error_type = error_type_of(record);
    return event;
}

std::optional<ErrorType> EventRelay::error_type_of(const Record& record) const {
    if (!record.text) return std::nullopt;
    return ErrorType{std::string{backend_->text_of(record.text)}};
}

std::string EventRelay::request_id_of(InvokeId invoke) const {
    const auto known = request_ids_.find(invoke);
    return known == request_ids_.end() ? "" : known->second;
}

}  // namespace hourglass::model
