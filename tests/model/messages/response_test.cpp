#include "model/messages/response.hpp"

#include "model/messages/response_error.hpp"

#include <gtest/gtest.h>

namespace hourglass::model {
namespace {

TEST(ErrorInvokeResponse, ShowsItsPayload) {
    ErrorInvokeResponse response;
    response.payload.bytes = "{}";
    response.function_error.type = FatalError::RuntimeUnknown;

    EXPECT_EQ(body_for_caller(response), "{}");
}

TEST(ErrorInvokeResponse, HasADefaultBody) {
    EXPECT_EQ(body_for_caller({}), R"({"errorMessage":"Unknown application error occurred"})");
}

TEST(ErrorInvokeResponse, NamesTheErrorTypeInItsDefaultBody) {
    ErrorInvokeResponse response;
    response.function_error.type = ErrorType{"ErrorType"};

    EXPECT_EQ(body_for_caller(response),
              R"({"errorMessage":"Unknown application error occurred","errorType":"ErrorType"})");
}

TEST(DefaultErrorResponse, NamesTheRequest) {
    const auto response = default_error_response(
        FatalError::RuntimeExitError, "Runtime exited with error: exit status 1", "8f5c");

    EXPECT_EQ(response.payload.bytes,
              R"({"errorType":"Runtime.ExitError","errorMessage":)"
              R"("RequestId: 8f5c Error: Runtime exited with error: exit status 1"})");
    EXPECT_EQ(response.headers, InvokeResponseHeaders{});
    EXPECT_EQ(response.function_error.type, FatalError::RuntimeExitError);
}

TEST(DefaultErrorResponse, DoesWithoutARequest) {
    const auto response = default_error_response(FatalError::SandboxFailure, "exit code 0", "");

    EXPECT_EQ(response.payload.bytes,
              R"({"errorType":"Sandbox.Failure","errorMessage":"Error: exit code 0"})");
}

TEST(DefaultErrorResponse, EscapesTheMessage) {
    const auto response =
        default_error_response({}, "exec: \"<x>\": not found", std::string_view{});

    EXPECT_EQ(response.payload.bytes,
              R"({"errorMessage":"Error: exec: \"\u003cx\u003e\": not found"})");
}

TEST(OversizeResponse, NamesSizeAndLimit) {
    const auto response = oversize_response(ByteCount{6'291'557});

    EXPECT_EQ(response.payload.bytes,
              R"({"errorType":"Function.ResponseSizeTooLarge","errorMessage":)"
              R"("Response payload size (6291557 bytes) exceeded maximum allowed payload size )"
              R"((6291556 bytes)."})");
    EXPECT_EQ(response.headers.content_type, "application/json");
}

TEST(ResponseError, HasTheTextOfItsKind) {
    EXPECT_EQ(error_text({ResponseErrorKind::ResponseSent, {}, {}}), "ErrResponseSent");
    EXPECT_EQ(error_text({ResponseErrorKind::InvalidInvokeId, {}, {}}), "ErrInvalidInvokeID");
    EXPECT_EQ(error_text({ResponseErrorKind::ResponseTooLarge, ByteCount{8}, ByteCount{7}}),
              "Response payload size (8 bytes) exceeded maximum allowed payload size (7 bytes).");
}

TEST(PayloadReader, GivesWhatIsThereAndThenTheEnd) {
    TextReader reader{"abc"};
    std::array<char, 2> room{};

    EXPECT_EQ(reader.read(room).value(), 2U);
    EXPECT_EQ(reader.read(room).value(), 1U);
    EXPECT_EQ(room[0], 'c');
    EXPECT_EQ(reader.read(room).value(), 0U);
}

TEST(PayloadReader, LeavesWhatIsBeyondTheLimit) {
    TextReader reader{std::string(10'000, 'x') + "rest"};

    EXPECT_EQ(read_at_most(reader, 10'000).value().size(), 10'000U);
    EXPECT_EQ(read_at_most(reader, 10'000).value(), "rest");
}

}  // namespace
}  // namespace hourglass::model
