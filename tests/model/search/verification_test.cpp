// The reductions against the search that reduces nothing, on small worlds.
#include "model/search/verification.hpp"

#include <gtest/gtest.h>

namespace hourglass::model::search {
namespace {

class Reduction : public testing::TestWithParam<Bounds> {};

TEST_P(Reduction, LeavesVerdictsAndFiredRulesAsTheyAre) {
    const auto checks = verify_reductions({.name = "small", .bounds = GetParam()}, {});

    ASSERT_EQ(checks.size(), 5u);
    for (const ReductionCheck& check : checks) {
        EXPECT_TRUE(check.complete) << check.reduction;
        EXPECT_TRUE(check.disagreements.empty())
            << check.reduction << ": " << check.disagreements.front();
    }
    EXPECT_LT(checks.back().states, checks.front().states);
}

INSTANTIATE_TEST_SUITE_P(
    Bounds, Reduction,
    testing::Values(
        Bounds{.profile = ProfileName::Aws, .invokes = 1, .resets = 0, .calls = Calls::LegalOnly},
        Bounds{.profile = ProfileName::Rapid, .invokes = 1, .shutdowns = 0, .faults = 0},
        Bounds{.extensions = 2,
               .invokes = 1,
               .resets = 0,
               .shutdowns = 0,
               .faults = 0,
               .calls = Calls::LegalOnly},
        Bounds{.profile = ProfileName::Rapid,
               .extensions = 0,
               .internals = 2,
               .invokes = 1,
               .resets = 1,
               .shutdowns = 0,
               .faults = 0},
        Bounds{.init_mode = InitMode::Suppressed, .extensions = 0, .invokes = 3, .faults = 2},
        Bounds{.profile = ProfileName::Rapid,
               .init_caching = InitCaching::On,
               .extensions = 0,
               .restores = 2}));

}  // namespace
}  // namespace hourglass::model::search
