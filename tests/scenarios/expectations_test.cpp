// What a scenario expects, held against traces written by hand.
#include "scenarios/conductor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hourglass::scenarios {
namespace {

using model::Kind;
using model::Outcome;
using model::Reply;

class ExpectationsTest : public testing::Test {
protected:
    void asks(Kind kind, std::uint32_t invoke = 0) { add(kind, invoke, 0, {}); }
    void answers(std::uint32_t invoke, Reply reply, std::string_view error = "") {
        add(Kind::InvokeAnswered, invoke, static_cast<std::uint16_t>(reply), error);
    }
    void ends(Kind kind, Outcome outcome, std::string_view error = "") {
        add(kind, 0, static_cast<std::uint16_t>(outcome), error);
    }
    void ends_invoke(std::uint32_t invoke, Outcome outcome, std::string_view error = "") {
        add(Kind::InvokeDone, invoke, static_cast<std::uint16_t>(outcome), error);
    }
    void expects(Expectation expectation) {
        scenario_.expectations.push_back(std::move(expectation));
    }
    std::string complaint() const {
        const auto found = mismatches(scenario_, trace_);
        return found.empty() ? "" : found.front().message;
    }

    Scenario scenario_;
    model::Trace trace_;

private:
    void add(Kind kind, std::uint32_t invoke, std::uint16_t code, std::string_view text) {
        model::Record record{};
        record.kind = kind;
        record.invoke = {invoke};
        record.code = code;
        record.text = trace_.texts.intern(text);
        trace_.records.push_back(record);
    }
};

Expectation of(Ask ask, std::uint32_t ordinal, Expected outcome, std::string error = "") {
    Expectation expectation;
    expectation.ask = ask;
    expectation.ordinal = ordinal;
    expectation.outcome = outcome;
    expectation.error_type = std::move(error);
    return expectation;
}

// From outside an invoke's end is not seen, and a payload may be a response or an error.
TEST_F(ExpectationsTest, OfAnOutsiderAreMetByWhatTheReplyMayMean) {
    trace_.header.view = model::View::Black;
    asks(Kind::InvokeAsked, 1);
    answers(1, Reply::Response);
    expects(of(Ask::Invoke, 1, Expected::Failure, "Runtime.NoHandler"));

    EXPECT_EQ(complaint(), "");
}

TEST_F(ExpectationsTest, OfAnOutsiderAreBrokenByWhatTheReplyCannotMean) {
    trace_.header.view = model::View::Black;
    asks(Kind::InvokeAsked, 1);
    answers(1, Reply::PlatformError, "Runtime.ExitError");
    expects(of(Ask::Invoke, 1, Expected::Success));

    EXPECT_EQ(complaint(), "invoke 1: expected success, got failure Runtime.ExitError");
}

TEST_F(ExpectationsTest, OfAnOutsiderAreBrokenByAnotherErrorThatIsTold) {
    trace_.header.view = model::View::Black;
    asks(Kind::InvokeAsked, 1);
    answers(1, Reply::PlatformError, "Runtime.ExitError");
    expects(of(Ask::Invoke, 1, Expected::Failure, "Runtime.NoHandler"));

    EXPECT_EQ(complaint(),
              "invoke 1: expected failure Runtime.NoHandler, got failure Runtime.ExitError");
}

TEST_F(ExpectationsTest, AreMetByWhatTheySay) {
    asks(Kind::InitAsked);
    ends(Kind::InitDone, Outcome::Failure, "Runtime.ExitError");
    asks(Kind::InvokeAsked, 1);
    answers(1, Reply::FunctionError, "Function.Oops");
    ends_invoke(1, Outcome::Success);
    expects(of(Ask::Init, 1, Expected::Failure, "Runtime.ExitError"));
    expects(of(Ask::Invoke, 1, Expected::FunctionError, "Function.Oops"));

    EXPECT_EQ(complaint(), "");
}

TEST_F(ExpectationsTest, NameWhatCameInstead) {
    asks(Kind::InvokeAsked, 1);
    answers(1, Reply::Response);
    ends_invoke(1, Outcome::Success);
    expects(of(Ask::Invoke, 1, Expected::TimedOut));

    EXPECT_EQ(complaint(), "invoke 1: expected timed_out, got success");
}

TEST_F(ExpectationsTest, NameTheOtherErrorType) {
    asks(Kind::InitAsked);
    ends(Kind::InitDone, Outcome::Failure, "Extension.Crash");
    expects(of(Ask::Init, 1, Expected::Failure, "Runtime.ExitError"));

    EXPECT_EQ(complaint(),
              "init 1: expected failure Runtime.ExitError, got failure Extension.Crash");
}

TEST_F(ExpectationsTest, CountAnInvokeThatFailedAfterItsResponseAsFailed) {
    asks(Kind::InvokeAsked, 1);
    answers(1, Reply::Response);
    ends_invoke(1, Outcome::Failure, "Runtime.ExitError");
    expects(of(Ask::Invoke, 1, Expected::Failure, "Runtime.ExitError"));

    EXPECT_EQ(complaint(), "");
}

TEST_F(ExpectationsTest, TakeAnAnswerThatComesAfterTheEnd) {
    asks(Kind::InvokeAsked, 1);
    ends_invoke(1, Outcome::Success);
    answers(1, Reply::FunctionError, "Function.Oops");
    expects(of(Ask::Invoke, 1, Expected::FunctionError));

    EXPECT_EQ(complaint(), "");
}

TEST_F(ExpectationsTest, SayWhenThereIsNoAnswer) {
    asks(Kind::InvokeAsked, 1);
    expects(of(Ask::Invoke, 1, Expected::Success));

    EXPECT_EQ(complaint(), "invoke 1: expected success, got no answer");
}

TEST_F(ExpectationsTest, SayWhenItWasNeverAsked) {
    expects(of(Ask::Reset, 2, Expected::Success));

    EXPECT_EQ(complaint(), "reset 2: expected success, was never asked");
}

TEST_F(ExpectationsTest, OfAnotherProfileAreLeftOut) {
    Expectation expectation = of(Ask::Invoke, 1, Expected::Success);
    expectation.profile = model::ProfileName::Rapid;
    expects(expectation);

    EXPECT_EQ(complaint(), "");
}

TEST_F(ExpectationsTest, DoNotTakeASuppressedInitForTheInitThatWasAsked) {
    asks(Kind::InitAsked);
    ends(Kind::InitDone, Outcome::Failure);
    trace_.records.back().flags = model::phase_invoke;
    ends(Kind::InitDone, Outcome::Success);
    expects(of(Ask::Init, 1, Expected::Success));

    EXPECT_EQ(complaint(), "");
}

TEST(NotExercised, NamesTheRulesThatTheJudgeNeverSaw) {
    using model::literals::operator""_rule;
    Scenario scenario;
    scenario.rules = {"INIT-01"_rule, "INIT-07"_rule, "INIT-30"_rule};
    model::Judgement judgement;
    judgement.exercised.at("INIT-01"_rule.value) = 2;

    EXPECT_THAT(not_exercised(scenario, judgement),
                testing::ElementsAre("INIT-07"_rule, "INIT-30"_rule));
    EXPECT_THAT(not_exercised(scenario, judgement, model::ProfileName::Rapid),
                testing::ElementsAre("INIT-07"_rule));
}

TEST(NotExercised, LeavesOutWhatNothingChecksYet) {
    Scenario scenario;
    for (std::uint16_t index = 1; index <= model::catalogue.size(); ++index) {
        scenario.rules.push_back({index});
    }

    for (const model::RuleIndex rule : not_exercised(scenario, model::Judgement{})) {
        EXPECT_TRUE(model::has_monitor(rule)) << model::rule_at(rule).id;
    }
}

}  // namespace
}  // namespace hourglass::scenarios
