// Ten faults in the tables, one at a time. The explorer finds each by a shortest way; the scenario
// made of that way fails on a simulated platform with the fault, and only there.
#include "model/judge/judge.hpp"
#include "model/mutants/mutant.hpp"
#include "model/search/mutant_search.hpp"
#include "scenarios/paths/from_path.hpp"
#include "sim/invoker.hpp"
#include "sim/world.hpp"
#include "tests/sim/stage.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>

namespace hourglass::sim {
namespace {

using model::mutants::Mutant;
using scenarios::PathEnd;

struct TableFault {
    std::string_view mutant;
    std::size_t length;     // counted by hand: fewer actions do not bring the row about
    std::string_view rule;  // that the specification has against it
    std::uint8_t faults = 0;

    friend std::ostream& operator<<(std::ostream& out, const TableFault& one) {
        return out << one.mutant;
    }
};

constexpr std::array table_faults{
    TableFault{"sandbox.Cold.ResetRequested row removed", 1, "RST-01"},
    TableFault{"sandbox.Cold.ShutdownRequested row removed", 1, "SHD-32"},
    TableFault{"sandbox.ShuttingDown.TeardownFinished action dropped", 1, "SHD-32"},
    TableFault{"sandbox.Initializing.InitBroken[not failed_init_resets_at_once] action dropped", 2,
               "INIT-01", 1},
    TableFault{"sandbox.Resetting.TeardownFinished state kept: generation", 3, "RST-32"},
    TableFault{"sandbox.Ready.ResetRequested row removed", 3, "RST-01"},
    TableFault{"runtime.Running.ResponsePosted[not body_is_too_large] action doubled", 3,
               "RESP-31"},
    TableFault{"sandbox.Ready.InvokeRequested[not flows_are_cancelled] row removed", 4, "INV-32"},
    TableFault{"sandbox.Invoking.ResetRequested row removed", 5, "RST-02"},
    TableFault{"sandbox.Invoking.InvokeCompleted action dropped", 5, "INV-32"},
};

class TableFaults : public testing::TestWithParam<TableFault> {};

INSTANTIATE_TEST_SUITE_P(Of, TableFaults, testing::ValuesIn(table_faults));

bool breaks(const Scenario& scenario, const Mutant* mutant, std::string_view rule) {
    World world{*script_of(scenario, ProfileName::Rapid), 1};
    world.mutate(mutant);
    world.restart(1);
    run(world);
    model::Judge judge;
    return std::ranges::any_of(judge(world.trace()).violations, [rule](const auto& one) {
        return rule.empty() ? one.level == model::Level::Must : model::rule_at(one.rule).id == rule;
    });
}

TEST_P(TableFaults, IsFoundByAShortestWayThatFailsOnTheSimulatorToo) {
    const TableFault& fault = GetParam();
    const Mutant* mutant = model::mutants::find_mutant(fault.mutant);
    ASSERT_NE(mutant, nullptr);
    const model::search::Bounds bounds{
        .profile = ProfileName::Rapid, .extensions = 0, .invokes = 1, .faults = fault.faults};

    const auto found = model::search::explore_mutant({"small", bounds}, *mutant, {});

    ASSERT_EQ(found.violations.size(), 1u);
    const auto& actions = found.violations.front().actions;
    EXPECT_EQ(actions.size(), fault.length);
    const auto scenario = scenarios::scenario_of({bounds, actions, mutant}, PathEnd::AsItComes);
    ASSERT_TRUE(scenario) << scenario.error().message;
    EXPECT_TRUE(breaks(*scenario, mutant, fault.rule));
    EXPECT_FALSE(breaks(*scenario, nullptr, ""));
}

}  // namespace
}  // namespace hourglass::sim
