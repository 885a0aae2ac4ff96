// What is measured of an init, invoke or reset, and how it is rounded.
#pragma once

#include "model/base/time.hpp"
#include "model/messages/quantity.hpp"
#include "model/messages/response_mode.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace hourglass::model {

// Zero except for streamed responses (METR-03).
struct ResponseMetrics {
    BytesPerSecond throughput{};
    ByteCount produced{};
    std::chrono::microseconds latency{};    // until the response began
    std::chrono::milliseconds throttled{};  // spent waiting for the bandwidth limit

    bool operator==(const ResponseMetrics&) const = default;
};

struct InvokeMetrics {
    std::chrono::nanoseconds request_read{};  // how long reading the payload took
    ByteCount request_size{};
    std::optional<Instant> runtime_ready{};  // back at next; nothing if it never came

    bool operator==(const InvokeMetrics&) const = default;
};

// Taken while a response passes through. The mode is that of the path which the response took,
// whatever the runtime declared.
struct InvokeResponseMetrics {
    Instant reading_started{};
    Instant reading_finished{};
    std::chrono::nanoseconds shaped{};  // spent waiting for the bandwidth limit
    ByteCount produced{};
    BytesPerSecond throughput{};  // -1 if the response took less than a millisecond
    FunctionResponseMode mode{};
    bool runtime_called_response{};  // false for /error and for what the platform made itself

    bool operator==(const InvokeResponseMetrics&) const = default;
};

// How often each answer was given to Logs and Telemetry API subscriptions.
using TelemetrySubscriptionMetrics = std::map<std::string, std::int64_t>;

// The sums, key by key (METR-09).
TelemetrySubscriptionMetrics merged(TelemetrySubscriptionMetrics logs,
                                    const TelemetrySubscriptionMetrics& telemetry);

// The duration that metrics report: whole microseconds, the rest cut off; negative if `end` is
// before `start` (METR-02).
std::chrono::microseconds reported_duration(Instant start, Instant end);

// `runtime_started` is when the runtime got the event; without it there is no latency (METR-03).
ResponseMetrics response_metrics(const std::optional<InvokeResponseMetrics>& measured,
                                 std::optional<Instant> runtime_started);

// What runtimeDone reports of an invoke (METR-01).
struct RuntimeDoneMetrics {
    ByteCount produced{};
    std::chrono::microseconds duration{};

    bool operator==(const RuntimeDoneMetrics&) const = default;
};

RuntimeDoneMetrics runtime_done_metrics(const std::optional<InvokeResponseMetrics>& measured,
                                        std::optional<Instant> runtime_started, Instant end);

// Whether a shutdown sequence kept to its budget.
enum class Budget : std::uint8_t { Kept, Exceeded };

struct ExtensionsReset {
    std::chrono::milliseconds took{};
    Budget budget{};

    bool operator==(const ExtensionsReset&) const = default;
};

struct ResetProfile {
    Instant started{};
    Instant ended{};
    Duration available{};               // negative if the deadline had passed
    std::size_t extensions_released{};  // that were given SHUTDOWN
};

// Without an extension to wait for, nothing is reported and no budget is exceeded (METR-06).
ExtensionsReset extensions_reset(const ResetProfile& profile);

}  // namespace hourglass::model
