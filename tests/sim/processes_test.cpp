// How processes start and die, what signals do, and what becomes of calls.
#include "tests/sim/stage.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace hourglass::sim {
namespace {

using model::Signal;
using scenarios::ExtensionKind;
using testing::ElementsAre;

constexpr ProfileName aws = ProfileName::Aws;

// A runtime that has `runtime` to do, beside an extension, when it is shut down.
Scenario shut_down(Steps runtime) {
    Scenario scenario = scenario_with(std::move(runtime), 0);
    add_extension(scenario, "watch", program(listen));
    scenario.invoker.push_back(ask(Ask::Shutdown));
    return scenario;
}

Record exit_of(const model::Trace& trace, Who who) {
    for (const Record& record : of_kind(trace, Kind::ProcessExited)) {
        if (record.who == who) return record;
    }
    ADD_FAILURE() << "no such process exits";
    return {};
}

std::size_t index_of(const model::Trace& trace, Kind kind) {
    const auto found = std::ranges::find(trace.records, kind, &Record::kind);
    EXPECT_NE(found, trace.records.end());
    return static_cast<std::size_t>(found - trace.records.begin());
}

TEST(Process, StartsAfterItsLatency) {
    const auto trace = played(scenario_with(echo, 0));

    const Record started = first(trace, Kind::ProcessStarted);
    const Record called = first(trace, Kind::RuntimeNextCalled);

    EXPECT_EQ(started.at, first(trace, Kind::ProcessStart).at);
    EXPECT_GE(called.at - started.at, 1ms + 50us);
    EXPECT_LE(called.at - started.at, 3ms + 150us);
}

TEST(Process, DiesBySigtermAsItComes) {
    const auto trace = played(shut_down(echo));

    const Record exited = exit_of(trace, Who::Runtime);

    EXPECT_EQ(exited.amount, 15);
    EXPECT_EQ(exited.flags, model::exited_by_signal);
}

TEST(Process, TurnsToItsStepsOnSigterm) {
    Scenario scenario = shut_down(echo);
    scenario.runtime.front().on_sigterm = {work(5ms), with_number(Op::Exit, 7)};

    const auto trace = played(scenario);

    const Record exited = exit_of(trace, Who::Runtime);
    EXPECT_EQ(exited.amount, 7);
    EXPECT_EQ(exited.flags, 0);
    EXPECT_GE(exited.at - first(trace, Kind::ProcessSignal).at, 5ms);
    EXPECT_EQ(count(trace, Kind::CallAbandoned), 1U);  // its next
}

TEST(Process, IsKilledWhenItIgnoresSigterm) {
    const auto trace = played(
        shut_down({just(Op::IgnoreSigterm), just(Op::Next), just(Op::Respond), just(Op::Repeat)}));

    const Records signals = of_kind(trace, Kind::ProcessSignal);
    const Record exited = exit_of(trace, Who::Runtime);

    ASSERT_GE(signals.size(), 2U);
    EXPECT_EQ(model::code_of<Signal>(signals[0]), Signal::Terminate);
    EXPECT_EQ(model::code_of<Signal>(signals[1]), Signal::Kill);
    EXPECT_EQ(exited.amount, 9);
    EXPECT_GT(exited.at, signals[1].at);
    EXPECT_LE(exited.at - signals[1].at, 300us);
}

TEST(Process, HasItsCallsAbandonedBeforeItsExitIsKnown) {
    const auto trace = played(shut_down(echo));

    const std::size_t abandoned = index_of(trace, Kind::CallAbandoned);
    const std::size_t exited = index_of(trace, Kind::ProcessExited);

    EXPECT_LT(abandoned, exited);
    EXPECT_EQ(trace.records[abandoned].at, trace.records[exited].at);
}

TEST(InternalExtension, StartsAndDiesWithTheRuntime) {
    Scenario scenario = scenario_with({work(20ms), just(Op::Next), just(Op::Crash)});
    add_extension(scenario, "inside",
                  program({registers(model::subscribe_invoke), just(Op::Next), just(Op::Repeat)}),
                  ExtensionKind::Internal);

    const auto trace = played(scenario);

    EXPECT_EQ(count(trace, Kind::ProcessStart), count(trace, Kind::ProcessStarted));
    EXPECT_EQ(trace.texts.text_of(first(trace, Kind::RegisterCalled).text), "inside");
    EXPECT_EQ(process_of(first(trace, Kind::ProcessExited)),
              (model::ProcessName{Who::Runtime, 0, 1}));
    EXPECT_EQ(first(trace, Kind::ProcessExited).amount, 11);
}

TEST(InternalExtension, TakesTheRuntimeAlongWhenItExits) {
    Scenario scenario = scenario_with(echo, 0);
    add_extension(scenario, "inside", program({with_number(Op::Exit, 5)}), ExtensionKind::Internal);

    const auto trace = played(scenario);

    EXPECT_EQ(exit_of(trace, Who::Runtime).amount, 5);
}

TEST(Network, LosesAnswersAtAThousandPermille) {
    Scenario scenario = scenario_with(echo, 0);
    add_extension(scenario, "watch", program(listen));
    scenario.world.loss_permille = 1000;
    scenario.horizon = 5s;

    const auto trace = played(scenario);

    EXPECT_EQ(count(trace, Kind::CallReceived), 0U);
    EXPECT_GE(count(trace, Kind::CallLost), 2U);  // register is passed over, next makes it hang
    EXPECT_EQ(count(trace, Kind::ExtensionNextCalled), 1U);
}

TEST(Network, TakesItsLatencyEachWay) {
    Scenario scenario = scenario_with(echo);
    scenario.world.latency_min = scenario.world.latency_max = 100us;

    const auto trace = played(scenario);

    const auto answered = of_kind(trace, Kind::CallAnswered).at(0).at;
    EXPECT_EQ(first(trace, Kind::CallReceived).at - answered, 100us);
    EXPECT_EQ(first(trace, Kind::ResponsePosted).at - answered, 200us);
}

// Two seconds of work begin with the process. Under aws the sandbox is frozen for the five seconds
// between the invokes, so that the work ends during the second one.
TEST(FrozenSandbox, StopsTheWorkOfItsProcesses) {
    Scenario scenario = scenario_with(echo, 0);
    scenario.invoker = {ask(Ask::Init), ask(Ask::Invoke), ask(Ask::Wait), ask(Ask::Invoke)};
    scenario.invoker[2].time = 5s;
    add_extension(scenario, "inside",
                  program({work(2s), with_text(Op::Print, "done"), just(Op::Hang)}),
                  ExtensionKind::Internal);
    auto slow = program({just(Op::Next), just(Op::Respond), just(Op::Next), work(2500ms),
                         just(Op::Respond), just(Op::Repeat)});
    scenario.runtime = {slow};

    const auto frozen = played(scenario, {.profile = aws});
    const auto running = played(scenario);

    EXPECT_LT(first(running, Kind::OutputLine).at, instant_at(3s));
    EXPECT_GT(first(frozen, Kind::OutputLine).at, instant_at(6900ms));
    EXPECT_LT(first(frozen, Kind::OutputLine).at, instant_at(7100ms));
}

}  // namespace
}  // namespace hourglass::sim
