// The whole library, played on the simulator under each profile that a scenario names.
#include "scenarios/loader.hpp"
#include "sim/invoker.hpp"
#include "tests/sim/stage.hpp"
#include "tests/support/places.hpp"

#include <algorithm>
#include <filesystem>

namespace hourglass::sim {
namespace {

const std::filesystem::path library{tests::source_dir() + "/scenarios/library"};

// Paths below the library. The files themselves are read by the tests: ctest runs each alone.
std::vector<std::string> files() {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{library}) {
        if (entry.path().extension() != ".json") continue;
        found.push_back(entry.path().lexically_relative(library).string());
    }
    std::ranges::sort(found);
    return found;
}

// INIT/runtime-exits.json is INIT_runtime_exits.
std::string name_of(const testing::TestParamInfo<std::string>& info) {
    std::string name = info.param.substr(0, info.param.rfind('.'));
    std::ranges::replace_if(
        name, [](char letter) { return letter == '/' || letter == '-'; }, '_');
    return name;
}

class Library : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        auto loaded = scenarios::load_scenario(library / GetParam());
        ASSERT_TRUE(loaded.has_value()) << loaded.error().message;
        scenario_ = *std::move(loaded);
        if (scenario_.runtime.empty()) GTEST_SKIP() << "needs somebody's own runtime";
        const auto script = script_of(scenario_, scenario_.profiles.front());
        if (!script) GTEST_SKIP() << script.error().message;
    }

    Scenario scenario_;
};

INSTANTIATE_TEST_SUITE_P(Of, Library, testing::ValuesIn(files()), name_of);

void expect_as_said(const Scenario& scenario, Setting setting) {
    const auto trace = played(scenario, setting);
    SCOPED_TRACE(trace.header.replay);

    for (const auto& mismatch : scenarios::mismatches(scenario, trace)) {
        ADD_FAILURE() << mismatch.message;
    }
    EXPECT_LT(trace.records.back().at, instant_at(scenario.horizon));
    EXPECT_EQ(trace.records.back().flags, 0) << "the platform does not come to rest";
}

TEST_P(Library, ComesOutAsExpectedAndToRest) {
    for (const ProfileName profile : scenario_.profiles) {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) expect_as_said(scenario_, {seed, profile});
    }
}

TEST_P(Library, GivesTheSameTraceAgainAndWithoutThePort) {
    for (const ProfileName profile : scenario_.profiles) {
        World world{*script_of(scenario_, profile), 7};
        run(world);
        const Records once = world.records();

        world.restart(7);
        run(world);

        EXPECT_EQ(world.records(), once);
        EXPECT_EQ(played(scenario_, {7, profile}).records, once);
    }
}

TEST(LibraryOnTheSimulator, NoticesAWrongExpectation) {
    Scenario scenario = scenario_with(echo);
    scenarios::Expectation wrong;
    wrong.ask = Ask::Invoke;
    wrong.outcome = scenarios::Expected::TimedOut;
    scenario.expectations = {wrong};

    EXPECT_EQ(scenarios::mismatches(scenario, played(scenario)).size(), 1U);
}

}  // namespace
}  // namespace hourglass::sim
