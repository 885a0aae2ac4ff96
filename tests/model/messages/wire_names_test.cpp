// Members whose names or forms somebody else fixed.
#include "model/messages/json/init.hpp"
#include "model/messages/json/invoke.hpp"
#include "model/messages/json/platform_events.hpp"
#include "model/messages/json/reset.hpp"

#include <gtest/gtest.h>

namespace hourglass::model {
namespace {

using namespace std::chrono_literals;

TEST(InitJson, ReadsWhatAnOperatorPosts) {
    const auto init = decode_text<Init>(
        R"({"handler":"h","functionName":"f","functionVersion":"7","invokeTimeoutMs":3000,
            "runtimeInfo":{"runtimeArn":"arn"},"customer":{"environment":{"A":"b"}},
            "awskey":"k","credentialsExpiry":"1970-01-01T00:00:01Z","throttled":true})",
        "init");

    ASSERT_TRUE(init) << init.error().message;
    EXPECT_EQ(init->timeout_invoke, 3s);
    EXPECT_EQ(init->sandbox_type, SandboxType::PreWarmed);
    EXPECT_EQ(init->customer_environment_variables, (Variables{{"A", "b"}}));
    EXPECT_EQ(init->runtime_info.arn, "arn");
    EXPECT_EQ(init->credentials_expiry, WallTime{1s});
}

TEST(InitJson, NamesThePlaceInsideAMember) {
    auto json = encode(Init{});
    json["customer"] = {{"environment", {{"A", 1}}}};

    EXPECT_EQ(decode<Init>(json).error().message,
              "$.customer.environment.A: expected a string, got a number");
}

TEST(InvokeJson, WritesTheDeadlineAsText) {
    Invoke invoke;
    invoke.deadline = instant_at(1500ns);

    EXPECT_EQ(encode(invoke)["DeadlineNs"], "1500");
}

TEST(RestoreJson, WritesTheZeroTimeForNoExpiry) {
    EXPECT_EQ(encode(Restore{})["credentialsExpiry"], zero_time);
    EXPECT_EQ(decode<Restore>(encode(Restore{}))->credentials_expiry, std::nullopt);
}

TEST(RestoreJson, RefusesAnExpiryThatIsNoTime) {
    auto json = encode(Restore{});
    json["credentialsExpiry"] = "tomorrow";

    EXPECT_EQ(decode<Restore>(json).error().message,
              "$.credentialsExpiry: expected a time such as \"2026-01-31T10:00:00Z\"");
}

TEST(RestoreJson, WritesItsEndAsTheControlApiDoes) {
    EXPECT_EQ(encode(RestoreResult{20ms}).dump(), R"({"restoreMs":"20"})");
    EXPECT_EQ(encode(RestoreFailure{RestoreErrorKind::HookTimeout, {}, {}, {}}).dump(),
              R"({"restoreError":"Runtime.RestoreHookUserTimeout","restoreMs":"0"})");
}

TEST(FunctionErrorJson, LeavesEmptyMembersOut) {
    EXPECT_EQ(encode(FunctionError{}).dump(), "{}");
    EXPECT_EQ(encode(FunctionError{FatalError::RuntimeUnknown, "m"}).dump(),
              R"({"errorMessage":"m","errorType":"Runtime.Unknown"})");
}

TEST(ErrorInvokeResponseJson, CarriesAnyBytes) {
    ErrorInvokeResponse response;
    response.payload.bytes = "\xff\x01";

    EXPECT_EQ(encode(response)["Payload"], "/wE=");
    EXPECT_EQ(decode<ErrorInvokeResponse>(encode(response)), response);
}

TEST(ErrorInvokeResponseJson, RefusesWhatIsNotBase64) {
    auto json = encode(ErrorInvokeResponse{});
    json["Payload"] = "{}";

    EXPECT_EQ(decode<ErrorInvokeResponse>(json).error().message,
              "$.Payload: expected bytes as base64");
}

TEST(InvokeResponseModeJson, RefusesAnUnknownMode) {
    auto json = encode(InvokeSuccess{});
    json["InvokeResponseMode"] = "streaming";

    EXPECT_EQ(decode<InvokeSuccess>(json).error().message,
              "$.InvokeResponseMode: expected one of Buffered, Streaming, got \"streaming\"");
}

TEST(PlatformEventJson, ReportsMillisecondsWithTheirFraction) {
    const InitReportEvent report{
        .init_type = InitType::SnapStart,
        .metrics = {20'125us},
        .phase = LifecyclePhase::Invoke,
        .tracing = {},
    };

    EXPECT_EQ(encode(report).dump(),
              R"({"initializationType":"snap-start","metrics":{"durationMs":20.125},)"
              R"("phase":"invoke"})");
}

TEST(PlatformEventJson, NamesThePlaceOfAnIllTypedMetric) {
    auto json = encode(InitReportEvent{});
    json["metrics"]["durationMs"] = "20";

    EXPECT_EQ(decode<InitReportEvent>(json).error().message,
              "$.metrics.durationMs: expected a number, got a string");
}

}  // namespace
}  // namespace hourglass::model
