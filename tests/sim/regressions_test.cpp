// The regression corpus on the simulator: each scenario holds on the healthy platform, and fails
// for a rule that it is about on the platform with the defect that it names.
#include "scenarios/loader.hpp"
#include "sim/defects/hunt.hpp"
#include "tests/sim/stage.hpp"
#include "tests/support/places.hpp"

#include <algorithm>
#include <filesystem>

namespace hourglass::sim {
namespace {

double no_clock() {
    return 0;
}

const std::vector<Scenario>& corpus() {
    static const std::vector<Scenario> all =
        *scenarios::load_scenarios({tests::source_dir() + "/scenarios/regressions"});
    return all;
}

std::vector<std::string> names() {
    std::vector<std::string> all;
    for (const Scenario& scenario : corpus()) all.push_back(scenario.name);
    return all;
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
    std::string name = info.param.substr(info.param.find('/') + 1);
    std::ranges::replace(name, '-', '_');
    return name;
}

class RegressionCorpus : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        scenario_ = &*std::ranges::find(corpus(), GetParam(), &Scenario::name);
        const auto script = script_of(*scenario_, scenario_->profiles.front());
        if (!script) GTEST_SKIP() << script.error().message;
    }

    Hunt hunt(const Defect* defect) const { return Hunter{{*scenario_}}(defect, 1, no_clock); }

    const Scenario* scenario_ = nullptr;
};

INSTANTIATE_TEST_SUITE_P(Of, RegressionCorpus, testing::ValuesIn(names()), name_of);

TEST_P(RegressionCorpus, HoldsOnAHealthyPlatform) {
    for (const ProfileName profile : scenario_->profiles) {
        const auto mismatches = scenarios::mismatches(*scenario_, played(*scenario_, {1, profile}));
        for (const auto& mismatch : mismatches) ADD_FAILURE() << mismatch.message;
    }

    EXPECT_FALSE(hunt(nullptr).killed());
}

TEST_P(RegressionCorpus, FailsForARuleOfItsOwnWithTheDefectThatItNames) {
    const Defect* defect = find_defect(scenario_->defect);
    ASSERT_NE(defect, nullptr) << "no defect is called \"" << scenario_->defect << '"';

    const Hunt found = hunt(defect);

    const bool own = std::ranges::any_of(
        scenario_->rules, [&](model::RuleIndex rule) { return found.rules.contains(rule); });
    EXPECT_TRUE(own) << scenario_->defect << " breaks " << found.rules.size()
                     << " rules, none of which the scenario is about";
}

}  // namespace
}  // namespace hourglass::sim
