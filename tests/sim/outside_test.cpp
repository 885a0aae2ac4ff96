// The acceptor on generated runs: what is seen of a healthy platform raises no alarm, and few
// verdicts are left open. A slice of what `hourglass defects --from-outside` plays.
#include "sim/defects/outside.hpp"

#include "model/judge/acceptor/acceptor.hpp"

#include <gtest/gtest.h>

namespace hourglass::sim {
namespace {

using model::Verdict;
using model::View;

class GeneratedFromOutside : public testing::TestWithParam<View> {};

INSTANTIATE_TEST_SUITE_P(As, GeneratedFromOutside, testing::Values(View::Black, View::Grey),
                         [](const auto& tested) {
                             return tested.param == View::Black ? "black" : "grey";
                         });

TEST_P(GeneratedFromOutside, HealthyRunsRaiseNoAlarm) {
    constexpr std::uint64_t cases = 600;
    OutsideRuns runs{{.seed = 11}};
    std::uint64_t held = 0;
    std::uint64_t with_few_copies = 0;
    for (std::uint64_t number = 0; number < cases; ++number) {
        runs.play(number);
        const auto verdict = model::accept(runs.seen(GetParam()), {.copies = 512});
        EXPECT_NE(verdict.verdict, Verdict::Violated)
            << "case " << number << " record " << verdict.record << ": " << verdict.seen;
        if (verdict.verdict == Verdict::Held) ++held;
        if (verdict.peak_copies < 64) ++with_few_copies;
    }
    EXPECT_GE(held * 100, cases * 99);
    EXPECT_GE(with_few_copies * 100, cases * 98);
}

// Each was a false alarm once (seed 1, number of the case).
TEST(Outside, WhatRaisedAFalseAlarmOnceDoesNotAgain) {
    OutsideRuns runs{{.seed = 1}};
    for (const std::uint64_t number : {104U, 291U, 342U, 508U, 2944U, 3021U, 3673U, 5887U}) {
        runs.play(number);
        EXPECT_EQ(model::accept(runs.seen(View::Black)).verdict, Verdict::Held) << number;
    }
}

TEST(Outside, ADefectThatAnswersWithAnotherIdIsRejected) {
    OutsideRuns runs{{.seed = 1}, find_defect("event-with-other-id")};
    bool rejected = false;
    for (std::uint64_t number = 0; number < 200 && !rejected; ++number) {
        runs.play(number);
        rejected = model::accept(runs.seen(View::Black)).verdict == Verdict::Violated;
    }
    EXPECT_TRUE(rejected);
}

// The verdict names the observation, though the acceptor knew before that none would fit.
TEST(Outside, ARejectionNamesWhatWasSeenAndWhatWasExpected) {
    OutsideRuns runs{{.seed = 1}, find_defect("event-with-other-id")};
    for (std::uint64_t number = 0; number < 200; ++number) {
        runs.play(number);
        const auto seen = runs.seen(View::Black);
        const auto verdict = model::accept(seen);
        if (verdict.verdict != Verdict::Violated) continue;
        EXPECT_FALSE(verdict.seen.empty());
        EXPECT_FALSE(verdict.expected.empty());
        EXPECT_EQ(seen.records[verdict.record].kind, model::Kind::CallAnswered);
        return;
    }
    FAIL() << "nothing was rejected";
}

}  // namespace
}  // namespace hourglass::sim
