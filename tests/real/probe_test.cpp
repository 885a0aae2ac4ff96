// The probe plays its program as scenarios/program.hpp says; what the library does not show.
#include "real/probe_program.hpp"
#include "tests/real/play.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

namespace hourglass::real {
namespace {

using namespace std::chrono_literals;
using model::Kind;
using model::Record;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string extension_beside = R"("extensions": [{"name": "logs",
    "program": ["register SHUTDOWN", "next", "repeat"]}], )";

std::vector<Record> exits_of_runtime(const model::Trace& trace) {
    auto exits = records_of(trace, Kind::ProcessExited);
    std::erase_if(exits, [](const Record& exit) { return exit.who != model::Who::Runtime; });
    return exits;
}

model::Duration time_of_reset(const model::Trace& trace) {
    return records_of(trace, Kind::ResetDone).at(0).at -
           records_of(trace, Kind::ResetAsked).at(0).at;
}

TEST(Probe, IsTextThatSurvivesEveryByte) {
    scenarios::Program program;
    program.steps.resize(1);
    program.steps[0].op = scenarios::Op::Print;
    program.steps[0].text = "50% of\na line";

    EXPECT_EQ(probe_text(program), "=main\np 0 0 0 50%25 of%0Aa line\n");
}

TEST(Probe, PrintsWhatItIsTold) {
    const model::Trace trace = play(R"("runtime": ["print 50% of = it", "next"],
        "invoker": ["init"])");

    EXPECT_THAT(texts_of(trace, Kind::OutputLine), ElementsAre("50% of = it"));
}

TEST(Probe, DiesBySigtermUnlessToldOtherwise) {
    const model::Trace trace = play(extension_beside + R"("runtime": ["next", "respond", "repeat"],
        "invoker": ["init", "reset 500ms"])");

    const auto exits = exits_of_runtime(trace);
    ASSERT_EQ(exits.size(), 1U);
    EXPECT_EQ(exits[0].amount, SIGTERM);
    EXPECT_LT(time_of_reset(trace), 200ms);
}

TEST(Probe, TurnsToItsFarewellOnSigterm) {
    const model::Trace trace = play(extension_beside + R"("runtime": {"steps": ["next"],
        "on_sigterm": ["print bye", "work 5ms", "exit 4"]}, "invoker": ["init", "reset 500ms"])");

    const auto exits = exits_of_runtime(trace);
    ASSERT_EQ(exits.size(), 1U);
    EXPECT_EQ(exits[0].amount, 4);
    EXPECT_EQ(exits[0].flags, 0);
    EXPECT_THAT(texts_of(trace, Kind::OutputLine), ElementsAre("bye"));
}

TEST(Probe, IsKilledWhenItIgnoresSigterm) {
    const model::Trace trace = play(extension_beside + R"("runtime": ["ignore_sigterm", "next"],
        "invoker": ["init", "reset 100ms"])");

    const auto exits = exits_of_runtime(trace);
    ASSERT_EQ(exits.size(), 1U);
    EXPECT_EQ(exits[0].amount, SIGKILL);
}

TEST(Probe, CrashesByARealSignal) {
    const model::Trace trace = play(R"("runtime": [["next", "crash"], ["next"]],
        "invoker": ["init", "invoke"])");

    EXPECT_EQ(exits_of_runtime(trace).at(0).amount, SIGSEGV);
    EXPECT_EQ(exits_of_runtime(trace).at(0).flags, model::exited_by_signal);
}

TEST(Probe, PostsAsManyBytesAsItIsTold) {
    const model::Trace trace = play(R"("runtime": ["next", "respond 6291556 bytes", "next",
        "respond 6291557 bytes", "next"], "invoker": ["init", "invoke", "invoke"])");

    const auto posts = records_of(trace, Kind::ResponsePosted);
    ASSERT_EQ(posts.size(), 2U);
    EXPECT_EQ(posts[0].amount, 6'291'556);
    EXPECT_EQ(posts[1].amount, 6'291'557);
    EXPECT_EQ(trace.payloads.at(posts[0].payload.value - 1).size(), 6'291'556U);
}

TEST(Probe, EchoesALargeEvent) {
    scenarios::Scenario scenario = scenario_with(R"("runtime": ["next", "respond", "repeat"],
        "invoker": ["init", "invoke"])");
    scenario.invoker[1].payload = std::string(6'000'000, 'e');

    const model::Trace trace = play(scenario, options_for(model::ProfileName::Aws));

    const auto answers = records_of(trace, Kind::InvokeAnswered);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(trace.payloads.at(answers[0].payload.value - 1), scenario.invoker[1].payload);
}

TEST(Probe, WorksForAsLongAsItIsTold) {
    const model::Trace trace = play(R"("runtime": ["work 30ms", "next"], "invoker": ["init"])");

    const auto started = records_of(trace, Kind::ProcessStart).at(0).at;
    const auto called = records_of(trace, Kind::RuntimeNextCalled).at(0).at;
    EXPECT_GE(called - started, 30ms);
}

TEST(Probe, HangsWhenItsNextIsRefused) {
    const model::Trace trace = play(R"("runtime": ["next", "respond", "repeat"],
        "extensions": [{"name": "inside", "kind": "internal",
                        "program": ["next", "print never"]}], "invoker": ["init", "invoke"])");

    EXPECT_THAT(texts_of(trace, Kind::OutputLine), IsEmpty());
    EXPECT_THAT(outcomes_of(trace, Kind::InvokeDone), ElementsAre(model::Outcome::Success));
}

}  // namespace
}  // namespace hourglass::real
