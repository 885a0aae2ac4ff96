// The search engine against published answers, and against models with a planted fault.
#include "model/search/search.hpp"

#include "tests/model/search/two_phase_commit.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace hourglass::model::search {
namespace {

struct Known {
    unsigned managers;
    std::uint64_t generated;
    std::uint64_t states;
    std::uint32_t depth;
    std::uint64_t orbits;
};

class TwoPhaseCommitOf : public testing::TestWithParam<Known> {};

TEST_P(TwoPhaseCommitOf, HasThePublishedCounts) {
    const TwoPhaseCommit model{GetParam().managers};

    const auto report = Search{model}.run();

    EXPECT_TRUE(report.complete);
    EXPECT_EQ(report.progress.generated, GetParam().generated);
    EXPECT_EQ(report.progress.states, GetParam().states);
    EXPECT_EQ(report.progress.depth + 1, GetParam().depth);
}

TEST_P(TwoPhaseCommitOf, HasThemOnSeveralThreadsToo) {
    const TwoPhaseCommit model{GetParam().managers};

    const auto report = Search{model, {.threads = 3}}.run();

    EXPECT_TRUE(report.complete);
    EXPECT_EQ(report.progress.generated, GetParam().generated);
    EXPECT_EQ(report.progress.states, GetParam().states);
    EXPECT_EQ(report.progress.depth + 1, GetParam().depth);
}

TEST_P(TwoPhaseCommitOf, HasTheExactNumberOfOrbits) {
    const TwoPhaseCommit model{GetParam().managers, Symmetry::On};

    const auto report = Search{model}.run();

    EXPECT_TRUE(report.complete);
    EXPECT_EQ(report.progress.states, GetParam().orbits);
}

INSTANTIATE_TEST_SUITE_P(Published, TwoPhaseCommitOf,
                         testing::Values(Known{3, 1'146, 288, 11, 80},
                                         Known{5, 58'146, 8'832, 17, 314},
                                         Known{7, 2'744'706, 296'448, 23, 920}),
                         [](const auto& one) {
                             return "With" + std::to_string(one.param.managers);
                         });

// A counter that must not reach its limit, with steps of one and of two.
struct Counter {
    using State = std::uint64_t;
    std::uint64_t limit;
    std::uint64_t stuck_at;

    State initial() const { return 0; }
    template <class Emit>
    void successors(const State& state, Emit emit) const {
        if (state == stuck_at) return;
        emit(state + 1, std::uint16_t{1});
        emit(state + 2, std::uint16_t{2});
    }
    std::uint64_t fingerprint(const State& state) const { return mixed(state); }
    bool holds(const State& state) const { return state != limit; }
    bool may_end(const State&) const { return false; }
};

TEST(Search, FindsTheShortestWayToAFault) {
    const Counter model{.limit = 7, .stuck_at = 1000};

    const auto report = Search{model}.run();

    ASSERT_TRUE(report.finding);
    EXPECT_EQ(report.finding->fault, Fault::Invariant);
    EXPECT_EQ(report.finding->state, 7u);
    EXPECT_EQ(report.finding->actions.size(), 4u);
    EXPECT_FALSE(report.complete);
}

TEST(Search, FindsADeadlock) {
    const Counter model{.limit = 1000, .stuck_at = 3};

    const auto report = Search{model}.run();

    ASSERT_TRUE(report.finding);
    EXPECT_EQ(report.finding->fault, Fault::Deadlock);
    EXPECT_EQ(report.finding->state, 3u);
    EXPECT_EQ(report.finding->actions.size(), 2u);
}

TEST(Search, FindsTheSameWayOnAnyNumberOfThreads) {
    const TwoPhaseCommit model{7, Symmetry::Off, Invariant::NobodyAborts};

    const auto alone = Search{model}.run();
    const auto together = Search{model, {.threads = 4}}.run();

    ASSERT_TRUE(alone.finding && together.finding);
    EXPECT_EQ(alone.finding->actions, together.finding->actions);
    EXPECT_EQ(alone.progress.states, together.progress.states);
}

TEST(Search, NeedsNoMoreThan32BytesAState) {
    const TwoPhaseCommit model{7};

    const auto report = Search{model}.run();

    EXPECT_LE(report.progress.peak, 32 * report.progress.states);
}

TEST(Search, StopsAtItsLimitAndSaysThatItIsNotComplete) {
    const TwoPhaseCommit model{5};

    const auto report = Search{model, {.states = 1000}}.run();

    EXPECT_FALSE(report.complete);
    EXPECT_GE(report.progress.states, 1000u);
    EXPECT_LT(report.progress.states, 8'832u);
}

TEST(Search, StopsWhenItIsAskedTo) {
    const TwoPhaseCommit model{5};

    const auto report = Search{model}.run([](const Progress& now) { return now.depth < 3; });

    EXPECT_FALSE(report.complete);
    EXPECT_EQ(report.progress.depth, 3u);
}

}  // namespace
}  // namespace hourglass::model::search
