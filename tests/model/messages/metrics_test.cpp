#include "model/messages/metrics.hpp"

#include <gtest/gtest.h>

namespace hourglass::model {
namespace {

using namespace std::chrono_literals;

const InvokeResponseMetrics streamed{
    .reading_started = instant_at(12'345'678ns),
    .reading_finished = instant_at(20ms),
    .shaped = 2'999'999ns,
    .produced = ByteCount{100},
    .throughput = BytesPerSecond{50},
    .mode = ResponseMode::Streaming,
    .runtime_called_response = true,
};

TEST(ReportedDuration, CutsNanosecondsOff) {
    EXPECT_EQ(reported_duration(instant_at(0ns), instant_at(1999ns)), 1us);
    EXPECT_EQ(reported_duration(instant_at(0ns), instant_at(999ns)), 0us);
}

TEST(ReportedDuration, MayBeNegative) {
    EXPECT_EQ(reported_duration(instant_at(5ms), instant_at(2ms)), -3ms);
}

TEST(ResponseMetrics, AreThoseOfAStreamedResponse) {
    const ResponseMetrics expected{
        .throughput = BytesPerSecond{50},
        .produced = ByteCount{100},
        .latency = 11'345us,
        .throttled = 2ms,
    };

    EXPECT_EQ(response_metrics(streamed, instant_at(1ms)), expected);
}

TEST(ResponseMetrics, AreZeroForABufferedResponse) {
    auto buffered = streamed;
    buffered.mode = ResponseMode::Buffered;

    EXPECT_EQ(response_metrics(buffered, instant_at(1ms)), ResponseMetrics{});
    EXPECT_EQ(response_metrics(std::nullopt, instant_at(1ms)), ResponseMetrics{});
}

TEST(RuntimeDoneMetrics, CountTheBytesOfAResponse) {
    const auto metrics = runtime_done_metrics(streamed, instant_at(1ms), instant_at(3ms));

    EXPECT_EQ(metrics, (RuntimeDoneMetrics{ByteCount{100}, 2ms}));
}

TEST(RuntimeDoneMetrics, CountNoBytesOfAnError) {
    auto error = streamed;
    error.runtime_called_response = false;

    const auto metrics = runtime_done_metrics(error, instant_at(1ms), instant_at(3ms));

    EXPECT_EQ(metrics, (RuntimeDoneMetrics{ByteCount{}, 2ms}));
}

TEST(RuntimeDoneMetrics, AreZeroIfTheRuntimeNeverStarted) {
    EXPECT_EQ(runtime_done_metrics(streamed, std::nullopt, instant_at(3ms)), RuntimeDoneMetrics{});
}

TEST(TelemetrySubscriptionMetrics, AddUpKeyByKey) {
    const auto sum = merged({{"a", 1}, {"b", 2}}, {{"b", 3}, {"c", 4}});

    EXPECT_EQ(sum, (TelemetrySubscriptionMetrics{{"a", 1}, {"b", 5}, {"c", 4}}));
}

ExtensionsReset reset_of(Duration took, Duration available, std::size_t released = 1) {
    return extensions_reset({
        .started = instant_at(1s),
        .ended = instant_at(1s + took),
        .available = available,
        .extensions_released = released,
    });
}

TEST(ExtensionsReset, ReportsWholeMillisecondsWithinTheBudget) {
    EXPECT_EQ(reset_of(5'999'999ns, 1s), (ExtensionsReset{5ms, Budget::Kept}));
    EXPECT_EQ(reset_of(1s, 1s), (ExtensionsReset{1s, Budget::Kept}));
}

TEST(ExtensionsReset, ReportsTheBudgetWhenItIsExceeded) {
    EXPECT_EQ(reset_of(2s, 999'999'999ns), (ExtensionsReset{999ms, Budget::Exceeded}));
}

TEST(ExtensionsReset, ExceedsABudgetOfNothing) {
    EXPECT_EQ(reset_of(1ns, 0ns), (ExtensionsReset{0ms, Budget::Exceeded}));
    EXPECT_EQ(reset_of(0ns, 0ns), (ExtensionsReset{0ms, Budget::Kept}));
}

TEST(ExtensionsReset, ReportsNothingWithoutExtensionsOrTime) {
    const ExtensionsReset nothing{0ms, Budget::Kept};

    EXPECT_EQ(reset_of(2s, 1s, 0), nothing);
    EXPECT_EQ(reset_of(2s, -1ns), nothing);
    EXPECT_EQ(reset_of(-1ns, 1s), nothing);
}

}  // namespace
}  // namespace hourglass::model
