// Calls of a runtime, and what any client may ask.
#include "tests/real/contract.hpp"

#include <gmock/gmock.h>

namespace hourglass::real {
namespace {

using testing::IsEmpty;
using testing::MatchesRegex;
using testing::StartsWith;

TEST_F(Contract, PingIsAnsweredInAnyState) {
    start();

    const Answered answered = connected().ask("GET /2018-06-01/ping");

    EXPECT_EQ(answered.status, 200);
    EXPECT_EQ(answered.body, "pong");
    EXPECT_EQ(answered.header("Content-Type"), "text/plain; charset=utf-8");
    EXPECT_EQ(seen(Kind::StrayCall).size(), 1U);
}

void expect_not_found(const Answered& answered) {
    EXPECT_EQ(answered.status, 404);
    EXPECT_EQ(answered.body, "404 page not found\n");
    EXPECT_EQ(answered.header("X-Content-Type-Options"), "nosniff");
}

TEST_F(Contract, AnUnknownPathIsNotFound) {
    start();
    Peer peer = connected();

    expect_not_found(peer.ask("GET /"));
    expect_not_found(peer.ask("GET /2018-06-01/ping/"));
    expect_not_found(peer.ask("GET /2018-06-01/runtime/invocation/a/b/error"));
    expect_not_found(peer.ask("GET /2018-06-01/runtime/restore/next"));
    expect_not_found(peer.ask("GET /2021-04-23/credentials"));
}

TEST_F(Contract, AnotherMethodIsNotAllowed) {
    start();
    Peer peer = connected();

    const Answered posted = peer.ask("POST /2018-06-01/runtime/invocation/next");
    const Answered got = peer.ask("GET /2018-06-01/runtime/invocation/x/response");

    EXPECT_EQ(posted.status, 405);
    EXPECT_EQ(posted.header("Allow"), "GET");
    EXPECT_EQ(posted.body, "");
    EXPECT_EQ(got.header("Allow"), "POST");
}

TEST_F(Contract, TelemetryAndLogsAreStubsInTheEmulator) {
    start(R"("invoker": ["init"])", ProfileName::Rapid);
    Peer peer = connected();

    const Answered telemetry = peer.ask("PUT /2022-07-01/telemetry", "", "{}");
    const Answered logs = peer.ask("PUT /2020-08-15/logs", "", "{}");

    EXPECT_EQ(telemetry.status, 202);
    EXPECT_EQ(telemetry.body,
              error_body("Telemetry.NotSupported", "Telemetry API is not supported"));
    EXPECT_EQ(logs.status, 202);
    EXPECT_EQ(logs.body, error_body("Logs.NotSupported", "Logs API is not supported"));
}

TEST_F(Contract, AnEventNamesItsInvoke) {
    start_with_runtime();
    Peer runtime = connected();

    runtime.post(next, "", "");
    runtime.read_available();
    invoke(R"({"a": 1})");
    const Answered event = runtime.read_answer();

    EXPECT_EQ(event.status, 200);
    EXPECT_EQ(event.body, R"({"a": 1})");
    EXPECT_EQ(event.header("Content-Type"), "application/json");
    EXPECT_THAT(event.header("Lambda-Runtime-Aws-Request-Id"), MatchesRegex(uuid_form));
    EXPECT_THAT(event.header("Lambda-Runtime-Deadline-Ms"), MatchesRegex("[0-9]{13}"));
    EXPECT_EQ(event.header("Lambda-Runtime-Invoked-Function-Arn"),
              "arn:aws:lambda:us-east-1:012345678912:function:test_function");
    EXPECT_THAT(event.header("Lambda-Runtime-Trace-Id"), StartsWith("Root=1-"));
}

TEST_F(Contract, TheEmulatorNamesNoTrace) {
    start_with_runtime(R"("invoker": ["init"])", ProfileName::Rapid);
    Peer runtime = connected();

    runtime.post(next, "", "");
    runtime.read_available();
    invoke("{}");

    EXPECT_EQ(runtime.read_answer().header("Lambda-Runtime-Trace-Id"), "");
}

TEST_F(Contract, AResponseIsAccepted) {
    start_with_runtime();
    Peer runtime = connected();
    const std::string id = runtime_with_event(runtime);

    const Answered answered = runtime.ask(
        fmt::format("POST /2018-06-01/runtime/invocation/{}/response", id), "", "result");

    EXPECT_EQ(answered.status, 202);
    EXPECT_EQ(answered.body, "{\"status\":\"OK\"}\n");
    EXPECT_EQ(answered.header("Content-Type"), "application/json");
    const auto answers = seen(Kind::InvokeAnswered);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(backend_->bytes_of(answers[0].payload), "result");
}

TEST_F(Contract, AnUnknownIdIsRefused) {
    start_with_runtime();
    Peer runtime = connected();
    runtime_with_event(runtime);

    const Answered answered =
        runtime.ask("POST /2018-06-01/runtime/invocation/unknown/response", "", "x");

    EXPECT_EQ(answered.status, 400);
    EXPECT_EQ(answered.body, error_body("InvalidRequestID", "Invalid request ID"));
}

TEST_F(Contract, AResponseModeThatDoesNotExistIsRefusedAndTheRuntimeStaysUsable) {
    start_with_runtime();
    Peer runtime = connected();
    const std::string line =
        fmt::format("POST /2018-06-01/runtime/invocation/{}/response", runtime_with_event(runtime));

    const Answered refused =
        runtime.ask(line, "Lambda-Runtime-Function-Response-Mode: Streaming\r\n", "x");
    const Answered accepted =
        runtime.ask(line, "Lambda-Runtime-Function-Response-Mode: streaming\r\n", "x");

    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.body,
              error_body("InvalidFunctionResponseMode", "Invalid function response mode"));
    EXPECT_EQ(accepted.status, 202);
}

TEST_F(Contract, AResponseAboveTheLimitIsRefused) {
    start_with_runtime();
    Peer runtime = connected();
    const std::string line =
        fmt::format("POST /2018-06-01/runtime/invocation/{}/response", runtime_with_event(runtime));

    const Answered answered = runtime.ask(line, "", std::string(6'291'557, 'x'));

    EXPECT_EQ(answered.status, 413);
    EXPECT_EQ(answered.body, error_body("RequestEntityTooLarge",
                                        "Exceeded maximum allowed payload size (6291556 bytes)."));
    const auto answers = seen(Kind::InvokeAnswered);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(model::code_of<model::Reply>(answers[0]), model::Reply::Oversize);
    EXPECT_EQ(answers[0].amount, 6'291'557);
}

TEST_F(Contract, AnErrorTypeIsScrubbedAndACauseIsCutOff) {
    start_with_runtime();
    Peer runtime = connected();
    const std::string line =
        fmt::format("POST /2018-06-01/runtime/invocation/{}/error", runtime_with_event(runtime));

    const Answered answered =
        runtime.ask(line,
                    "Lambda-Runtime-Function-Error-Type: MyError\r\n"
                    "Content-Type: application/vnd.aws.lambda.error.cause+json\r\n",
                    R"({"errorType": "T", "errorMessage": "<m>", "stackTrace": [], )"
                    R"("errorCause": {}, "more": 1})");

    EXPECT_EQ(answered.status, 202);
    const auto answers = seen(Kind::InvokeAnswered);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(backend_->text_of(answers[0].text), "Runtime.Unknown");
    EXPECT_EQ(backend_->bytes_of(answers[0].payload),
              R"({"errorMessage":"\u003cm\u003e","errorType":"T"})");
}

TEST_F(Contract, ARefusedTransitionNamesBothStates) {
    start_with_runtime(R"("invoker": ["init"])", ProfileName::Rapid);
    Peer runtime = connected();

    const Answered first = runtime.ask("POST /2018-06-01/runtime/init/error", "", "{}");
    const Answered second = runtime.ask("POST /2018-06-01/runtime/init/error", "", "{}");

    EXPECT_EQ(first.status, 202);
    EXPECT_EQ(second.status, 403);
    EXPECT_EQ(second.body,
              error_body("InvalidStateTransition",
                         "State transition from InitError to InitError failed for runtime. "
                         "Error: State transition is not allowed"));
}

TEST_F(Contract, AnAbandonedNextDoesNotLoseTheEvent) {
    start_with_runtime();
    Peer first = connected();
    first.post(next, "", "");
    first.read_available();
    first.close();
    pump();
    Peer second = connected();

    second.post(next, "", "");
    second.read_available();
    invoke("event");

    EXPECT_EQ(second.read_answer().body, "event");
    EXPECT_EQ(seen(Kind::CallAbandoned).size(), 1U);
}

TEST_F(Contract, RestoreRoutesAreThereWithInitCachingOnly) {
    start_with_runtime(R"("invoker": ["init"], "config": {"init_caching": true})");
    Peer runtime = connected();

    const Answered credentials = runtime.ask("GET /2021-04-23/credentials");
    runtime.post("GET /2018-06-01/runtime/restore/next", "", "");

    EXPECT_EQ(credentials.status, 404);
    EXPECT_EQ(credentials.body, "cannot get credentials for the provided token\n");
    EXPECT_THAT(runtime.read_available(), IsEmpty());
}

}  // namespace
}  // namespace hourglass::real
