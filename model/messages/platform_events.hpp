// What a platform publishes of an init, invoke or restore while it goes on.
#pragma once

#include "model/lifecycle/setup.hpp"
#include "model/messages/error_type.hpp"
#include "model/messages/init.hpp"
#include "model/messages/metrics.hpp"
#include "model/messages/quantity.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::model {

struct TracingContext {
    std::string span_id{};
    std::string type{};  // "X-Amzn-Trace-Id"
    std::string value{};

    bool operator==(const TracingContext&) const = default;
};

enum class DoneStatus : std::uint8_t { Success, Error, Failure, Timeout };

struct InitStartEvent {
    InitType init_type{};
    std::string runtime_version{};
    std::string runtime_version_arn{};
    std::string function_name{};
    std::string function_arn{};  // always empty
    std::string function_version{};
    std::string instance_id{};  // the log stream's name
    Megabytes instance_max_memory{};
    LifecyclePhase phase = LifecyclePhase::Init;
    std::optional<TracingContext> tracing{};

    bool operator==(const InitStartEvent&) const = default;
};

struct InitRuntimeDoneEvent {
    InitType init_type{};
    DoneStatus status{};
    LifecyclePhase phase = LifecyclePhase::Init;
    std::optional<ErrorType> error_type{};
    std::optional<TracingContext> tracing{};

    bool operator==(const InitRuntimeDoneEvent&) const = default;
};

struct InitReportMetrics {
    std::chrono::microseconds duration{};

    bool operator==(const InitReportMetrics&) const = default;
};

struct InitReportEvent {
    InitType init_type{};
    InitReportMetrics metrics{};
    LifecyclePhase phase = LifecyclePhase::Init;
    std::optional<TracingContext> tracing{};

    bool operator==(const InitReportEvent&) const = default;
};

struct RestoreRuntimeDoneEvent {
    DoneStatus status{};
    std::optional<ErrorType> error_type{};
    std::optional<TracingContext> tracing{};

    bool operator==(const RestoreRuntimeDoneEvent&) const = default;
};

struct InvokeStartEvent {
    std::string request_id{};
    std::string tenant_id{};
    std::string version{};
    std::optional<TracingContext> tracing{};

    bool operator==(const InvokeStartEvent&) const = default;
};

struct Span {
    std::string name{};   // "responseLatency", "responseDuration"
    std::string start{};  // local time that claims to be UTC, so it stays a text
    std::chrono::microseconds duration{};

    bool operator==(const Span&) const = default;
};

struct InvokeRuntimeDoneEvent {
    std::string request_id{};
    std::string tenant_id{};
    DoneStatus status{};
    std::optional<RuntimeDoneMetrics> metrics{};
    std::optional<TracingContext> tracing{};
    std::vector<Span> spans{};
    std::optional<ErrorType> error_type{};
    std::optional<InvokeResponseMetrics> internal_metrics{};  // not in JSON

    bool operator==(const InvokeRuntimeDoneEvent&) const = default;
};

struct ExtensionInitEvent {
    std::string name{};
    std::string state{};
    std::vector<std::string> events{};
    std::string error_type{};

    bool operator==(const ExtensionInitEvent&) const = default;
};

struct ReportMetrics {
    std::chrono::microseconds duration{};
    std::chrono::microseconds billed{};
    Megabytes memory_size{};
    Megabytes memory_used{};
    std::chrono::microseconds init{};

    bool operator==(const ReportMetrics&) const = default;
};

struct ReportEvent {
    std::string request_id{};
    std::string tenant_id{};
    DoneStatus status{};
    ReportMetrics metrics{};
    std::optional<TracingContext> tracing{};
    std::vector<Span> spans{};
    std::optional<ErrorType> error_type{};

    bool operator==(const ReportEvent&) const = default;
};

struct EndEvent {
    std::string request_id{};

    bool operator==(const EndEvent&) const = default;
};

struct FaultEvent {
    std::string request_id{};
    std::string error_message{};
    ErrorType error_type{};

    bool operator==(const FaultEvent&) const = default;
};

}  // namespace hourglass::model
