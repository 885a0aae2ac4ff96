// What becomes of mutants without any scenario: walks, the explorer and side by side.
#include "sim/defects/mutant_hunt.hpp"

#include "model/judge/judge.hpp"
#include "sim/defects/paced_world.hpp"

#include <gtest/gtest.h>

namespace hourglass::sim {
namespace {

using model::search::Act;

MutantFate fate_of(std::string_view name) {
    const auto* mutant = model::mutants::find_mutant(name);
    EXPECT_NE(mutant, nullptr) << name;
    if (mutant == nullptr) return {};
    MutantHunter hunter{{}};
    return hunter(
        *mutant, +[] { return 0.0; });
}

TEST(MutantHunt, KillsPlatformsThatStandStill) {
    for (const std::string_view name :
         {"bring_up.AwaitingRuntime.RuntimeArrived[all_extensions_ready] row removed",
          "bring_up.AwaitingRegistrations.ExtensionRegistered[all_files_registered] row removed",
          "invocation.AwaitingExtensions.ExtensionArrived[all_extensions_back] row removed",
          "runtime.Restoring.NextCalled row removed"}) {
        EXPECT_EQ(fate_of(name).by, KilledBy::Monitors) << name;
    }
}

TEST(MutantHunt, KillsADoubledSignal) {
    const auto fate = fate_of("teardown.Off.TeardownBegan[runtime_lives_alone] action doubled");

    EXPECT_EQ(fate.by, KilledBy::Monitors);
}

TEST(MutantHunt, CallsEquivalentOnlyWhoseRowWasTaken) {
    const auto fate = fate_of("sandbox.Initializing.InvokeRequested action dropped");

    EXPECT_EQ(fate.by, KilledBy::Nobody);
    EXPECT_TRUE(fate.equivalent);
    EXPECT_TRUE(fate.reached);
}

TEST(PacedWorld, OfAHealthyPlatformBreaksNoRule) {
    PacedWorld world{{.profile = model::ProfileName::Aws, .extensions = 2}, {}};
    world.play({Act::AskInit});
    world.settle(Manner::Kind);
    world.play({Act::AskInvoke});
    world.settle(Manner::Kind);
    world.play({Act::AskReset});
    world.settle(Manner::Undying);
    world.settle(Manner::Still);
    model::Judge judge;

    EXPECT_TRUE(judge(world.finish()).violations.empty());
}

}  // namespace
}  // namespace hourglass::sim
