// The explorer's worlds against a second opinion: lifecycle.pml, a Promela model of the same
// lifecycle that shares no line with the tables, searched by Spin.
#include "model/mutants/mutant.hpp"
#include "tests/spin/verifier.hpp"
#include "tests/spin/views.hpp"
#include "tests/support/places.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

namespace hourglass::tests {
namespace {

using model::ProfileName;
using model::search::Bounds;

// The verifier writes a state when it comes to it by a move: all but the first.
Views all_of(const Verified& verified, const Bounds& bounds) {
    Views views = verified.views;
    views.insert(view_of(model::search::Explored{bounds}.initial(), bounds));
    return views;
}

std::string only_in(const Views& one, const Views& other) {
    std::string text;
    Views only;
    std::ranges::set_difference(one, other, std::inserter(only, only.end()));
    for (const auto& view : only) {
        if (text.size() < 1000) text += view + '\n';
    }
    return fmt::format("{} views, such as\n{}", only.size(), text);
}

std::string folder_of(std::string_view name) {
    return fmt::format("{}/spin/{}", binary_dir(), name);
}

struct World {
    std::string_view name;
    Bounds bounds;
};

class SpinAgrees : public testing::TestWithParam<World> {
protected:
    void SetUp() override {
        if (const auto why = missing_for_spin(); !why.empty()) GTEST_SKIP() << why;
    }
};

TEST_P(SpinAgrees, OnEveryReachableState) {
    const auto& [name, bounds] = GetParam();
    const Views ours = views_within(bounds);

    const Verified verified = verify_by_spin(bounds, folder_of(name));

    ASSERT_EQ(verified.states, ours.size()) << verified.output;
    const Views theirs = all_of(verified, bounds);
    EXPECT_TRUE(ours == theirs) << "only the explorer knows " << only_in(ours, theirs)
                                << "only Spin knows " << only_in(theirs, ours);
}

INSTANTIATE_TEST_SUITE_P(
    Worlds, SpinAgrees,
    testing::Values(World{"init_aws", {.invokes = 0, .resets = 0, .shutdowns = 0}},
                    World{
                        "init_rapid",
                        {.profile = ProfileName::Rapid, .invokes = 0, .resets = 0, .shutdowns = 0}},
                    World{"invoke_and_exit_aws", {.invokes = 1, .resets = 0, .shutdowns = 0}},
                    World{"reset_and_shutdown_aws", {.invokes = 1, .faults = 0}},
                    World{"reset_and_shutdown_rapid",
                          {.profile = ProfileName::Rapid, .invokes = 1, .faults = 0}},
                    World{"runtime_alone_aws", {.extensions = 0, .faults = 2}},
                    World{"runtime_alone_rapid",
                          {.profile = ProfileName::Rapid, .extensions = 0, .faults = 2}}),
    [](const auto& one) { return std::string{one.param.name}; });

// A platform that is wrong in one row is counted otherwise, whichever machine the row is of.
TEST(SpinDisagrees, OnTheCountOfAPlatformWithAMutantInItsTables) {
    if (const auto why = missing_for_spin(); !why.empty()) GTEST_SKIP() << why;
    const Bounds bounds{.invokes = 1, .resets = 0, .shutdowns = 0, .faults = 0};
    const Verified verified = verify_by_spin(bounds, folder_of("mutants"));
    ASSERT_EQ(verified.states, views_within(bounds).size()) << verified.output;

    for (const char* name :
         {"sandbox.SuppressedInit.InitBroken row removed",
          "bring_up.AwaitingRuntime.RuntimeArrived[not all_extensions_ready] row removed",
          "invocation.AwaitingRuntime.RuntimeArrived[all_extensions_back] row removed",
          "teardown.StoppingRuntime.RuntimeStopDue row removed",
          "runtime.Started.NextCalled row removed", "extension.Registered.Released row removed"}) {
        const auto* mutant = model::mutants::find_mutant(name);
        ASSERT_NE(mutant, nullptr) << name;

        EXPECT_NE(views_within(bounds, *mutant).size(), verified.states) << name;
    }
}

}  // namespace
}  // namespace hourglass::tests
