// Every planted defect against the whole library: a rule that the specification lets expect must
// object, and nothing may object to a healthy platform.
#include "model/rules/catalogue.hpp"
#include "scenarios/loader.hpp"
#include "sim/defects/hunt.hpp"
#include "sim/invoker.hpp"
#include "tests/sim/stage.hpp"
#include "tests/support/places.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

namespace hourglass::sim {
namespace {

double no_clock() {
    return 0;
}

Hunter& hunter() {
    static Hunter one{*scenarios::load_scenarios(
        {std::filesystem::path{tests::source_dir() + "/scenarios/library"}})};
    return one;
}

std::set<model::RuleIndex> expected_of(const Defect& defect) {
    std::set<model::RuleIndex> rules;
    std::istringstream words{std::string{defect.rules}};
    for (std::string id; words >> id;) {
        const auto rule = model::find_rule(id);
        EXPECT_TRUE(rule.has_value()) << defect.name << " expects " << id;
        if (rule) rules.insert(*rule);
    }
    return rules;
}

std::string ids_of(const std::set<model::RuleIndex>& rules) {
    std::string text;
    for (const model::RuleIndex rule : rules) text += std::string{model::rule_at(rule).id} + " ";
    return text;
}

class Planted : public testing::TestWithParam<std::string_view> {};

std::string name_of(const testing::TestParamInfo<std::string_view>& tested) {
    std::string name{tested.param};
    std::ranges::replace(name, '-', '_');
    return name;
}

std::vector<std::string_view> names() {
    std::vector<std::string_view> all;
    for (const Defect& defect : planted_defects()) all.push_back(defect.name);
    return all;
}

INSTANTIATE_TEST_SUITE_P(Defect, Planted, testing::ValuesIn(names()), name_of);

TEST_P(Planted, IsKilledByARuleThatTheSpecificationLetsExpect) {
    const Defect& defect = *find_defect(GetParam());
    const auto expected = expected_of(defect);

    const Hunt hunt = hunter()(&defect, 1, no_clock);

    const bool seen = std::ranges::any_of(
        expected, [&](model::RuleIndex rule) { return hunt.rules.contains(rule); });
    EXPECT_TRUE(seen) << defect.about << "\nexpected one of " << ids_of(expected)
                      << "\nobjected: " << ids_of(hunt.rules);
    EXPECT_TRUE(hunt.diverged);
}

TEST(Defects, HaveNamesOfTheirOwnAndSentences) {
    std::set<std::string_view> seen;

    for (const Defect& defect : planted_defects()) {
        EXPECT_TRUE(seen.insert(defect.name).second) << defect.name;
        EXPECT_TRUE(defect.about.ends_with('.')) << defect.name;
        EXPECT_FALSE(defect.rules.empty()) << defect.name;
    }
}

TEST(Defects, NothingObjectsToAHealthyPlatform) {
    const Hunt hunt = hunter()(nullptr, 1, no_clock);

    EXPECT_EQ(ids_of(hunt.rules), "");
    EXPECT_FALSE(hunt.diverged);
}

TEST(Defects, LeaveNothingBehindInAWorldThatIsHealed) {
    const auto scenario = scenario_with(echo);
    World world{*script_of(scenario, ProfileName::Aws), 1};
    run(world);
    const Records healthy = world.records();

    world.plant(find_defect("init-told-twice"));
    world.restart(1);
    run(world);
    const Records defective = world.records();
    world.plant(nullptr);
    world.restart(1);
    run(world);

    EXPECT_NE(defective, healthy);
    EXPECT_EQ(world.records(), healthy);
}

TEST(Defects, GiveTheSameHuntAgain) {
    const Defect* defect = find_defect("event-lost");

    const Hunt once = hunter()(defect, 1, no_clock);
    const Hunt again = hunter()(defect, 1, no_clock);

    EXPECT_EQ(once.rules, again.rules);
    EXPECT_EQ(once.cases, again.cases);
}

}  // namespace
}  // namespace hourglass::sim
