#include "sim/chance.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <vector>

namespace hourglass::sim {
namespace {

using namespace std::chrono_literals;

std::vector<std::uint64_t> draws(Chance chance, int count) {
    std::vector<std::uint64_t> drawn(static_cast<std::size_t>(count));
    for (std::uint64_t& one : drawn) one = chance.draw();
    return drawn;
}

// Written down so that a seed means the same run on every machine and in every version.
TEST(Chance, DrawsThePinnedValues) {
    EXPECT_EQ(draws(Chance{1}, 3),
              (std::vector<std::uint64_t>{12966619160104079557U, 9600361134598540522U,
                                          10590380919521690900U}));
}

TEST(Chance, DrawsThePinnedValuesOfASplit) {
    EXPECT_EQ(draws(Chance{1}.split("network"), 2),
              (std::vector<std::uint64_t>{8755147294791351165U, 13833066287267525823U}));
}

TEST(Chance, SplitsByNameAloneWhateverWasDrawn) {
    Chance used{7};
    for (int i = 0; i < 100; ++i) used.draw();

    EXPECT_EQ(draws(used.split("loss"), 5), draws(Chance{7}.split("loss"), 5));
}

TEST(Chance, SplitsDifferByNameNumberAndSeed) {
    const auto network = draws(Chance{7}.split("network"), 5);

    EXPECT_NE(network, draws(Chance{7}.split("loss"), 5));
    EXPECT_NE(network, draws(Chance{8}.split("network"), 5));
    EXPECT_NE(network, draws(Chance{7}, 5));
    EXPECT_NE(draws(Chance{7}.split(1), 5), draws(Chance{7}.split(2), 5));
}

TEST(Chance, DrawsEachNumberBelowABoundAboutAsOften) {
    constexpr int expected = 10'000;
    Chance chance{3};
    std::array<int, 7> seen{};

    for (int i = 0; i < 7 * expected; ++i) ++seen.at(chance.below(seen.size()));

    for (const int count : seen) EXPECT_NEAR(count, expected, 500);
}

TEST(Chance, StaysBelowTheBoundOfOneAndTheLargest) {
    Chance chance{3};

    EXPECT_EQ(chance.below(0), 0U);
    EXPECT_EQ(chance.below(1), 0U);
    EXPECT_LT(chance.below(~std::uint64_t{0}), ~std::uint64_t{0});
}

TEST(Chance, DrawsDurationsWithBothEnds) {
    Chance chance{3};
    std::set<model::Duration> drawn;

    for (int i = 0; i < 100; ++i) drawn.insert(chance.between(1ns, 3ns));

    EXPECT_EQ(drawn, (std::set<model::Duration>{1ns, 2ns, 3ns}));
}

TEST(Chance, DrawsTheLowerEndOfAnEmptyRange) {
    Chance chance{3};

    EXPECT_EQ(chance.between(5ms, 5ms), 5ms);
    EXPECT_EQ(chance.between(5ms, 2ms), 5ms);
}

int times_of_1000(std::uint32_t permille) {
    Chance chance{3};
    int times = 0;
    for (int i = 0; i < 1000; ++i) times += chance.happens(permille) ? 1 : 0;
    return times;
}

TEST(Chance, HappensAsOftenAsItsPermille) {
    EXPECT_EQ(times_of_1000(0), 0);
    EXPECT_NEAR(times_of_1000(500), 500, 60);
    EXPECT_EQ(times_of_1000(1000), 1000);
}

}  // namespace
}  // namespace hourglass::sim
