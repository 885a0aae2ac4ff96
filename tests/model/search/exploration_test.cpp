// How large a search will be is said beforehand, near the truth.
#include "model/search/exploration.hpp"

#include <gtest/gtest.h>

namespace hourglass::model::search {
namespace {

class EstimatedStates : public testing::TestWithParam<Bounds> {};

TEST_P(EstimatedStates, AreWithinAFifthOfWhatThereIs) {
    const Bounds bounds = GetParam();

    const double estimated = estimated_states(bounds);

    const auto counted = explore({.name = "counted", .bounds = bounds}, {});
    ASSERT_TRUE(counted.complete);
    const auto states = static_cast<double>(counted.progress.states);
    EXPECT_NEAR(estimated, states, states / 5);
}

constexpr Bounds few{.invokes = 1, .resets = 0, .shutdowns = 0, .faults = 0};

Bounds with(std::uint8_t extensions, std::uint8_t internals, ProfileName profile) {
    Bounds bounds = few;
    bounds.profile = profile;
    bounds.extensions = extensions;
    bounds.internals = internals;
    return bounds;
}

INSTANTIATE_TEST_SUITE_P(Bounds, EstimatedStates,
                         testing::Values(with(3, 0, ProfileName::Aws),
                                         with(3, 0, ProfileName::Rapid),
                                         with(0, 3, ProfileName::Aws),
                                         with(2, 1, ProfileName::Rapid)));

}  // namespace
}  // namespace hourglass::model::search
