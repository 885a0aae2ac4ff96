// A sandbox driven through the interfaces of model/sandbox, over the simulator.
#include "model/sandbox/backend_sandbox.hpp"
#include "tests/sim/stage.hpp"

#include <gmock/gmock.h>

namespace hourglass::sim {
namespace {

using namespace model;

// Keeps what the runtime answered.
class Sender final : public InvokeResponseSender {
public:
    SendResult send_response(std::string_view id, StreamableInvokeResponse& response) override {
        ids.emplace_back(id);
        responses.push_back(read_at_most(*response.payload, 1'000'000).value());
        return {};
    }
    SendResult send_error_response(std::string_view id,
                                   const ErrorInvokeResponse& response) override {
        ids.emplace_back(id);
        errors.push_back(response.function_error.type.text());
        return {};
    }

    std::vector<std::string> ids;
    std::vector<std::string> responses;
    std::vector<std::string> errors;
};

class Sandbox : public testing::Test {
protected:
    SandboxContext& sandbox(const Scenario& scenario, Duration patience = default_patience) {
        auto made = simulate(scenario, ProfileName::Aws, 1);
        EXPECT_TRUE(made.has_value());
        backend_ = *std::move(made);
        sandbox_ = std::make_unique<BackendSandbox>(*backend_, patience);
        return *sandbox_;
    }

    // An init whose end has its ack.
    std::unique_ptr<InitContext> initialized(const Scenario& scenario) {
        auto init = sandbox(scenario).init({}, 10s);
        init->wait()->ack.give();
        return init;
    }

    InvokeOutcome invoke(InitContext& init, std::string payload, std::string id = "") {
        Invoke request;
        request.id = std::move(id);
        request.payload = std::make_shared<TextReader>(std::move(payload));
        const auto context = init.reserve();
        context->send_request(request, sender_);
        return context->wait();
    }

    Instant in(Duration budget) const { return backend_->now() + budget; }

    std::unique_ptr<SimBackend> backend_;
    std::unique_ptr<SandboxContext> sandbox_;
    Sender sender_;
};

Scenario with_extension(Steps runtime) {
    Scenario scenario = scenario_with(std::move(runtime));
    add_extension(scenario, "one", program(listen));
    return scenario;
}

TEST_F(Sandbox, TellsHowTheInitEnded) {
    auto init = sandbox(with_extension(echo)).init({}, 10s);

    const auto outcome = init->wait();

    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->active_extensions, 1);
    EXPECT_EQ(outcome->extension_names, "one");
}

TEST_F(Sandbox, TellsWhyTheInitFailed) {
    auto init = sandbox(scenario_with({with_number(Op::Exit, 3)})).init({}, 10s);

    const auto outcome = init->wait();

    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().error_type, FatalError::RuntimeExitError);
    EXPECT_EQ(outcome.error().error_message, "Runtime exited with error: exit status 3");
}

TEST_F(Sandbox, PassesTheResponseOn) {
    auto init = initialized(with_extension(echo));

    const auto outcome = invoke(*init, "ping", "8f5c");

    ASSERT_TRUE(outcome);
    EXPECT_THAT(sender_.responses, testing::ElementsAre("ping"));
    EXPECT_THAT(sender_.ids, testing::ElementsAre("8f5c"));
    EXPECT_EQ(outcome->invoke_metrics.request_size, ByteCount{4});
    EXPECT_TRUE(outcome->invoke_metrics.runtime_ready);
}

// The extension takes 7 ms after the runtime, so the invoke is done later than it is answered.
TEST_F(Sandbox, MeasuresAnInvoke) {
    Scenario scenario = scenario_with(echo);
    add_extension(
        scenario, "slow",
        program({registers(subscribe_invoke), just(Op::Next), work(300ms), just(Op::Repeat)}));
    auto init = initialized(scenario);

    const auto outcome = invoke(*init, "ping");

    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->invoke_metrics.request_size, ByteCount{4});
    EXPECT_LT(*outcome->invoke_metrics.runtime_ready, backend_->now() - 200ms);
    EXPECT_GT(outcome->completed, WallTime{200ms});
    EXPECT_LT(outcome->completed, WallTime{400ms});
}

TEST_F(Sandbox, PassesAFunctionErrorOn) {
    auto init = initialized(
        scenario_with({just(Op::Next), with_text(Op::Error, "Function.Sad"), just(Op::Repeat)}));

    const auto outcome = invoke(*init, "ping");

    EXPECT_TRUE(outcome);
    EXPECT_THAT(sender_.errors, testing::ElementsAre("Function.Sad"));
}

