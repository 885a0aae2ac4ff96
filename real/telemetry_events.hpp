// The events that subscribers of telemetry get, in their documented shapes.
#pragma once

#include "model/lifecycle/setup.hpp"
#include "model/trace/record.hpp"
#include "real/api_answer.hpp"
#include "real/telemetry_request.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace hourglass::real {

struct TelemetryEvents {
    const FunctionIdentity& function;
    const model::Setup& setup;
    const model::Texts& texts;
    const WireNames& names;
    std::int64_t wall_epoch_ms = 0;
};

// What was measured of the sandbox beside the record itself.
struct TelemetryMeasures {
    model::Duration init{};     // of the init that the next report is the first after
    std::int64_t produced = 0;  // bytes of the last response
    std::uint64_t memory_mb = 128;
};

// {"time":...,"type":"platform....","record":...}; "" if that API has no such event.
std::string platform_event(const model::Record& told, model::SubscriptionApi api,
                           const TelemetryMeasures& measures, const TelemetryEvents& events);
// A line that the function (function_topic) or an extension wrote.
std::string line_event(model::Instant at, std::uint8_t topic, std::string_view line,
                       const TelemetryEvents& events);
std::string subscription_event(model::Instant at, std::string_view extension,
                               const TelemetryRequest& request, const TelemetryEvents& events);

struct Dropped {
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;
};

std::string dropped_event(model::Instant at, const Dropped& dropped, const TelemetryEvents& events);

}  // namespace hourglass::real
