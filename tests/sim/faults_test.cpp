// Faults of the world: each does what its knob says, and none of them breaks a rule.
#include "model/judge/judge.hpp"
#include "sim/invoker.hpp"
#include "tests/sim/stage.hpp"

namespace hourglass::sim {
namespace {

Step waits(Op op, model::Duration time) {
    Step step = just(op);
    step.time = time;
    return step;
}

Scenario beside_an_extension(Steps runtime) {
    Scenario scenario = scenario_with(std::move(runtime));
    add_extension(scenario, "watch", program(listen));
    return scenario;
}

TEST(Fault, KeepsAProgramFromStarting) {
    Scenario scenario = scenario_with({just(Op::NoExec)}, 0);
    scenario.runtime.push_back(program(echo));

    const auto trace = played(scenario);

    EXPECT_EQ(first(trace, Kind::ProcessStartFailed).amount, 2);
    EXPECT_EQ(count(trace, Kind::ProcessStarted), 0U);
}

TEST(Fault, KeepsEveryProcessFromStartingAtAThousandPermille) {
    Scenario scenario = beside_an_extension(echo);
    scenario.world.start_failure_permille = 1000;
    scenario.horizon = 5s;

    const auto trace = played(scenario);

    EXPECT_EQ(count(trace, Kind::ProcessStarted), 0U);
    EXPECT_GE(count(trace, Kind::ProcessStartFailed), 1U);
}

TEST(Fault, LosesCallsOnTheirWay) {
    Scenario scenario = beside_an_extension(echo);
    scenario.world.request_loss_permille = 1000;
    scenario.horizon = 5s;

    const auto trace = played(scenario);

    EXPECT_EQ(count(trace, Kind::RegisterCalled), 0U);
    EXPECT_GE(count(trace, Kind::CallLost), 1U);
}

TEST(Fault, DoublesCallsAndLetsOneAnswerBeHeard) {
    Scenario scenario = beside_an_extension(echo);
    scenario.world.double_permille = 1000;
    scenario.world.latency_min = scenario.world.latency_max = 100us;
    scenario.invoker = {ask(Ask::Init)};

    const auto trace = played(scenario);

    EXPECT_EQ(count(trace, Kind::RegisterCalled), 2U);
    EXPECT_EQ(heard_by(trace, Who::Extension).size(), 1U);
}

TEST(Fault, DelaysMessagesBeyondTheirLatency) {
    Scenario scenario = scenario_with(echo, 0);
    scenario.world.delay_permille = 1000;
    scenario.world.delay = 70ms;

    const auto trace = played(scenario);

    EXPECT_GE(first(trace, Kind::RuntimeNextCalled).at - first(trace, Kind::ProcessStarted).at,
              70ms);
}

TEST(Fault, LetsAClientGiveUpItsPollAndGoOn) {
    Scenario scenario = scenario_with({waits(Op::Next, 30ms), just(Op::Exit)}, 0);
    scenario.invoker.push_back(ask(Ask::Wait));
    scenario.invoker.back().time = 100ms;

    const auto trace = played(scenario);

    const Record given_up = first(trace, Kind::CallAbandoned);
    EXPECT_GE(given_up.at - first(trace, Kind::RuntimeNextCalled).at, 29ms);
    EXPECT_GE(first(trace, Kind::ProcessExited).at, given_up.at);
}

TEST(Fault, LetsAProcessOutliveItsKill) {
    Scenario scenario = scenario_with({waits(Op::OutliveKill, 5s), just(Op::Next)}, 0);
    scenario.invoker.push_back(ask(Ask::Reset));

    const auto trace = played(scenario);

    const Record killed = first(trace, Kind::ProcessSignal);
    EXPECT_GE(first(trace, Kind::ProcessExited).at - killed.at, 5s);
}

TEST(Fault, LetsAStoppedProcessIgnoreSigterm) {
    Scenario scenario = scenario_with({just(Op::Next), just(Op::Stop)});
    add_extension(scenario, "watch", program(listen));
    scenario.config.function_timeout = 100ms;

    const auto trace = played(scenario);

    const Record exited = first(trace, Kind::ProcessExited);
    EXPECT_EQ(exited.who, Who::Runtime);
    EXPECT_EQ(exited.amount, 9);
}

TEST(Fault, SuspendsProcessesAndNotThePlatform) {
    Scenario scenario =
        scenario_with({just(Op::Next), work(50ms), just(Op::Respond), just(Op::Repeat)});
    scenario.world.suspend_at = 20ms;
    scenario.world.suspend_for = 1s;

    const auto trace = played(scenario);

    EXPECT_GE(first(trace, Kind::ResponsePosted).at, instant_at(1s + 50ms));
    EXPECT_LT(first(trace, Kind::ResponsePosted).at, instant_at(1s + 60ms));
}

TEST(Fault, StepsTheWallClockByWhichDeadlinesAreTold) {
    Scenario scenario =
        scenario_with({just(Op::Next), work(50ms), just(Op::Respond), just(Op::Repeat)}, 2);
    scenario.config.function_timeout = 80ms;
    scenario.world.clock_step_at = 20ms;
    scenario.world.clock_step = -1h;

    const auto trace = played(scenario);

    EXPECT_EQ(first(trace, Kind::ClockStepped).at, instant_at(20ms));
    EXPECT_EQ(model::Duration{first(trace, Kind::ClockStepped).amount}, -1h);
    std::vector<model::Duration> left;  // of each invoke, as the client's wall clock has it
    for (const Record& record : trace.records) {
        if (record.kind != Kind::CallAnswered) continue;
        if (model::code_of<Answer>(record) != Answer::InvokeEvent) continue;
        left.push_back(model::instant_at(model::Duration{record.amount}) - record.at);
    }
    ASSERT_EQ(left.size(), 2U);
    EXPECT_GT(left.at(0), 70ms);
    EXPECT_LE(left.at(0), 80ms);
    EXPECT_GT(left.at(1), 70ms - 1h);
    EXPECT_LE(left.at(1), 80ms - 1h);
    EXPECT_EQ(count(trace, Kind::InvokeAnswered), 2U);
    EXPECT_TRUE(model::judge(trace).ok());
}

TEST(Fault, SendsAResponseWithoutABody) {
    const auto trace =
        played(scenario_with({just(Op::Next), just(Op::RespondEmpty), just(Op::Repeat)}));

    EXPECT_EQ(first(trace, Kind::ResponsePosted).amount, 0);
    EXPECT_EQ(count(trace, Kind::InvokeAnswered), 1U);
}

TEST(Fault, SendsHalfAResponseToNobody) {
    Scenario scenario = scenario_with({just(Op::Next), just(Op::RespondHalf), just(Op::Hang)});
    scenario.config.function_timeout = 100ms;

    const auto trace = played(scenario);

    EXPECT_EQ(count(trace, Kind::ResponsePosted), 0U);
}

TEST(Fault, OfChildrenIsNoneOfTheSimulators) {
    const auto script = script_of(scenario_with({just(Op::SpawnChild)}), ProfileName::Aws);

    ASSERT_FALSE(script.has_value());
    EXPECT_EQ(script.error().kind, model::ErrorKind::Unsupported);
}

// Everything at once, in a scenario with a timeout, a reset and a shutdown.
Scenario stormy() {
    Scenario scenario = beside_an_extension(
        {waits(Op::Next, 40ms), just(Op::Next), work(3ms), just(Op::Respond), just(Op::Repeat)});
    scenario.runtime.push_back(program({just(Op::Next), just(Op::RespondHalf), just(Op::Stop)}));
    scenario.runtime.push_back(
        program({waits(Op::OutliveKill, 10s), just(Op::Next), just(Op::Hang)}));
    scenario.runtime.push_back(program(echo));
    scenario.config.function_timeout = 80ms;
    scenario.world.latency_max = 5ms;
    scenario.world.loss_permille = scenario.world.request_loss_permille = 20;
    scenario.world.delay_permille = scenario.world.start_failure_permille = 50;
    scenario.world.suspend_at = 30ms;
    scenario.world.suspend_for = 60ms;
    scenario.invoker = {ask(Ask::Init),   ask(Ask::Invoke), ask(Ask::Invoke),  ask(Ask::Reset),
                        ask(Ask::Invoke), ask(Ask::Invoke), ask(Ask::Shutdown)};
    scenario.horizon = 120s;
    return scenario;
}

class Storm : public testing::TestWithParam<ProfileName> {};

INSTANTIATE_TEST_SUITE_P(Under, Storm, testing::Values(ProfileName::Aws, ProfileName::Rapid),
                         [](const auto& profile) {
                             return profile.param == ProfileName::Aws ? "aws" : "rapid";
                         });

void expect_all_held(Scenario scenario, ProfileName profile) {
    World world{*script_of(scenario, profile), 0};
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        world.restart(seed);
        run(world);
        const auto& judgement = model::judge(world.trace());
        for (const model::Violation& violation : judgement.violations) {
            if (violation.level != model::Level::Must) continue;
            ADD_FAILURE() << "seed " << seed << ": " << model::rule_at(violation.rule).id << ' '
                          << violation.message;
        }
    }
}

TEST_P(Storm, BreaksNoRule) {
    expect_all_held(stormy(), GetParam());
}

TEST_P(Storm, BreaksNoRuleWhereCallsAreDoubled) {
    Scenario scenario = stormy();
    scenario.world.double_permille = 200;

    expect_all_held(scenario, GetParam());
}

TEST_P(Storm, IsTheSameForTheSameSeed) {
    const auto once = played(stormy(), {3, GetParam()});
    const auto again = played(stormy(), {3, GetParam()});

    EXPECT_EQ(once.records, again.records);
}

}  // namespace
}  // namespace hourglass::sim
