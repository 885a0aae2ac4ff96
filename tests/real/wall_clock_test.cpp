// The wall clock beside the clock of a run, and what is told by it.
#include "real/wall_clock.hpp"

#include "model/judge/judge.hpp"
#include "model/trace/answer.hpp"
#include "real/http_message.hpp"
#include "tests/real/play.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace hourglass::real {
namespace {

using model::Answer;
using model::Duration;
using model::Kind;
using model::Record;
using namespace std::chrono_literals;

TEST(WallClock, JumpsForNobodyWhoOnlyWaits) {
    WallClock clock{WallClock::SteadyClock::now()};

    for (int i = 0; i < 10'000; ++i) EXPECT_EQ(clock.look(), Duration{});
}

// A look is given up when the processor was elsewhere meanwhile.
Duration jump_of(WallClock& clock) {
    Duration jump{};
    for (int i = 0; i < 1000 && jump == Duration{}; ++i) jump = clock.look();
    return jump;
}

TEST(WallClock, IsSeenToJumpOnce) {
    WallClock clock{WallClock::SteadyClock::now()};
    clock.step(Duration{}, 1h);

    const Duration jump = jump_of(clock);

    EXPECT_GT(jump, 1h - 20ms);
    EXPECT_LT(jump, 1h + 20ms);
    EXPECT_EQ(clock.look(), Duration{});
}

TEST(WallClock, MovesDeadlinesAndNothingElse) {
    WallClock clock{WallClock::SteadyClock::now()};
    clock.step(Duration{}, -1h);
    const Duration jump = jump_of(clock);
    Record event{.amount = 5, .kind = Kind::CallAnswered};
    event.code = static_cast<std::uint16_t>(Answer::InvokeEvent);
    const Record timer{.amount = 5, .kind = Kind::TimerArmed};

    EXPECT_EQ(clock.told(event).amount, 5 + jump.count());
    EXPECT_EQ(clock.told(timer), timer);
}

// The milliseconds that an event leaves to whoever looks at the wall clock now.
std::int64_t time_left(const HttpReply& event) {
    constexpr std::string_view name = "Lambda-Runtime-Deadline-Ms: ";
    const std::size_t at = event.headers.find(name);
    if (at == std::string::npos) return -1;
    return std::strtoll(event.headers.c_str() + at + name.size(), nullptr, 10) - wall_now_ms();
}

TEST(WallClock, IsTheOneThatARuntimeIsToldDeadlinesBy) {
    const auto scenario = scenario_with(R"("runtime": ["next", "respond", "repeat"],
        "config": {"function_timeout": "5s"}, "world": {"clock_step": ["50ms", "-3600s"]},
        "invoker": ["init", "invoke", "wait 100ms", "invoke"])");
    ProcessOptions options = options_for(model::ProfileName::Aws);
    std::vector<std::int64_t> left;
    options.defect = [&left](const Record& answered, const HttpReply& reply) {
        if (model::code_of<Answer>(answered) == Answer::InvokeEvent)
            left.push_back(time_left(reply));
    };

    const model::Trace trace = play(scenario, options);

    constexpr std::int64_t hour_ms = 3'600'000;
    constexpr std::int64_t blur_ms = 20;  // of two looks at two clocks
    ASSERT_EQ(left.size(), 2U);
    EXPECT_GT(left[0], 0);
    EXPECT_LE(left[0], 5'000);
    EXPECT_GT(left[1], -hour_ms - blur_ms);
    EXPECT_LE(left[1], 5'000 + blur_ms - hour_ms);
    EXPECT_EQ(records_of(trace, Kind::ClockStepped).size(), 1U);
    EXPECT_TRUE(model::judge(trace).ok());
}

}  // namespace
}  // namespace hourglass::real
