// Whole runs on real processes.
#include "tests/real/play.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hourglass::real {
namespace {

using model::Kind;
using model::Outcome;
using model::ProfileName;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(ProcessBackend, AnswersAnInvokeWithWhatTheRuntimePosted) {
    const model::Trace trace = play(R"("runtime": ["next", "respond", "repeat"],
        "invoker": ["init", {"do": "invoke", "payload": "hello"}])");

    const auto answers = records_of(trace, Kind::InvokeAnswered);

    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(trace.payloads.at(answers[0].payload.value - 1), "hello");
}

TEST(ProcessBackend, InvokesAgainAfterACrash) {
    const model::Trace trace =
        play(R"("runtime": [["next", "crash"], ["next", "respond", "repeat"]],
        "invoker": ["init", "invoke", "invoke"])");

    EXPECT_THAT(outcomes_of(trace, Kind::InvokeDone),
                ElementsAre(Outcome::Failure, Outcome::Success));
    EXPECT_THAT(texts_of(trace, Kind::Leak), IsEmpty());
}

TEST(ProcessBackend, EndsARuntimeThatTakesTooLong) {
    const model::Trace trace = play(R"("runtime": [["next", "hang"], ["next", "respond", "repeat"]],
        "config": {"function_timeout": "50ms"}, "invoker": ["init", "invoke", "invoke"])");

    EXPECT_THAT(outcomes_of(trace, Kind::InvokeDone),
                ElementsAre(Outcome::TimedOut, Outcome::Success));
    EXPECT_EQ(records_of(trace, Kind::ProcessStarted).size(), 2U);
}

TEST(ProcessBackend, TellsAnExtensionToShutDown) {
    const model::Trace trace = play(R"("runtime": ["next", "respond", "repeat"],
        "extensions": [{"name": "logs", "program": {"steps":
            ["register INVOKE SHUTDOWN", "next", "repeat"],
            "on_shutdown": ["print bye", "exit 0"]}}],
        "invoker": ["init", "invoke", "shutdown"])");

    EXPECT_THAT(texts_of(trace, Kind::OutputLine), Contains("bye"));
    EXPECT_THAT(texts_of(trace, Kind::Leak), IsEmpty());
}

TEST(ProcessBackend, StartsNoExtensionThatIsDisabled) {
    const model::Trace trace = play(R"("runtime": ["next", "respond", "repeat"],
        "config": {"disable_extensions": true},
        "extensions": [{"name": "logs", "program": ["register INVOKE SHUTDOWN", "next", "repeat"]}],
        "invoker": ["init", "invoke"])");

    EXPECT_EQ(records_of(trace, Kind::ProcessStarted).size(), 1U);
    EXPECT_THAT(outcomes_of(trace, Kind::InvokeDone), ElementsAre(Outcome::Success));
}

TEST(ProcessBackend, PlaysInternalExtensionsInsideTheRuntime) {
    const model::Trace trace = play(R"("runtime": ["work 20ms", "next", "respond", "repeat"],
        "extensions": [{"name": "inside", "kind": "internal",
            "program": ["register INVOKE", "next", "repeat"]}],
        "invoker": ["init", "invoke", "reset", "invoke"])");

    EXPECT_THAT(outcomes_of(trace, Kind::InvokeDone),
                ElementsAre(Outcome::Success, Outcome::Success));
    EXPECT_EQ(records_of(trace, Kind::ProcessStarted).size(), 2U);
}

}  // namespace
}  // namespace hourglass::real
