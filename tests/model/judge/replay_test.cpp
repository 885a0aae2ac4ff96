#include "model/judge/replay.hpp"

#include "model/lifecycle/effects.hpp"
#include "model/lifecycle/platform.hpp"
#include "model/trace/format.hpp"
#include "tests/model/judge/trace_changes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hourglass::model {
namespace {

using testing::HasSubstr;

// What the machine makes of these events.
Trace played(const std::vector<Record>& events) {
    Trace trace;
    Platform platform{trace.header.setup};
    Effects effects;
    for (const Record& event : events) {
        platform.step(event, effects);
        trace.records.push_back(event);
        trace.records.insert(trace.records.end(), effects.begin(), effects.end());
    }
    trace.records.push_back({.at = instant_at(1s), .kind = Kind::End});
    return trace;
}

Trace init_and_poll() {
    return played({{.kind = Kind::InitAsked},
                   {.at = instant_at(std::chrono::milliseconds{2}),
                    .call = CallId{1},
                    .generation = 1,
                    .kind = Kind::RuntimeNextCalled}});
}

TEST(Replay, FindsNothingInTheMachinesOwnTrace) {
    EXPECT_FALSE(replay(init_and_poll()).has_value());
}

TEST(Replay, FindsNothingAfterATraceWasWrittenAndRead) {
    const auto read = read_trace(write_trace(init_and_poll()), "t");

    ASSERT_TRUE(read.has_value());
    EXPECT_FALSE(replay(*read).has_value());
}

TEST(Replay, NamesTheFirstRecordThatIsDifferent) {
    const Trace trace = changed(init_and_poll(), Kind::InitDone, [](Record& one) {
        one.code = static_cast<std::uint16_t>(Outcome::Failure);
    });

    const auto divergence = replay(trace);

    ASSERT_TRUE(divergence.has_value());
    EXPECT_EQ(trace.records[divergence->record].kind, Kind::InitDone);
    EXPECT_THAT(divergence->expected, HasSubstr(R"("outcome":"Success")"));
    EXPECT_THAT(divergence->seen, HasSubstr(R"("outcome":"Failure")"));
}

TEST(Replay, MissesAnEffectThatIsLeftOut) {
    const auto divergence = replay(without(init_and_poll(), Kind::SandboxFrozen));

    ASSERT_TRUE(divergence.has_value());
    EXPECT_THAT(divergence->expected, HasSubstr("SandboxFrozen"));
}

TEST(Replay, RefusesAnEffectTooMany) {
    const auto divergence = replay(doubled(init_and_poll(), Kind::SandboxFrozen));

    ASSERT_TRUE(divergence.has_value());
    EXPECT_EQ(divergence->expected, "nothing more from this event");
}

TEST(Replay, LetsNoTimerFireBeforeItIsDue) {
    const Trace init = played({{.kind = Kind::InitAsked}});
    const auto armed = std::ranges::find(init.records, Kind::TimerArmed, &Record::kind);
    ASSERT_NE(armed, init.records.end());
    Record fires{.call = armed->call, .code = armed->code, .kind = Kind::TimerFired};

    fires.at = instant_at(std::chrono::milliseconds{900});
    const auto divergence = replay(played({{.kind = Kind::InitAsked}, fires}));

    ASSERT_TRUE(divergence.has_value());
    EXPECT_THAT(divergence->expected, HasSubstr(std::to_string(armed->amount)));
    fires.at = Instant{Duration{armed->amount}};
    EXPECT_FALSE(replay(played({{.kind = Kind::InitAsked}, fires})).has_value());
}

TEST(Replay, FollowsTheWallClockThroughItsSteps) {
    Trace trace =
        played({{.amount = 1'000'000'000, .invoke = InvokeId{1}, .kind = Kind::InvokeAsked},
                {.at = instant_at(std::chrono::milliseconds{2}),
                 .call = CallId{1},
                 .generation = 1,
                 .kind = Kind::RuntimeNextCalled}});
    const auto polls = std::ranges::find(trace.records, Kind::RuntimeNextCalled, &Record::kind);
    trace.records.insert(polls, {.at = polls->at, .amount = 5000, .kind = Kind::ClockStepped});

    EXPECT_TRUE(replay(trace).has_value());
    trace = changed(std::move(trace), Answer::InvokeEvent, [](Record& one) { one.amount += 5000; });
    EXPECT_FALSE(replay(trace).has_value());
}

TEST(Replay, JudgesATraceThatStopsWithinAStepAsFarAsItGoes) {
    Trace trace = init_and_poll();
    trace.records.resize(trace.records.size() - 3);

    EXPECT_FALSE(replay(trace).has_value());
}

TEST(Replay, RefusesAnEventThatNoPlatformCanTake) {
    Trace trace = init_and_poll();
    trace.records.insert(trace.records.begin() + 1,
                         {.kind = Kind::ProcessExited, .who = Who::Extension, .slot = 200});

    const auto divergence = replay(trace);

    ASSERT_TRUE(divergence.has_value());
}

TEST(Replay, IsPartOfJudgingAWhiteTrace) {
    Trace trace = without(init_and_poll(), Kind::SandboxFrozen);

    EXPECT_TRUE(judge(trace).divergence.has_value());
    EXPECT_FALSE(judge(trace).ok());

    trace.header.view = View::Black;

    EXPECT_FALSE(judge(trace).divergence.has_value());
}

}  // namespace
}  // namespace hourglass::model
