// What a subscription to telemetry asks for, from the body of its request.
#pragma once

#include "model/base/time.hpp"
#include "model/trace/record.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hourglass::real {

enum class TelemetryProtocol : std::uint8_t { Http, Tcp };

// Bits of TelemetryRequest::types.
inline constexpr std::uint8_t platform_topic = 1;
inline constexpr std::uint8_t function_topic = 2;
inline constexpr std::uint8_t extension_topic = 4;

struct TelemetryRequest {
    model::SubscriptionApi api{};
    std::uint8_t types = 0;
    TelemetryProtocol protocol{};
    std::uint16_t port = 0;
    std::string path = "/";
    // A batch is sent when any of these is reached.
    std::size_t most_items = 10'000;
    std::size_t most_bytes = 262'144;
    model::Duration most_age = std::chrono::seconds{1};
};

// The error is one sentence on what is wrong with the body.
tl::expected<TelemetryRequest, std::string> read_telemetry_request(model::SubscriptionApi api,
                                                                   std::string_view body);

// "platform", "function", "extension".
std::string_view topic_name(std::uint8_t topic);

}  // namespace hourglass::real
