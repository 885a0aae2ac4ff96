// The library as a whole: every file loads, is named after its path and says what it is about.
#include "scenarios/format/vocabulary.hpp"
#include "scenarios/loader.hpp"
#include "tests/support/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

namespace hourglass::scenarios {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const fs::path library_folder = fs::path{tests::source_dir()} / "scenarios/library";

class LibraryTest : public testing::Test {
protected:
    LibraryTest() {
        auto loaded = load_scenarios({library_folder});
        EXPECT_TRUE(loaded.has_value()) << loaded.error().message;
        if (loaded) scenarios_ = *std::move(loaded);
    }

    std::vector<Scenario> scenarios_;
};

TEST_F(LibraryTest, HoldsAtLeast44Scenarios) {
    EXPECT_GE(scenarios_.size(), 44U);
}

TEST_F(LibraryTest, NamesEachScenarioAfterItsFile) {
    for (const Scenario& scenario : scenarios_) {
        const fs::path file = library_folder / (scenario.name + ".json");
        EXPECT_EQ(fs::path{scenario.path}, file);
    }
}

TEST_F(LibraryTest, SaysWhatEachScenarioIsAboutInOneSentence) {
    for (const Scenario& scenario : scenarios_) {
        EXPECT_TRUE(scenario.about.ends_with('.')) << scenario.name;
        EXPECT_EQ(scenario.about.find(". "), std::string::npos) << scenario.name;
        EXPECT_FALSE(scenario.rules.empty()) << scenario.name;
        EXPECT_FALSE(scenario.expectations.empty()) << scenario.name;
    }
}

TEST_F(LibraryTest, NamesOnlyRulesThatApplyUnderAProfileOfTheScenario) {
    for (const Scenario& scenario : scenarios_) {
        for (const model::RuleIndex index : scenario.rules) {
            const model::Rule& rule = model::rule_at(index);
            const bool applies = std::ranges::any_of(scenario.profiles, [&](auto profile) {
                const bool aws = profile == model::ProfileName::Aws;
                return (aws ? rule.aws : rule.rapid) != model::Level::None;
            });
            EXPECT_TRUE(applies) << scenario.name << " names " << rule.id;
        }
    }
}

TEST_F(LibraryTest, CoversEveryFamilyOfTheLifecycleInDepth) {
    std::map<std::string, std::size_t> sizes;

    for (const Scenario& scenario : scenarios_) {
        ++sizes[scenario.name.substr(0, scenario.name.find('/'))];
    }

    for (const char* family : {"INIT", "TMO", "RST", "SUPP", "SHD", "EXT", "RESP"}) {
        EXPECT_GE(sizes[family], 10U) << family;
    }
    for (const char* family : {"INV", "ERR", "PROC", "EVT"}) EXPECT_GE(sizes[family], 4U);
}

TEST_F(LibraryTest, ExpectsSomethingOfEveryInitAndInvokeUnderEachProfile) {
    for (const Scenario& scenario : scenarios_) {
        for (const model::ProfileName profile : scenario.profiles) {
            std::set<std::uint32_t> expected;
            for (const Expectation& one : scenario.expectations) {
                const bool counts = !one.profile || *one.profile == profile;
                if (one.ask == Ask::Invoke && counts) expected.insert(one.ordinal);
            }
            const auto asked = std::ranges::count(scenario.invoker, Ask::Invoke, &InvokerStep::ask);
            EXPECT_EQ(expected.size(), static_cast<std::size_t>(asked)) << scenario.name;
        }
    }
}

TEST_F(LibraryTest, LeavesTimeBetweenRacingInstants) {
    for (const Scenario& scenario : scenarios_) {
        const model::Duration timeout = scenario.config.function_timeout;
        EXPECT_TRUE(timeout == 0ms || timeout >= 200ms) << scenario.name;
        EXPECT_GE(scenario.config.init_limit.value_or(1s), 200ms) << scenario.name;
        // Nobody waits for what is played in virtual time alone.
        const bool real = !has_faults(scenario.world) && !has_step(scenario, Op::OutliveKill);
        EXPECT_LE(scenario.horizon, real ? 20s : 60s) << scenario.name;
    }
}

TEST_F(LibraryTest, ReadsBackFromWhatIsWritten) {
    for (const Scenario& scenario : scenarios_) {
        const std::string text = write_scenario(scenario);
        const auto again = parse_scenario(text, scenario.path);
        ASSERT_TRUE(again.has_value()) << scenario.name << ": " << again.error().message;
        EXPECT_EQ(write_scenario(*again), text);
    }
}

std::string documentation() {
    std::ifstream in{fs::path{tests::source_dir()} / "docs/scenarios.md"};
    return {std::istreambuf_iterator<char>{in}, {}};
}

TEST(ScenarioDocumentation, HoldsAnExampleThatLoads) {
    const std::string text = documentation();
    const std::size_t begin = text.find("```json") + 7;
    const std::string example = text.substr(begin, text.find("```", begin) - begin);

    const auto scenario = parse_scenario(example, "docs/scenarios.md");

    ASSERT_TRUE(scenario.has_value()) << scenario.error().message;
    EXPECT_EQ(scenario->runtime.size(), 2U);
}

TEST(ScenarioDocumentation, ListsEveryStep) {
    const std::string text = documentation();

    for (const StepForm& form : step_forms) {
        EXPECT_THAT(text, testing::HasSubstr("| `" + std::string{form.word})) << form.word;
    }
    for (const auto& ask : ask_words) {
        EXPECT_THAT(text, testing::HasSubstr("| `" + std::string{ask.name})) << ask.name;
    }
}

}  // namespace
}  // namespace hourglass::scenarios
