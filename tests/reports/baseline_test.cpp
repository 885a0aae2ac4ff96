#include "reports/baseline.hpp"

#include "tests/reports/sample.hpp"

#include <gmock/gmock.h>

namespace hourglass::tests {

namespace {

using namespace model::literals;
using reports::Baseline;
using reports::Conclusion;
using reports::Deviation;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class BaselineTest : public testing::Test {
protected:
    BaselineTest() { play_.judgement.exercised["INIT-02"_rule.value] = 1; }

    // What the sample play breaks when it breaks INIT-01.
    Deviation first_rule() const {
        return {.backend = play_.track.backend,
                .profile = "aws",
                .rule = "INIT-01",
                .scenario = play_.scenario,
                .note = "known"};
    }

    reports::VerifyResult played_with(Baseline baseline) const {
        reports::Scope scope = sample_scope();
        scope.baseline = std::move(baseline);
        reports::Fold fold{scope};
        fold.add(play_);
        return fold.result();
    }

    model::Trace trace_ = sample_trace();
    reports::Play play_ = sample_play(trace_);
};

TEST_F(BaselineTest, WhatItAcceptsDoesNotFailTheRun) {
    play_.judgement.violations = {{"INIT-01"_rule, 3, "two outcomes"}};

    const auto result = played_with({.accepted = {first_rule()}});

    EXPECT_EQ(conclusion_of(result), Conclusion::AllHeld);
    EXPECT_EQ(summary_of(result).accepted, 1U);
    EXPECT_EQ(summary_of(result).violated, 0U);
    EXPECT_THAT(result.deviations, ElementsAre(first_rule()));
    EXPECT_THAT(result.fixed, IsEmpty());
}

TEST_F(BaselineTest, AnotherRuleOfTheSameScenarioStillFailsTheRun) {
    play_.judgement.violations = {{"INIT-01"_rule, 3, "two outcomes"},
                                  {"INIT-02"_rule, 3, "too late"}};

    const auto result = played_with({.accepted = {first_rule()}});

    EXPECT_EQ(conclusion_of(result), Conclusion::Violated);
    EXPECT_EQ(summary_of(result).violated, 1U);
}

TEST_F(BaselineTest, TheSameRuleInAnotherScenarioStillFailsTheRun) {
    play_.judgement.violations = {{"INIT-01"_rule, 3, "two outcomes"}};
    Deviation elsewhere = first_rule();
    elsewhere.scenario = "INV/other";

    const auto result = played_with({.accepted = {elsewhere}});

    EXPECT_EQ(conclusion_of(result), Conclusion::Violated);
    EXPECT_THAT(result.fixed, IsEmpty()) << "INV/other was not played";
}

TEST_F(BaselineTest, AnOutcomeThatWasNotExpectedIsAcceptedByScenario) {
    play_.mismatches = {{3, "not as expected"}};
    Deviation outcome = first_rule();
    outcome.rule.clear();

    EXPECT_EQ(conclusion_of(played_with({.accepted = {first_rule()}})), Conclusion::Violated);
    EXPECT_EQ(conclusion_of(played_with({.accepted = {outcome}})), Conclusion::AllHeld);
}

TEST_F(BaselineTest, WhatIsPlayedAgainAndDoesNotShowIsFixed) {
    EXPECT_THAT(played_with({.accepted = {first_rule()}}).fixed, ElementsAre(first_rule()));
}

TEST_F(BaselineTest, IsReadAsItWasWritten) {
    Deviation outcome = first_rule();
    outcome.rule.clear();
    outcome.note.clear();
    const Baseline baseline{.accepted = {first_rule(), outcome}};

    const auto read = reports::read_baseline(reports::to_json(baseline), "known.json");

    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->accepted, baseline.accepted);
}

TEST_F(BaselineTest, SaysWhatIsWrongWithAFile) {
    const auto complaint_of = [](std::string_view json) {
        const auto read = reports::read_baseline(json, "known.json");
        return read ? std::string{"none"} : read.error().message;
    };

    EXPECT_THAT(complaint_of("[]"), HasSubstr("known.json"));
    EXPECT_THAT(complaint_of(R"({"version": 2, "accepted": []})"), HasSubstr("newer than 1"));
    EXPECT_THAT(complaint_of(R"({"version": 1, "accepted": [{"rule": "NO-1", "backend": "rie",
                                  "profile": "aws", "scenario": "INV/a"}]})"),
                HasSubstr("NO-1 is no rule"));
    EXPECT_THAT(complaint_of(R"({"version": 1, "accepted": [{"rule": "INIT-01", "backend": "",
                                  "profile": "aws", "scenario": "INV/a"}]})"),
                HasSubstr("lacks its scenario or its backend"));
}

}  // namespace

}  // namespace hourglass::tests
