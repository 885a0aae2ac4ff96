// The decoder: every sequence of choices is a scenario that the loader takes, and comes back from
// its encoding.
#include "scenarios/generators/draft.hpp"

#include "scenarios/generators/arbitrary_choices.hpp"
#include "scenarios/loader.hpp"
#include "tests/support/places.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace hourglass::scenarios {
namespace {

using namespace std::chrono_literals;

RC_GTEST_PROP(Draft, IsAScenarioThatTheLoaderTakes, ()) {
    const Draft draft = decoded(*arbitrary_choices());

    auto loaded = parse_scenario(write_scenario(draft.scenario), "made up");

    if (!loaded) RC_FAIL(loaded.error().message);
    loaded->path.clear();
    RC_ASSERT(*loaded == draft.scenario);
}

RC_GTEST_PROP(Draft, ComesBackFromItsEncoding, ()) {
    const Draft draft = decoded(*arbitrary_choices());

    RC_ASSERT(decoded(encoded(draft)) == draft);
}

RC_GTEST_PROP(Draft, IsDecodedIntoAUsedOneAsIntoANewOne, ()) {
    Draft used = decoded(*arbitrary_choices());
    const Choices choices = *arbitrary_choices();

    decode(choices, used);

    RC_ASSERT(used == decoded(choices));
}

TEST(Draft, IsTheSimplestLifecycleWithoutChoices) {
    const Draft draft = decoded({});

    EXPECT_EQ(steps_of(draft.scenario), 5U);
    EXPECT_EQ(draft.scenario.runtime.front().steps.size(), 3U);
    EXPECT_EQ(draft.scenario.invoker.front().ask, Ask::Init);
    EXPECT_EQ(draft.scenario.invoker.back().ask, Ask::Invoke);
    EXPECT_TRUE(draft.scenario.extensions.empty());
}

// A draft has at most three lives of a process and 24 steps in each.
bool fits_a_draft(const Scenario& scenario) {
    return scenario.runtime.size() <= 3 &&
           std::ranges::all_of(scenario.runtime,
                               [](const Program& life) { return life.steps.size() <= 25; });
}

// What cannot be made by choices is lost: names, payloads, expectations. The shape stays.
TEST(Draft, KeepsTheShapeOfTheLibrary) {
    const auto library = load_scenarios({{tests::source_dir() + "/scenarios/library"}});
    ASSERT_TRUE(library.has_value());

    for (const Scenario& scenario : *library) {
        if (scenario.runtime.empty() || !fits_a_draft(scenario)) continue;
        const Draft draft{.scenario = scenario, .profile = scenario.profiles.front(), .seed = 1};
        const Draft back = decoded(encoded(draft));
        EXPECT_EQ(steps_of(back.scenario), steps_of(scenario)) << scenario.name;
        EXPECT_EQ(back.scenario.extensions.size(), scenario.extensions.size()) << scenario.name;
        EXPECT_EQ(back.scenario.config.function_timeout, scenario.config.function_timeout);
        EXPECT_EQ(back.profile, draft.profile);
    }
}

// A run length, a subset of features, times: none of them is always the same.
TEST(Draft, VariesWhatIsDrawn) {
    std::set<std::size_t> lengths;
    std::set<model::Duration> times;
    std::set<Op> steps;
    std::set<Ask> asks;

    std::uint32_t state = 1;
    for (int i = 0; i < 2000; ++i) {
        Choices choices(200);
        for (auto& choice : choices)
            choice = static_cast<std::uint8_t>((state = state * 69069 + 1) >> 24);
        const Scenario scenario = decoded(choices).scenario;
        lengths.insert(scenario.invoker.size());
        for (const InvokerStep& step : scenario.invoker) asks.insert(step.ask);
        for (const Program& program : scenario.runtime) {
            for (const Step& step : program.steps) {
                steps.insert(step.op);
                times.insert(step.time);
            }
        }
    }

    EXPECT_EQ(asks.size(), 8U);
    EXPECT_EQ(steps.size(), 27U);  // all but those of extensions
    EXPECT_GT(lengths.size(), 20U);
    const auto near = [&times](model::Duration deadline) {
        const auto first = times.lower_bound(deadline - 1ms);
        return std::distance(first, times.upper_bound(deadline + 1ms));
    };
    EXPECT_GT(near(300ms), 5);  // the runtime's share
    EXPECT_GT(near(2s), 5);     // the shutdown budget
    EXPECT_GT(near(9s), 5);     // the wait after a kill
    EXPECT_GT(near(3s), 0);     // the function timeout, which is often another
}

TEST(ModelHash, IsTheSameEachTime) {
    EXPECT_EQ(model_hash(), model_hash());
    EXPECT_NE(model_hash(), 0U);
}

}  // namespace
}  // namespace hourglass::scenarios
