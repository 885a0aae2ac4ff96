// The engine on dining philosophers, against a count that needs no search.
#include "tests/model/search/philosophers.hpp"

#include "model/search/search.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <numeric>

namespace hourglass::model::search {
namespace {

using Matrix = std::array<std::array<std::uint64_t, 3>, 3>;

// Whoever holds both forks has the neighbour's left one. Everything else goes together, so the
// states of a ring are the closed walks of this matrix, and their number is the trace of a power.
constexpr Matrix neighbours{{{1, 1, 1}, {1, 1, 1}, {1, 0, 0}}};

std::uint64_t states_of_a_ring(unsigned count) {
    Matrix power{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
    for (unsigned i = 0; i < count; ++i) {
        Matrix next{};
        for (std::size_t row = 0; row < 9; ++row) {
            for (std::size_t k = 0; k < 3; ++k) {
                next[row / 3][row % 3] += power[row / 3][k] * neighbours[k][row % 3];
            }
        }
        power = next;
    }
    return power[0][0] + power[1][1] + power[2][2];
}

// Burnside: the number of orbits is the mean number of states that a turn leaves as they are.
std::uint64_t orbits_of_a_ring(unsigned count) {
    std::uint64_t fixed = 0;
    for (unsigned turn = 1; turn <= count; ++turn) {
        fixed += states_of_a_ring(std::gcd(turn, count));
    }
    return fixed / count;
}

class PhilosophersOf : public testing::TestWithParam<unsigned> {};

TEST_P(PhilosophersOf, HaveAsManyStatesAsTheirRingHasWalks) {
    const auto report = Search{Philosophers{GetParam()}}.run();

    EXPECT_TRUE(report.complete);
    EXPECT_EQ(report.progress.states, states_of_a_ring(GetParam()));
}

TEST_P(PhilosophersOf, HaveAsManyOrbitsAsBurnsideCounts) {
    const auto report = Search{Philosophers{GetParam(), Symmetry::On}}.run();

    EXPECT_TRUE(report.complete);
    EXPECT_EQ(report.progress.states, orbits_of_a_ring(GetParam()));
}

TEST_P(PhilosophersOf, StarveAfterEachTookOneFork) {
    const auto report = Search{Philosophers{GetParam(), Symmetry::Off, Standstill::IsAFault}}.run();

    ASSERT_TRUE(report.finding);
    EXPECT_EQ(report.finding->fault, Fault::Deadlock);
    EXPECT_EQ(report.finding->actions.size(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(Table, PhilosophersOf, testing::Values(3U, 4U, 6U, 9U, 10U));

}  // namespace
}  // namespace hourglass::model::search
