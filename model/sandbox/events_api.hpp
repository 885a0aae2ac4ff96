// Takes the platform events of a sandbox. Its method list is that of the platform it imitates.
#pragma once

#include "model/base/result.hpp"
#include "model/messages/platform_events.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::model {

// When the runtime of an invoke got its event, came back, and what was measured in between.
struct RuntimeDoneTimes {
    std::optional<Instant> runtime_started;
    std::optional<InvokeResponseMetrics> response_metrics;
    std::optional<Instant> runtime_overhead_started;
    std::optional<Instant> runtime_ready;
};

class EventsAPI {
public:
    EventsAPI() = default;
    EventsAPI(const EventsAPI&) = delete;
    EventsAPI& operator=(const EventsAPI&) = delete;
    virtual ~EventsAPI() = default;

    // At the start of each invoke; the events that follow belong to it.
    virtual void set_current_request_id(std::string_view request_id) = 0;

    virtual Result<void> send_init_start(const InitStartEvent& event) = 0;
    virtual Result<void> send_init_runtime_done(const InitRuntimeDoneEvent& event) = 0;
    virtual Result<void> send_init_report(const InitReportEvent& event) = 0;
    virtual Result<void> send_restore_runtime_done(const RestoreRuntimeDoneEvent& event) = 0;
    virtual Result<void> send_invoke_start(const InvokeStartEvent& event) = 0;
    virtual Result<void> send_invoke_runtime_done(const InvokeRuntimeDoneEvent& event) = 0;
    virtual Result<void> send_extension_init(const ExtensionInitEvent& event) = 0;
    virtual Result<void> send_report_span(const Span& span) = 0;
    virtual Result<void> send_report(const ReportEvent& event) = 0;
    virtual Result<void> send_end(const EndEvent& event) = 0;
    virtual Result<void> send_fault(const FaultEvent& event) = 0;
    virtual void send_image_error_log(std::string_view log) = 0;

    // What was logged for a request since the last time.
    virtual Result<std::string> fetch_tail_logs(std::string_view request_id) = 0;
    virtual std::vector<Span> runtime_done_spans(const RuntimeDoneTimes& times) = 0;
};

}  // namespace hourglass::model
