// What surrounds the processes: freezing, memory, responses on their way.
#include "tests/real/play.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace hourglass::real {
namespace {

using model::Kind;
using model::Record;
using model::StreamEnd;
using model::Trace;
using testing::ElementsAre;

std::int64_t sum_of(const Trace& trace, Kind kind) {
    const auto records = records_of(trace, kind);
    return std::accumulate(
        records.begin(), records.end(), std::int64_t{0},
        [](std::int64_t sum, const Record& record) { return sum + record.amount; });
}

std::vector<StreamEnd> ends_of(const Trace& trace) {
    std::vector<StreamEnd> ends;
    for (const Record& record : records_of(trace, Kind::StreamEnded)) {
        ends.push_back(model::code_of<StreamEnd>(record));
    }
    return ends;
}

// The background prints "two" 40 ms after "one"; in between the sandbox is frozen for 300 ms.
TEST(AFrozenSandbox, GoesOnWithItsBackgroundWorkAfterTheThaw) {
    const Trace trace = play(R"(
        "runtime": ["next", "work 200ms", "respond", "repeat"],
        "extensions": [{"name": "background", "kind": "internal",
                        "program": ["print one", "work 100ms", "print two"]}],
        "invoker": ["init", "wait 300ms", "invoke"])");

    const auto lines = records_of(trace, Kind::OutputLine);
    const auto thaws = records_of(trace, Kind::SandboxThawed);
    ASSERT_EQ(lines.size(), 2U);
    ASSERT_FALSE(thaws.empty());
    EXPECT_GT(lines[1].at, thaws.front().at);
}

TEST(ALimitOfMemory, EndsTheRuntimeThatTakesMore) {
    const Trace trace = play(R"(
        "world": {"memory_limit": 33554432},
        "runtime": [["next", "allocate 300000000 bytes", "respond"], ["next", "respond"]],
        "invoker": ["init", "invoke"])");

    const auto exits = records_of(trace, Kind::ProcessExited);
    ASSERT_FALSE(exits.empty());
    EXPECT_EQ(exits.front().flags, model::exited_by_signal | model::out_of_memory);
    EXPECT_THAT(texts_of(trace, Kind::InvokeDone), ElementsAre("Runtime.OutOfMemory"));
}

TEST(AStreamedResponse, IsPassedOnWhileItComes) {
    const Trace trace = play(R"(
        "runtime": ["next", "respond streaming 4000 bytes in 4 chunks every 30ms", "repeat"],
        "invoker": ["init", {"do": "invoke", "direct": "streaming"}])");

    EXPECT_GE(records_of(trace, Kind::ChunkPassed).size(), 3U);
    EXPECT_EQ(sum_of(trace, Kind::ChunkPassed), 4000);
    EXPECT_THAT(ends_of(trace), ElementsAre(StreamEnd::Complete));
}

TEST(AStreamedResponse, TellsTheErrorOfItsTrailers) {
    const Trace trace = play(R"(
        "runtime": ["next", "respond streaming 90 bytes in 3 chunks then fail Function.Midway",
                    "repeat"],
        "invoker": ["init", {"do": "invoke", "direct": "streaming"}])");

    EXPECT_THAT(texts_of(trace, Kind::StreamEnded), ElementsAre("Function.Midway"));
}

TEST(AStreamedResponse, IsTruncatedWhereItBreaksOff) {
    const Trace trace = play(R"(
        "config": {"function_timeout": "300ms"},
        "runtime": ["next", "respond streaming 90 bytes in 3 chunks then break off", "hang"],
        "invoker": ["init", {"do": "invoke", "direct": "streaming"}])");

    EXPECT_THAT(ends_of(trace), ElementsAre(StreamEnd::Truncated));
    EXPECT_THAT(texts_of(trace, Kind::StreamEnded), ElementsAre("Runtime.TruncatedResponse"));
}

TEST(AStreamedResponse, IsCutByATimeout) {
    const Trace trace = play(R"(
        "config": {"function_timeout": "250ms"},
        "runtime": [["next", "respond streaming 900 bytes in 90 chunks every 20ms", "next"],
                    ["next", "respond", "repeat"]],
        "invoker": ["init", {"do": "invoke", "direct": "streaming"}, "invoke"])");

    EXPECT_THAT(ends_of(trace), ElementsAre(StreamEnd::Truncated));
    EXPECT_THAT(texts_of(trace, Kind::StreamEnded), ElementsAre("Sandbox.Timeout"));
    EXPECT_EQ(outcomes_of(trace, Kind::InvokeDone).back(), model::Outcome::Success);
}

TEST(AStreamedResponse, IsShapedBeyondItsBurst) {
    const Trace trace = play(R"(
        "config": {"stream": {"burst": 32768, "rate": 65536}},
        "runtime": ["next", "respond streaming 49152 bytes in 2 chunks", "repeat"],
        "invoker": ["init", {"do": "invoke", "direct": "streaming"}])");

    const auto passed = records_of(trace, Kind::ChunkPassed);
    ASSERT_GE(passed.size(), 2U);
    EXPECT_GE(passed.back().at - passed.front().at, std::chrono::milliseconds{240});
}

TEST(ADirectCaller, GetsOneByteBeyondItsLimitOfAResponseTakenWhole) {
    const Trace trace = play(R"(
        "config": {"stream": {"limit": 100}},
        "runtime": ["next", "respond 101 bytes", "repeat"],
        "invoker": ["init", {"do": "invoke", "direct": "buffered"}])",
                             model::ProfileName::Rapid);

    EXPECT_THAT(ends_of(trace), ElementsAre(StreamEnd::Oversized));
    EXPECT_EQ(records_of(trace, Kind::StreamEnded).front().amount, 101);
}

TEST(AResponseThatBreaksOff, IsNoResponse) {
    const Trace trace = play(R"(
        "config": {"function_timeout": "300ms"},
        "runtime": [["next", "respond breaking off 1000 bytes", "hang"],
                    ["next", "respond", "repeat"]],
        "invoker": ["init", "invoke", "invoke"])");

    EXPECT_EQ(records_of(trace, Kind::UploadBroken).size(), 1U);
    EXPECT_THAT(outcomes_of(trace, Kind::InvokeDone),
                ElementsAre(model::Outcome::TimedOut, model::Outcome::Success));
}

}  // namespace
}  // namespace hourglass::real
