// The JSON of metrics: each member by the name that its struct has on the platform we imitate.
#pragma once

#include "model/messages/json/units.hpp"
#include "model/messages/metrics.hpp"

namespace hourglass::model {

constexpr auto json_fields(std::type_identity<ResponseMetrics>) {
    using T = ResponseMetrics;
    return std::tuple{
        field("RuntimeOutboundThroughputBps", &T::throughput),
        field("RuntimeProducedBytes", &T::produced),
        field("RuntimeResponseLatencyMs", &T::latency, as_milliseconds),
        field("RuntimeTimeThrottledMs", &T::throttled, as_count),
    };
}

constexpr auto json_fields(std::type_identity<InvokeMetrics>) {
    using T = InvokeMetrics;
    return std::tuple{
        field("InvokeRequestReadTimeNs", &T::request_read, as_count),
        field("InvokeRequestSizeBytes", &T::request_size),
        field("RuntimeReadyTime", &T::runtime_ready, as_count),
    };
}

// The first two count nanoseconds, whatever their names say.
constexpr auto json_fields(std::type_identity<InvokeResponseMetrics>) {
    using T = InvokeResponseMetrics;
    return std::tuple{
        field("StartReadingResponseMonoTimeMs", &T::reading_started, as_count),
        field("FinishReadingResponseMonoTimeMs", &T::reading_finished, as_count),
        field("TimeShapedNs", &T::shaped, as_count),
        field("ProducedBytes", &T::produced),
        field("OutboundThroughputBps", &T::throughput),
        field("FunctionResponseMode", &T::mode),
        field("RuntimeCalledResponse", &T::runtime_called_response),
    };
}

constexpr auto json_fields(std::type_identity<RuntimeDoneMetrics>) {
    using T = RuntimeDoneMetrics;
    return std::tuple{
        field("producedBytes", &T::produced),
        field("durationMs", &T::duration, as_milliseconds),
    };
}

}  // namespace hourglass::model