TEST_F(Sandbox, InvokesAgainAndAgain) {
    auto init = initialized(scenario_with(echo));

    EXPECT_TRUE(invoke(*init, "a"));
    EXPECT_TRUE(invoke(*init, "b"));

    EXPECT_THAT(sender_.responses, testing::ElementsAre("a", "b"));
}

TEST_F(Sandbox, FailsAnInvokeWhoseRuntimeDies) {
    auto init = initialized(scenario_with({just(Op::Next), with_number(Op::Exit, 1)}));

    const auto outcome = invoke(*init, "ping", "8f5c");

    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().default_error_response->payload.bytes,
              R"({"errorType":"Runtime.ExitError","errorMessage":)"
              R"("RequestId: 8f5c Error: Runtime exited with error: exit status 1"})");
    EXPECT_THAT(sender_.responses, testing::IsEmpty());
}

TEST_F(Sandbox, FailsAnInvokeThatTakesTooLong) {
    Init request;
    request.timeout_invoke = 2s;
    auto init = sandbox(scenario_with({just(Op::Next), just(Op::Hang)})).init(request, 10s);
    init->wait()->ack.give();

    const auto outcome = invoke(*init, "ping");

    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().error_message, "Task timed out after 2.00 seconds");
}

TEST_F(Sandbox, RefusesASecondInvokeMeanwhile) {
    auto init =
        initialized(scenario_with({just(Op::Next), work(1s), just(Op::Respond), just(Op::Repeat)}));
    const auto first = init->reserve();
    first->send_request({}, sender_);

    const auto second = invoke(*init, "ping");

    EXPECT_FALSE(second);
    EXPECT_TRUE(first->wait());
}

TEST_F(Sandbox, ResetsAnInvokeThatHangs) {
    auto init = initialized(with_extension({just(Op::Next), just(Op::Hang)}));
    const auto hanging = init->reserve();
    hanging->send_request({}, sender_);

    const auto reset = sandbox_->reset({.reason = "failure", .deadline = in(2s)});
    const auto outcome = hanging->wait();

    EXPECT_TRUE(reset);
    ASSERT_FALSE(outcome);
    EXPECT_TRUE(outcome.error().reset_received);
}

TEST_F(Sandbox, ReportsAResetThatExceedsItsBudget) {
    Scenario scenario = scenario_with(echo);
    add_extension(scenario, "deaf",
                  {.steps = listen, .on_shutdown = Steps{just(Op::Hang)}, .on_sigterm = {}});
    auto init = initialized(scenario);

    const auto reset = sandbox_->reset({.reason = "failure", .deadline = in(500ms)});

    ASSERT_FALSE(reset);
    EXPECT_EQ(reset.error().extensions_reset, 500ms);
}

TEST_F(Sandbox, IsUsedAgainAfterAReset) {
    auto init = initialized(scenario_with(echo));

    sandbox_->reset({.reason = "failure", .deadline = in(1s)});

    EXPECT_TRUE(invoke(*init, "again"));
}

TEST_F(Sandbox, ReportsTheStreamThatAResetCutOff) {
    auto init = initialized(scenario_with(echo));
    sandbox_->set_runtime_started_time(instant_at(1ms));
    sandbox_->set_invoke_response_metrics(
        InvokeResponseMetrics{.reading_started = instant_at(3ms), .mode = ResponseMode::Streaming});

    const auto reset = sandbox_->reset({.reason = "timeout", .deadline = in(1s)});

    EXPECT_EQ(reset->response_metrics.latency, 2ms);
}

TEST_F(Sandbox, ShutsDown) {
    auto init = initialized(with_extension(echo));

    const auto success = sandbox_->shutdown({.deadline = in(2s)});

    EXPECT_TRUE(success.error_type.empty());
}

TEST_F(Sandbox, LosesPatienceWithWhatHangs) {
    auto& hanging = sandbox(scenario_with({just(Op::Next), just(Op::Hang)}), 1s);
    auto init = hanging.init({}, 10s);
    init->wait()->ack.give();

    const auto outcome = invoke(*init, "ping");

    EXPECT_EQ(outcome.error().error_message, "no end of the invoke came from sim within 1s");
}

using SandboxDeathTest = Sandbox;

TEST_F(SandboxDeathTest, DoesNothingBeforeTheAck) {
    auto init = sandbox(scenario_with(echo)).init({}, 10s);
    const auto outcome = init->wait();

    EXPECT_DEATH(invoke(*init, "ping"), "gets its ack before anything else");
}

class Acknowledging final : public Receiver<InitSuccess>, public Receiver<InitFailure> {
public:
    void receive(const InitSuccess& message) override {
        ++successes;
        message.ack.give();
    }
    void receive(const InitFailure& message) override {
        ++failures;
        message.ack.give();
    }

