#include "model/messages/json/done.hpp"

#include <gtest/gtest.h>

namespace hourglass::model {
namespace {

using namespace std::chrono_literals;

const ResponseMetrics response_metrics_of_all{
    .throughput = BytesPerSecond{1},
    .produced = ByteCount{2},
    .latency = 3ms,
    .throttled = 4ms,
};
const InvokeMetrics invoke_metrics_of_all{
    .request_read = 5ns,
    .request_size = ByteCount{6},
    .runtime_ready = instant_at(7ns),
};

DoneMetadata metadata_of_all() {
    DoneMetadata meta;
    meta.active_extensions = 2;
    meta.extension_names = "a;b";
    meta.runtime_release = "r";
    meta.logs_api_metrics = {{"server_error", 1}};
    meta.invoke_metrics = invoke_metrics_of_all;
    meta.received = instant_at(8ns);
    meta.response_metrics = response_metrics_of_all;
    meta.dimensions = {ResponseMode::Streaming};
    return meta;
}

TEST(Done, CopiesAnInvokeSuccess) {
    const InvokeSuccess success{
        .runtime_release = "r",
        .active_extensions = 2,
        .extension_names = "a;b",
        .completed = WallTime{9ns},
        .received = instant_at(8ns),
        .logs_api_metrics = {{{"server_error", 1}}},
        .response_metrics = response_metrics_of_all,
        .invoke_metrics = invoke_metrics_of_all,
        .response_mode = ResponseMode::Streaming,
    };
    auto expected = metadata_of_all();
    expected.completed = WallTime{9ns};

    EXPECT_EQ(done(success).meta, expected);
    EXPECT_TRUE(done(success).error_type.empty());
}

TEST(DoneFail, CopiesAnInvokeFailureWithoutItsCompletion) {
    InvokeFailure failure;
    failure.error_type = FatalError::SandboxFailure;
    failure.runtime_release = "r";
    failure.active_extensions = 2;
    failure.received = instant_at(8ns);
    failure.logs_api_metrics = {{"server_error", 1}};
    failure.response_metrics = response_metrics_of_all;
    failure.invoke_metrics = invoke_metrics_of_all;
    failure.extension_names = "a;b";
    failure.response_mode = ResponseMode::Streaming;

    const auto fail = done_fail(failure);

    EXPECT_EQ(fail.error_type, FatalError::SandboxFailure);
    EXPECT_EQ(fail.meta, metadata_of_all());
}

TEST(DoneFail, CopiesLittleOfAnInitFailure) {
    InitFailure failure;
    failure.error_type = FatalError::RuntimeExitError;
    failure.runtime_release = "r";
    failure.active_extensions = 2;
    DoneMetadata expected;
    expected.runtime_release = "r";
    expected.active_extensions = 2;

    const auto fail = done_fail(failure);

    EXPECT_EQ(fail.error_type, FatalError::RuntimeExitError);
    EXPECT_EQ(fail.meta, expected);
}

TEST(MetricsDimensions, AreWrittenInLowerCase) {
    EXPECT_EQ(text_of(MetricsDimensions{ResponseMode::Streaming}),
              "invoke_response_mode=streaming");
    EXPECT_EQ(text_of(MetricsDimensions{ResponseMode::Buffered}), "invoke_response_mode=buffered");
    EXPECT_EQ(text_of(MetricsDimensions{}), "");
}

TEST(InternalStateDescription, IsWrittenAsTheControlApiWritesIt) {
    EXPECT_EQ(encode(InternalStateDescription{}),
              Json::parse(R"({"runtime":null,"extensions":[],"firstFatalError":""})"));
}

}  // namespace
}  // namespace hourglass::model
