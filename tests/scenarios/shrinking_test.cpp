// The shrinker against predicates whose smallest failing plays are known.
#include "scenarios/generators/arbitrary_choices.hpp"
#include "scenarios/generators/draft.hpp"
#include "scenarios/loader.hpp"
#include "scenarios/shrinking/parts.hpp"
#include "scenarios/shrinking/region.hpp"
#include "scenarios/shrinking/shrinker.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace hourglass::scenarios {
namespace {

using namespace std::chrono_literals;

Choices noise(std::uint32_t seed, std::size_t size = 300) {
    Choices choices(size);
    for (auto& choice : choices) {
        seed = seed * 1'664'525 + 1'013'904'223;
        choice = static_cast<std::uint8_t>(seed >> 24U);
    }
    return choices;
}

// The first draft from noise that fails.
Draft failing(const StillFails& fails) {
    for (std::uint32_t seed = 0; seed < 20'000; ++seed) {
        Draft draft = decoded(noise(seed));
        if (fails(draft)) return draft;
    }
    ADD_FAILURE() << "nothing fails";
    return {};
}

bool asks(const Scenario& scenario, Ask ask) {
    return std::ranges::find(scenario.invoker, ask, &InvokerStep::ask) != scenario.invoker.end();
}

bool runtime_does(const Scenario& scenario, Op op) {
    return std::ranges::any_of(scenario.runtime, [op](const Program& program) {
        return std::ranges::find(program.steps, op, &Step::op) != program.steps.end();
    });
}

TEST(Shrinker, FindsTheTwoStepsThatMatter) {
    const StillFails fails = [](const Draft& draft) {
        return asks(draft.scenario, Ask::Reset) && runtime_does(draft.scenario, Op::Crash);
    };

    const Shrunk shrunk = shrink(failing(fails), fails);

    EXPECT_TRUE(fails(shrunk.draft));
    EXPECT_EQ(shrunk.steps, 2U) << write_scenario(shrunk.draft.scenario);
    EXPECT_TRUE(shrunk.floor.complete);
    EXPECT_EQ(shrunk.draft.scenario.config, Config{});
    EXPECT_EQ(shrunk.draft.scenario.world, World{});
}

// Leaving steps out leads to four polls; what is shorter has a step that was not there.
TEST(Shrinker, FindsAShorterOneThatNoCutLeadsTo) {
    const StillFails fails = [](const Draft& draft) {
        const auto& steps = draft.scenario.runtime.front().steps;
        const auto nexts = std::ranges::count(steps, Op::Next, &Step::op);
        return nexts >= 4 || (steps.size() == 2 && steps.front().op == Op::Respond && nexts == 1);
    };
    Draft draft = decoded({});
    draft.scenario.runtime.front().steps.assign(4, {});
    for (Step& step : draft.scenario.runtime.front().steps) step.op = Op::Next;

    const Shrunk shrunk = shrink(draft, fails);

    EXPECT_EQ(shrunk.steps, 3U) << write_scenario(shrunk.draft.scenario);
    EXPECT_TRUE(shrunk.floor.complete);
}

TEST(Shrinker, SaysHowFarItLookedWhenThatWasNotFarEnough) {
    const StillFails fails = [](const Draft& draft) { return steps_of(draft.scenario) >= 12; };

    const Shrunk shrunk = shrink(failing(fails), fails, {.plays = 10'000, .plays_below = 500});

    EXPECT_EQ(shrunk.steps, 12U);
    EXPECT_FALSE(shrunk.floor.complete);
    EXPECT_LT(shrunk.floor.below, 12U);
    EXPECT_EQ(shrunk.floor.plays, 500U);
}

TEST(Shrinker, TakesTimesToRoundOnesAndToDeadlines) {
    const StillFails fails = [](const Draft& draft) {
        return std::ranges::any_of(draft.scenario.invoker, [](const InvokerStep& step) {
            return step.ask == Ask::Wait && step.time >= 2900ms;
        });
    };

    const Shrunk shrunk = shrink(failing(fails), fails);

    ASSERT_EQ(shrunk.draft.scenario.invoker.size(), 1U);
    const model::Duration time = shrunk.draft.scenario.invoker.front().time;
    EXPECT_TRUE(time == 3s || time == 5s) << time.count();
}

TEST(Region, HasTheExactEdges) {
    Draft draft = decoded({});
    draft.scenario.invoker.front().ask = Ask::Wait;
    draft.scenario.invoker.front().time = 3s;
    const StillFails fails = [](const Draft& one) {
        const auto time = one.scenario.invoker.front().time;
        return time >= 3s - 1ms && time <= 3s;
    };

    const auto regions = failing_regions(draft, fails);

    ASSERT_EQ(regions.size(), 1U);
    EXPECT_EQ(regions.front().least, 3s - 1ms);
    EXPECT_EQ(regions.front().most, 3s);
    EXPECT_EQ(regions.front().text,
              "the invoker waits for 2.999s (the function timeout - 1ms) to 3s (the function "
              "timeout)");
}

TEST(Region, MayHaveNoEnd) {
    Draft draft = decoded({});
    draft.scenario.invoker.front().ask = Ask::Wait;
    draft.scenario.invoker.front().time = 1s;

    const auto always = failing_regions(draft, [](const Draft&) { return true; });
    const auto from = failing_regions(
        draft, [](const Draft& one) { return one.scenario.invoker.front().time > 7us; });

    EXPECT_EQ(always.front().text, "the invoker waits for any time");
    EXPECT_EQ(from.front().text, "the invoker waits for at least 7.001us");
}

// Whatever fails, what comes out fails too and is no longer than what went in.
RC_GTEST_PROP(Shrinker, KeepsTheFailure, ()) {
    const Draft draft = decoded(*arbitrary_choices());
    const auto kept = static_cast<std::uint32_t>(*rc::gen::inRange(1, 6));
    const std::uint32_t wanted = std::min(steps_of(draft.scenario), kept);
    const StillFails fails = [wanted](const Draft& one) {
        return steps_of(one.scenario) >= wanted && !one.scenario.invoker.empty();
    };

    const Shrunk shrunk = shrink(draft, fails, {.plays = 2000, .plays_below = 200});

    RC_ASSERT(fails(shrunk.draft));
    RC_ASSERT(shrunk.steps <= steps_of(draft.scenario));
    const auto loaded = parse_scenario(write_scenario(shrunk.draft.scenario), "shrunk");
    if (!loaded) RC_FAIL(loaded.error().message);
}

TEST(Parts, LeaveNoRepeatWithoutANext) {
    const Scenario scenario = decoded({}).scenario;  // next, respond, repeat; init, invoke

    const Scenario fewer = with_steps(scenario, {false, true, true, true, true});

    ASSERT_EQ(fewer.runtime.front().steps.size(), 1U);
    EXPECT_EQ(fewer.runtime.front().steps.front().op, Op::Respond);
    EXPECT_EQ(names_of_times(fewer).size(), 0U);
}

}  // namespace
}  // namespace hourglass::scenarios