    int successes = 0;
    int failures = 0;
};

// Writes down which events it was sent.
class Chronicle : public EventsAPI {
public:
    void set_current_request_id(std::string_view id) override { add("id", id); }
    Result<void> send_init_start(const InitStartEvent&) override { return add("initStart"); }
    Result<void> send_init_runtime_done(const InitRuntimeDoneEvent&) override {
        return add("initRuntimeDone");
    }
    Result<void> send_init_report(const InitReportEvent&) override { return add("initReport"); }
    Result<void> send_restore_runtime_done(const RestoreRuntimeDoneEvent&) override {
        return add("restoreRuntimeDone");
    }
    Result<void> send_invoke_start(const InvokeStartEvent& event) override {
        return add("start", event.request_id);
    }
    Result<void> send_invoke_runtime_done(const InvokeRuntimeDoneEvent& event) override {
        return add("runtimeDone", event.request_id);
    }
    Result<void> send_extension_init(const ExtensionInitEvent& event) override {
        return add("extension", event.name + " " + event.state);
    }
    Result<void> send_report_span(const Span&) override { return add("span"); }
    Result<void> send_report(const ReportEvent&) override { return add("report"); }
    Result<void> send_end(const EndEvent&) override { return add("end"); }
    Result<void> send_fault(const FaultEvent&) override { return add("fault"); }
    void send_image_error_log(std::string_view) override { add("imageErrorLog"); }
    Result<std::string> fetch_tail_logs(std::string_view) override { return ""; }
    std::vector<Span> runtime_done_spans(const RuntimeDoneTimes&) override { return {}; }

    std::vector<std::string> events;

private:
    Result<void> add(const std::string& name, std::string_view of = "") {
        events.push_back(of.empty() ? name : name + " " + std::string{of});
        return {};
    }
};

TEST(Core, SendsTheEventsOfALife) {
    auto backend = simulate(with_extension(echo), ProfileName::Aws, 1);
    BackendCore core{**backend};
    Chronicle chronicle;
    core.set_events_api(chronicle);
    Acknowledging receiver;
    Sender sender;
    Invoke request;
    request.id = "8f5c";
    std::string buffer;

    core.handle_init({}, receiver, receiver);
    EXPECT_TRUE(core.handle_invoke(request, {}, buffer, sender));

    EXPECT_EQ(receiver.successes, 1);
    EXPECT_THAT(chronicle.events,
                testing::ElementsAre("initStart", "initRuntimeDone", "extension one Ready",
                                     "initReport", "id 8f5c", "start 8f5c", "runtimeDone 8f5c"));
}

// Has nobody to send anything to.
class Unheard final : public Chronicle {
    Result<void> send_init_start(const InitStartEvent&) override { return fail(); }
    Result<void> send_init_report(const InitReportEvent&) override { return fail(); }
    Result<void> send_invoke_start(const InvokeStartEvent&) override { return fail(); }
    Result<void> send_invoke_runtime_done(const InvokeRuntimeDoneEvent&) override { return fail(); }

    static Result<void> fail() { return failure(ErrorKind::Environment, "nobody listens"); }
};

TEST(Core, GoesOnWhenItsEventsCannotBeSent) {
    auto backend = simulate(with_extension(echo), ProfileName::Aws, 1);
    BackendCore core{**backend};
    Unheard unheard;
    core.set_events_api(unheard);
    Acknowledging receiver;
    Sender sender;
    std::string buffer;

    core.handle_init({}, receiver, receiver);

    EXPECT_TRUE(core.handle_invoke({}, {}, buffer, sender));
    EXPECT_EQ(receiver.successes, 1);
}

TEST(Core, BuffersTheRequest) {
    auto backend = simulate(scenario_with(echo), ProfileName::Rapid, 1);
    BackendCore core{**backend};
    Acknowledging receiver;
    Sender sender;
    Invoke request;
    request.payload = std::make_shared<TextReader>("ping");
    std::string buffer = "of the invoke before";

    core.handle_init({}, receiver, receiver);
    EXPECT_TRUE(core.handle_invoke(request, {}, buffer, sender));

    EXPECT_EQ(buffer, "ping");
    EXPECT_THAT(sender.responses, testing::ElementsAre("ping"));
}

TEST(Core, GivesTheFailureOfAnInitToItsReceiver) {
    auto backend = simulate(scenario_with({with_number(Op::Exit, 1)}), ProfileName::Rapid, 1);
    BackendCore core{**backend};
    Acknowledging receiver;

    core.handle_init({}, receiver, receiver);

    EXPECT_EQ(receiver.failures, 1);
    EXPECT_EQ(receiver.successes, 0);
}

}  // namespace
}  // namespace hourglass::sim
