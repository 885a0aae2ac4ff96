#include "model/messages/metrics.hpp"

namespace hourglass::model {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;

TelemetrySubscriptionMetrics merged(TelemetrySubscriptionMetrics logs,
                                    const TelemetrySubscriptionMetrics& telemetry) {
    for (const auto& [key, count] : telemetry) logs[key] += count;
    return logs;
}

microseconds reported_duration(Instant start, Instant end) {
    return duration_cast<microseconds>(end - start);
}

ResponseMetrics response_metrics(const std::optional<InvokeResponseMetrics>& measured,
                                 std::optional<Instant> runtime_started) {
    if (!measured || measured->mode != ResponseMode::Streaming) return {};
    const auto started = runtime_started.value_or(measured->reading_started);
    return {
        .throughput = measured->throughput,
        .produced = measured->produced,
        .latency = reported_duration(started, measured->reading_started),
        .throttled = duration_cast<milliseconds>(measured->shaped),
    };
}

RuntimeDoneMetrics runtime_done_metrics(const std::optional<InvokeResponseMetrics>& measured,
                                        std::optional<Instant> runtime_started, Instant end) {
    if (!runtime_started) return {};
    const bool answered = measured && measured->runtime_called_response;
    return {
        .produced = answered ? measured->produced : ByteCount{},
        .duration = reported_duration(*runtime_started, end),
    };
}

ExtensionsReset extensions_reset(const ResetProfile& profile) {
    const auto took = profile.ended - profile.started;
    const bool unmeasured = profile.extensions_released == 0 ||
                            profile.available < Duration::zero() || took < Duration::zero();
    if (unmeasured) return {};
    if (took > profile.available) {
        return {duration_cast<milliseconds>(profile.available), Budget::Exceeded};
    }
    return {duration_cast<milliseconds>(took), Budget::Kept};
}

}  // namespace hourglass::model
