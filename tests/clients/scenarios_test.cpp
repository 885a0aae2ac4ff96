// The scenarios for clients: every file loads, has room for a runtime and is short.
#include "scenarios/loader.hpp"
#include "tests/clients/verification.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace hourglass::clients {
namespace {

using scenarios::Scenario;
using namespace std::chrono_literals;

class ClientScenarios : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        auto loaded = scenarios::load_scenarios({root() / GetParam()});
        ASSERT_TRUE(loaded.has_value()) << loaded.error().message;
        scenarios_ = *std::move(loaded);
    }

    std::vector<Scenario> scenarios_;
};

TEST_P(ClientScenarios, HaveRoomForARuntime) {
    for (const Scenario& scenario : scenarios_) {
        EXPECT_TRUE(scenario.runtime.empty()) << scenario.name;
        EXPECT_FALSE(scenario.runtime_command.has_value()) << scenario.name;
    }
}

TEST_P(ClientScenarios, AreNamedAfterTheirFiles) {
    for (const Scenario& scenario : scenarios_) {
        const std::string stem = std::filesystem::path{scenario.path}.stem().string();
        EXPECT_EQ(scenario.name.substr(scenario.name.find('/') + 1), stem);
    }
}

TEST_P(ClientScenarios, AreAboutRulesForClients) {
    const auto family = GetParam() == "scenarios/extensions" ? "EXC" : "RTC";
    const auto is_for_them = [family](model::RuleIndex rule) {
        return model::family_of(model::rule_at(rule).id) == family;
    };

    for (const Scenario& scenario : scenarios_) {
        EXPECT_FALSE(scenario.rules.empty()) << scenario.name;
        EXPECT_TRUE(std::ranges::all_of(scenario.rules, is_for_them)) << scenario.name;
    }
}

// They take real time, and a slow machine must not look like a slow runtime.
TEST_P(ClientScenarios, WaitLittleAndAllowMuch) {
    for (const Scenario& scenario : scenarios_) {
        model::Duration waits{};
        for (const scenarios::InvokerStep& step : scenario.invoker) waits += step.time;
        EXPECT_LE(waits, 1500ms) << scenario.name;
        EXPECT_GE(scenario.config.function_timeout, 5s) << scenario.name;
    }
}

INSTANTIATE_TEST_SUITE_P(For, ClientScenarios,
                         testing::Values("scenarios/clients", "scenarios/extensions",
                                         "examples/scenarios"),
                         [](const auto& folder) {
                             std::string name = folder.param;
                             std::ranges::replace(name, '/', '_');
                             return name;
                         });

}  // namespace
}  // namespace hourglass::clients
