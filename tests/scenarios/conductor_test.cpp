// The invoker's part, played over a backend whose answers each test lays down.
#include "scenarios/conductor.hpp"

#include "tests/scenarios/scripted_backend.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hourglass::scenarios {
namespace {

using model::Kind;
using model::Record;
using namespace std::chrono_literals;
using Later = ScriptedBackend::Later;

Record record_of(Kind kind, std::uint32_t invoke = 0, std::uint16_t code = 0) {
    Record record{};
    record.kind = kind;
    record.invoke = {invoke};
    record.code = code;
    return record;
}

Record with_text(Record record, model::TextId text) {
    record.text = text;
    return record;
}

std::uint16_t code_of(model::Outcome outcome) {
    return static_cast<std::uint16_t>(outcome);
}

InvokerStep step_of(Ask ask, Waiting waiting = Waiting::Foreground) {
    InvokerStep step;
    step.ask = ask;
    step.waiting = waiting;
    return step;
}

InvokerStep wait_for(model::Duration time) {
    InvokerStep step = step_of(Ask::Wait);
    step.time = time;
    return step;
}

std::vector<Kind> kinds_of(const model::Trace& trace) {
    std::vector<Kind> kinds;
    for (const Record& record : trace.records) kinds.push_back(record.kind);
    return kinds;
}

Later later(model::Duration delay, Record record) {
    return {.delay = delay, .record = record};
}

class ConductorTest : public testing::Test {
protected:
    model::Trace play() {
        auto trace = conduct(backend_, scenario_);
        EXPECT_TRUE(trace.has_value());
        return std::move(trace).value_or(model::Trace{});
    }

    void answer_invoke(std::uint32_t id, model::Duration delay, model::Outcome outcome) {
        backend_.after(Kind::InvokeAsked, id,
                       {later(delay, record_of(Kind::InvokeAnswered, id)),
                        {delay, record_of(Kind::InvokeDone, id, code_of(outcome))}});
    }

