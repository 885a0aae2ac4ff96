// Paths of the explorer as scenarios: what becomes of actions, and what cannot be had.
#include "scenarios/paths/from_path.hpp"

#include "model/search/world.hpp"
#include "scenarios/loader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hourglass::scenarios {
namespace {

using model::ProfileName;
using model::Timer;
using model::search::Act;
using model::search::Action;
using namespace std::chrono_literals;

Path path_of(const std::vector<Action>& actions, std::uint8_t extensions = 0) {
    Path path{.bounds = {.profile = ProfileName::Rapid, .extensions = extensions}, .actions = {}};
    for (const Action action : actions) path.actions.push_back(number_of(action));
    return path;
}

Action fires(Timer timer) {
    return {Act::TimerFires, 0, static_cast<std::uint8_t>(timer)};
}

std::string complaint_of(const Path& path) {
    const auto scenario = scenario_of(path, PathEnd::AsItComes);
    return scenario ? "" : scenario.error().message;
}

TEST(FromPath, TurnsCallsIntoAProgramWithTimeBetween) {
    const auto scenario = scenario_of(
        path_of({{Act::AskInvoke}, {Act::RuntimeNext}, {Act::Respond}, {Act::RuntimeNext}}),
        PathEnd::AsItComes);

    ASSERT_TRUE(scenario) << scenario.error().message;
    ASSERT_EQ(scenario->runtime.size(), 1u);
    const auto& steps = scenario->runtime.front().steps;
    const std::vector<Op> ops{Op::Work, Op::Next, Op::Work, Op::Respond, Op::Work, Op::Next};
    ASSERT_EQ(steps.size(), ops.size());
    for (std::size_t i = 0; i < ops.size(); ++i) EXPECT_EQ(steps[i].op, ops[i]) << i;
    EXPECT_EQ(steps[0].time, path_gap);
    ASSERT_EQ(scenario->invoker.size(), 2u);
    EXPECT_EQ(scenario->invoker[0].ask, Ask::Wait);
    EXPECT_EQ(scenario->invoker[1].ask, Ask::Invoke);
}

TEST(FromPath, GivesTheInvokeTheTimeoutWithWhichItsTimerFires) {
    const auto scenario =
        scenario_of(path_of({{Act::AskInvoke}, {Act::RuntimeNext}, fires(Timer::FunctionTimeout)}),
                    PathEnd::AsItComes);

    ASSERT_TRUE(scenario) << scenario.error().message;
    ASSERT_EQ(scenario->invoker.size(), 2u);
    EXPECT_EQ(scenario->invoker.back().budget, 200ms);
}

TEST(FromPath, GivesEachProcessAProgramOfItsOwn) {
    const auto scenario = scenario_of(path_of({{Act::AskInit},
                                               {Act::RuntimeNext},
                                               {Act::AskReset},
                                               {Act::RuntimeExits},
                                               {Act::AskInvoke},
                                               {Act::RuntimeNext}}),
                                      PathEnd::AsItComes);

    ASSERT_TRUE(scenario) << scenario.error().message;
    EXPECT_EQ(scenario->runtime.size(), 2u);
}

TEST(FromPath, EndsWithAResetIfAsked) {
    const auto scenario = scenario_of(path_of({{Act::AskInit}}), PathEnd::Reset);

    ASSERT_TRUE(scenario) << scenario.error().message;
    EXPECT_EQ(scenario->invoker.back().ask, Ask::Reset);
}

TEST(FromPath, IsReadBackAsItWasWritten) {
    auto scenario = scenario_of(
        path_of({{Act::AskInit}, {Act::Register, 0, 3}, {Act::RuntimeNext}, {Act::ExtensionNext}},
                1),
        PathEnd::Reset);
    ASSERT_TRUE(scenario) << scenario.error().message;
    scenario->name = "FOUND/one";
    scenario->about = "A path.";

    const auto again = parse_scenario(write_scenario(*scenario), "memory");

    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(write_scenario(*again), write_scenario(*scenario));
    EXPECT_EQ(again->runtime, scenario->runtime);
    EXPECT_EQ(again->extensions, scenario->extensions);
    EXPECT_EQ(again->invoker, scenario->invoker);
}

TEST(FromPath, SaysThatAKilledProcessDiesAtOnce) {
    const Path path = path_of({{Act::AskInit}, {Act::AskReset}, {Act::AskInvoke}});

    EXPECT_THAT(complaint_of(path), testing::HasSubstr("dies"));
}

TEST(FromPath, SaysThatAKilledProcessDoesNotHang) {
    const Path path = path_of({{Act::AskInit}, {Act::AskReset}, fires(Timer::KillWait)});

    EXPECT_THAT(complaint_of(path), testing::HasSubstr("dies"));
}

TEST(FromPath, SaysThatAFrozenProcessDoesNothing) {
    Path path = path_of({{Act::AskInit}, {Act::RuntimeNext}, {Act::RuntimeExits}});
    path.bounds.profile = ProfileName::Aws;

    EXPECT_THAT(complaint_of(path), testing::HasSubstr("frozen"));
}

TEST(FromPath, SaysThatAProcessInACallDoesNothingElse) {
    const Path path = path_of({{Act::AskInit}, {Act::RuntimeNext}, {Act::RuntimeExits}});

    EXPECT_THAT(complaint_of(path), testing::HasSubstr("waits for its next"));
}

TEST(FromPath, SaysWhichActionIsInTheWay) {
    const Path path = path_of({{Act::AskInit}, {Act::RuntimeFailsToStart}});

    EXPECT_THAT(complaint_of(path), testing::HasSubstr("action 2"));
}

}  // namespace
}  // namespace hourglass::scenarios
