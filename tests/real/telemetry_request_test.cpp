#include "real/telemetry_request.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace hourglass::real {
namespace {

using namespace std::chrono_literals;
using model::SubscriptionApi;

constexpr std::string_view http =
    R"({"protocol": "HTTP", "URI": "http://sandbox.localdomain:4243/logs"})";

std::string body(std::string_view types, std::string_view destination,
                 std::string_view buffering = "{}") {
    return fmt::format(
        R"({{"schemaVersion": "2022-12-13", "types": {}, "destination": {}, "buffering": {}}})",
        types, destination, buffering);
}

auto read(std::string_view text) {
    return read_telemetry_request(SubscriptionApi::Telemetry, text);
}

TEST(TelemetryRequest, IsReadWithTheUsualLimits) {
    const auto request = read(body(R"(["platform", "extension"])", http));

    ASSERT_TRUE(request) << request.error();
    EXPECT_EQ(request->types, platform_topic | extension_topic);
    EXPECT_EQ(request->port, 4243);
    EXPECT_EQ(request->path, "/logs");
    EXPECT_EQ(request->most_items, 10'000U);
    EXPECT_EQ(request->most_bytes, 262'144U);
    EXPECT_EQ(request->most_age, 1s);
}

TEST(TelemetryRequest, TakesLimitsAtTheEndsOfTheirRanges) {
    const auto least = read(body(R"(["function"])", http,
                                 R"({"maxItems": 1000, "maxBytes": 262144, "timeoutMs": 25})"));
    const auto most = read(body(R"(["function"])", http,
                                R"({"maxItems": 10000, "maxBytes": 1048576, "timeoutMs": 30000})"));

    ASSERT_TRUE(least) << least.error();
    EXPECT_EQ(least->most_age, 25ms);
    ASSERT_TRUE(most) << most.error();
    EXPECT_EQ(most->most_bytes, 1'048'576U);
}

TEST(TelemetryRequest, RefusesLimitsBeyondTheirRanges) {
    for (const std::string_view buffering :
         {R"({"maxItems": 999})", R"({"maxItems": 10001})", R"({"maxBytes": 262143})",
          R"({"maxBytes": 1048577})", R"({"timeoutMs": 24})", R"({"timeoutMs": 30001})",
          R"({"timeoutMs": "25"})", R"({"maxItems": 18446744073709551615})", "[]"}) {
        EXPECT_FALSE(read(body(R"(["function"])", http, buffering))) << buffering;
    }
}

TEST(TelemetryRequest, RefusesDestinationsOutsideTheSandbox) {
    for (const std::string_view destination :
         {R"({"protocol": "HTTP", "URI": "http://example.org:80/"})",
          R"({"protocol": "HTTP", "URI": "https://sandbox.localdomain:80/"})",
          R"({"protocol": "HTTP", "URI": "http://sandbox.localdomain:9001/"})",
          R"({"protocol": "HTTP", "URI": "http://sandbox.localdomain:0/"})",
          R"({"protocol": "HTTP", "URI": "http://sandbox.localdomain:80/a b"})",
          R"({"protocol": "HTTP"})", R"({"protocol": "UDP", "port": 80})",
          R"({"protocol": "TCP", "port": 65536})", R"({"protocol": "TCP"})", R"("TCP")"}) {
        EXPECT_FALSE(read(body(R"(["function"])", destination))) << destination;
    }
}

TEST(TelemetryRequest, TakesATcpPort) {
    const auto request = read(body(R"(["function"])", R"({"protocol": "TCP", "port": 4243})"));

    ASSERT_TRUE(request) << request.error();
    EXPECT_EQ(request->protocol, TelemetryProtocol::Tcp);
}

TEST(TelemetryRequest, NeedsAVersionOfItsApi) {
    const std::string older = fmt::format(R"({{"types": ["platform"], "destination": {}}})", http);

    EXPECT_FALSE(read(older));
    EXPECT_TRUE(read_telemetry_request(SubscriptionApi::Logs, older));
    EXPECT_FALSE(read_telemetry_request(SubscriptionApi::Logs, body(R"(["platform"])", http)));
}

TEST(TelemetryRequest, RefusesWhatIsNoRequest) {
    for (const std::string_view text : {"", "{", "[]", "null", "\xff", "{\"types\": 1}"}) {
        EXPECT_FALSE(read(text)) << text;
    }
    EXPECT_FALSE(read(body("[]", http)));
    EXPECT_FALSE(read(body(R"(["weather"])", http)));
}

}  // namespace
}  // namespace hourglass::real
