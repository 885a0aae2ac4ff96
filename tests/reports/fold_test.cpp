#include "reports/fold.hpp"

#include "tests/reports/sample.hpp"

#include <gtest/gtest.h>

namespace hourglass::tests {

namespace {

using namespace model::literals;
using model::Verdict;
using reports::Conclusion;

class FoldTest : public testing::Test {
protected:
    static reports::RuleResult rule_in(const reports::VerifyResult& result, model::RuleIndex rule) {
        for (const reports::RuleResult& found : result.tracks.at(0).rules) {
            if (found.rule == rule) return found;
        }
        ADD_FAILURE() << "the result lacks rule " << rule.value;
        return {};
    }

    model::Trace trace_ = sample_trace();
    reports::Scope scope_ = sample_scope();
    reports::Play play_ = sample_play(trace_);
};

TEST_F(FoldTest, HoldsOnlyWhatWasExercised) {
    reports::Fold fold{scope_};
    play_.judgement.exercised["INIT-01"_rule.value] = 2;

    fold.add(play_);
    fold.add(play_);

    const auto result = fold.result();
    EXPECT_EQ(rule_in(result, "INIT-01"_rule).verdict, Verdict::Held);
    EXPECT_EQ(rule_in(result, "INIT-01"_rule).exercised, 4U);
    EXPECT_EQ(rule_in(result, "INIT-02"_rule).verdict, Verdict::NeverExercised);
}

TEST_F(FoldTest, OneViolationOutweighsManyPlaysInWhichTheRuleHeld) {
    reports::Fold fold{scope_};
    play_.judgement.exercised["INIT-01"_rule.value] = 1000;
    fold.add(play_);
    play_.judgement.violations = {{"INIT-01"_rule, 3, "two outcomes"}};

    fold.add(play_);

    const auto rule = rule_in(fold.result(), "INIT-01"_rule);
    EXPECT_EQ(rule.verdict, Verdict::Violated);
    ASSERT_EQ(rule.violations.size(), 1U);
    EXPECT_EQ(rule.violations[0].event,
              "record 3 at 2.000 ms: runtime 1 asks for the next invocation");
}

TEST_F(FoldTest, ARuleThatNothingChecksIsUnsupportedEvenIfItWasCounted) {
    scope_.checked = [](model::RuleIndex rule) { return rule != "INIT-01"_rule; };
    reports::Fold fold{scope_};
    play_.judgement.exercised["INIT-01"_rule.value] = 1;

    fold.add(play_);

    EXPECT_EQ(rule_in(fold.result(), "INIT-01"_rule).verdict, Verdict::Unsupported);
}

TEST_F(FoldTest, ARuleWhoseScenariosWereAllSkippedIsUnsupportedForTheirReason) {
    reports::Fold fold{scope_};
    const std::vector<model::RuleIndex> about{"INIT-01"_rule};

    fold.skip(play_.track, "INIT/frozen", "sim cannot freeze", about);

    const auto rule = rule_in(fold.result(), "INIT-01"_rule);
    EXPECT_EQ(rule.verdict, Verdict::Unsupported);
    EXPECT_EQ(rule.reason, "sim cannot freeze");
}

TEST_F(FoldTest, ARunThatWasCutShortSaysNothingOfItsRules) {
    reports::Fold fold{scope_};
    trace_.records.back().flags = model::horizon_reached;
    play_.about = {"INIT-01"_rule};

    fold.add(play_);

    EXPECT_EQ(rule_in(fold.result(), "INIT-01"_rule).verdict, Verdict::Inconclusive);
}

TEST_F(FoldTest, KeepsTheSoonestOfEachScenarioAndCountsTheRest) {
    reports::Fold fold{scope_};
    for (std::uint32_t i = 9; i > 0; --i) {
        play_.scenario = "INIT/" + std::to_string(i);
        play_.judgement.violations.assign(3, {"INIT-01"_rule, i, "two outcomes"});
        fold.add(play_);
    }

    const auto rule = rule_in(fold.result(), "INIT-01"_rule);

    EXPECT_EQ(rule.violation_count, 27U);
    ASSERT_EQ(rule.violations.size(), 4U);
    EXPECT_EQ(rule.violations[0].scenario, "INIT/1");
    EXPECT_EQ(rule.violations[3].scenario, "INIT/4");
}

TEST_F(FoldTest, RulesNotAskedForShowOnlyIfTheyAreAlarmingAndViolated) {
    scope_.asked = [](model::RuleIndex rule) { return rule == "INIT-02"_rule; };
    reports::Fold fold{scope_};
    play_.judgement.violations = {{"INIT-01"_rule, 3, "two outcomes"}};

    fold.add(play_);

    const auto result = fold.result();
    ASSERT_EQ(result.tracks[0].rules.size(), 2U);
    EXPECT_EQ(result.tracks[0].rules[0].rule, "INIT-01"_rule);
    EXPECT_EQ(result.tracks[0].rules[1].rule, "INIT-02"_rule);
}

TEST_F(FoldTest, RulesThatDoNotApplyToTheProfileAreLeftOut) {
    const reports::VerifyResult result = reports::Fold{scope_}.result();

    EXPECT_GT(result.tracks[0].rules.size(), 100U);
    for (const reports::RuleResult& rule : result.tracks[0].rules) {
        EXPECT_NE(model::rule_at(rule.rule).aws, model::Level::None);
    }
}

TEST_F(FoldTest, ARunThatRanNothingIsInconclusive) {
    const reports::Fold fold{scope_};

    EXPECT_EQ(conclusion_of(fold.result()), Conclusion::Inconclusive);
}

TEST_F(FoldTest, AMustThatIsViolatedFailsTheRunAndAShouldDoesNot) {
    reports::Fold must{scope_};
    reports::Fold should{scope_};
    play_.judgement.exercised["INIT-01"_rule.value] = 1;
    play_.judgement.violations = {{"RTC-12"_rule, 3, "no User-Agent"}};
    should.add(play_);
    play_.judgement.violations = {{"INIT-01"_rule, 3, "two outcomes"}};
    must.add(play_);

    EXPECT_EQ(conclusion_of(should.result()), Conclusion::AllHeld);
    EXPECT_EQ(summary_of(should.result()).warnings, 1U);
    EXPECT_EQ(conclusion_of(must.result()), Conclusion::Violated);
}

TEST_F(FoldTest, AnUnmetExpectationFailsTheRun) {
    reports::Fold fold{scope_};
    play_.judgement.exercised["INIT-01"_rule.value] = 1;
    play_.mismatches = {{8, "invoke 1: expected success, got failure"}};

    fold.add(play_);

    EXPECT_EQ(conclusion_of(fold.result()), Conclusion::Violated);
}

TEST_F(FoldTest, AScenarioThatMissesItsOwnRuleMakesTheRunInconclusive) {
    reports::Fold fold{scope_};
    play_.judgement.exercised["INIT-01"_rule.value] = 1;
    play_.not_exercised = {"INIT-02"_rule};

    fold.add(play_);

    EXPECT_EQ(conclusion_of(fold.result()), Conclusion::Inconclusive);
}

TEST_F(FoldTest, WhatWasBrokenCountsMoreThanWhatCouldNotBePlayed) {
    reports::Fold fold{scope_};
    fold.fail(play_.track, "INIT/other", {model::ErrorKind::Environment, "no port", ""});
    EXPECT_EQ(conclusion_of(fold.result()), Conclusion::NotPlayed);

    play_.judgement.violations = {{"INIT-01"_rule, 3, "two outcomes"}};
    fold.add(play_);

    EXPECT_EQ(conclusion_of(fold.result()), Conclusion::Violated);
}

}  // namespace

}  // namespace hourglass::tests