    ScriptedBackend backend_;
    Scenario scenario_;
};

TEST_F(ConductorTest, WaitsForTheAnswerOfAForegroundStep) {
    scenario_.invoker = {step_of(Ask::Init), step_of(Ask::Shutdown)};
    backend_.after(Kind::InitAsked, 1, {{30ms, record_of(Kind::InitDone)}});
    backend_.after(Kind::ShutdownAsked, 1, {{5ms, record_of(Kind::ShutdownDone)}});

    const model::Trace trace = play();

    EXPECT_THAT(kinds_of(trace),
                testing::ElementsAre(Kind::InitAsked, Kind::InitDone, Kind::ShutdownAsked,
                                     Kind::ShutdownDone, Kind::End));
    EXPECT_EQ(trace.records[2].at, model::instant_at(30ms));
}

TEST_F(ConductorTest, GoesOnAtOnceAfterABackgroundStep) {
    scenario_.invoker = {step_of(Ask::Invoke, Waiting::Background), wait_for(10ms),
                         step_of(Ask::Reset)};
    answer_invoke(1, 40ms, model::Outcome::Success);
    backend_.after(Kind::ResetAsked, 1, {{5ms, record_of(Kind::ResetDone)}});

    const model::Trace trace = play();

    EXPECT_EQ(trace.records[1].kind, Kind::ResetAsked);
    EXPECT_EQ(trace.records[1].at, model::instant_at(10ms));
}

TEST_F(ConductorTest, AwaitsEverythingThatWasAskedInTheBackground) {
    scenario_.invoker = {step_of(Ask::Invoke, Waiting::Background), step_of(Ask::AwaitAll),
                         step_of(Ask::Init)};
    answer_invoke(1, 40ms, model::Outcome::Success);
    backend_.after(Kind::InitAsked, 1, {{0ms, record_of(Kind::InitDone)}});

    const model::Trace trace = play();

    EXPECT_EQ(trace.records[3].kind, Kind::InitAsked);
    EXPECT_EQ(trace.records[3].at, model::instant_at(40ms));
}

TEST_F(ConductorTest, NumbersInvokesFromOneAndSpendsAReservationOnTheNextInvoke) {
    scenario_.invoker = {step_of(Ask::Invoke), step_of(Ask::Reserve), step_of(Ask::Invoke)};
    answer_invoke(1, 1ms, model::Outcome::Success);
    backend_.after(Kind::ReserveAsked, 1, {{1ms, record_of(Kind::ReserveAnswered, 2)}});
    answer_invoke(2, 1ms, model::Outcome::Success);

    const model::Trace trace = play();

    EXPECT_EQ(trace.records[0].invoke.value, 1U);
    EXPECT_EQ(trace.records[3].invoke.value, 2U);
    EXPECT_EQ(trace.records[5].invoke.value, 2U);
}

TEST_F(ConductorTest, TellsBudgetsAndReasonsOrThatThereIsNone) {
    InvokerStep reset = step_of(Ask::Reset);
    reset.text = "failure";
    scenario_.invoker = {reset, step_of(Ask::Shutdown)};
    scenario_.invoker[1].budget = 0ms;
    backend_.after(Kind::ResetAsked, 1, {{0ms, record_of(Kind::ResetDone)}});
    backend_.after(Kind::ShutdownAsked, 1, {{0ms, record_of(Kind::ShutdownDone)}});

    const model::Trace trace = play();

    EXPECT_EQ(trace.texts.text_of(trace.records[0].text), "failure");
    EXPECT_EQ(trace.records[0].amount, model::no_amount);
    EXPECT_EQ(trace.records[2].amount, 0);
}

TEST_F(ConductorTest, DoesNotTakeAnAutomaticResetForTheOneItAskedFor) {
    InvokerStep reset = step_of(Ask::Reset);
    reset.text = "failure";
    scenario_.invoker = {reset, step_of(Ask::Init)};
    const Record automatic = with_text(record_of(Kind::ResetDone), backend_.text("timeout"));
    const Record asked = with_text(record_of(Kind::ResetDone), backend_.text("failure"));
    backend_.after(Kind::ResetAsked, 1, {later(1ms, automatic), {9ms, asked}});
    backend_.after(Kind::InitAsked, 1, {{0ms, record_of(Kind::InitDone)}});

    const model::Trace trace = play();

    EXPECT_EQ(trace.records[3].kind, Kind::InitAsked);
    EXPECT_EQ(trace.records[3].at, model::instant_at(9ms));
}

TEST_F(ConductorTest, StaysForTheResetThatFollowsAFailure) {
    scenario_.invoker = {step_of(Ask::Invoke)};
    backend_.after(Kind::InvokeAsked, 1,
                   {later(1ms, record_of(Kind::InvokeAnswered, 1)),
                    later(1ms, record_of(Kind::InvokeDone, 1, code_of(model::Outcome::Failure))),
                    later(2ms, record_of(Kind::ProcessSignal)),
                    {900ms, record_of(Kind::ResetDone)}});

    const model::Trace trace = play();

    EXPECT_THAT(kinds_of(trace), testing::Contains(Kind::ResetDone));
    EXPECT_LT(trace.records.back().at, model::instant_at(1s));
}

TEST_F(ConductorTest, EndsAtTheHorizonWhenNothingIsAnswered) {
    scenario_.invoker = {step_of(Ask::Init), step_of(Ask::Reset)};
    scenario_.horizon = 2s;

    const model::Trace trace = play();

    EXPECT_THAT(kinds_of(trace), testing::ElementsAre(Kind::InitAsked, Kind::End));
    EXPECT_EQ(trace.records.back().at, model::instant_at(2s));
}

TEST_F(ConductorTest, EndsWhenItIsAskedToStop) {
    scenario_.invoker = {step_of(Ask::Init), step_of(Ask::Reset)};
    int questions = 0;

    const auto trace = conduct(backend_, scenario_, [&] { return ++questions > 3; });

    ASSERT_TRUE(trace.has_value());
    EXPECT_THAT(kinds_of(*trace), testing::ElementsAre(Kind::InitAsked, Kind::End));
    EXPECT_LT(trace->records.back().at, model::instant_at(1s));
}

TEST_F(ConductorTest, HandsOnTheErrorOfABackend) {
    scenario_.invoker = {step_of(Ask::Restore)};
    backend_.refuse(Kind::RestoreAsked);

    const auto trace = conduct(backend_, scenario_);

    ASSERT_FALSE(trace.has_value());
    EXPECT_EQ(trace.error().kind, model::ErrorKind::Environment);
}

}  // namespace
}  // namespace hourglass::scenarios
