// The invoke endpoint, with real processes behind it: what callers get, and that the trace of it
// keeps every rule.
#include "real/front_end.hpp"

#include "model/judge/judge.hpp"
#include "tests/real/peer.hpp"
#include "tests/real/play.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace hourglass::real {
namespace {

using namespace std::chrono_literals;
using model::Kind;
using model::ProfileName;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const std::string invocations = "POST /2015-03-31/functions/function/invocations";

class FrontEndTest : public testing::Test {
protected:
    void start(std::string_view runtime, ProfileName profile = ProfileName::Aws,
               std::string_view more = "") {
        scenario_ = scenario_with(fmt::format(
            R"({}"config": {{"function_timeout": "800ms"}}, "runtime": {}, "invoker": ["init"])",
            more, runtime));
        auto backend = ProcessBackend::start(scenario_, options_for(profile));
        ASSERT_TRUE(backend) << backend.error().message;
        backend_ = *std::move(backend);
        FrontEndOptions options;
        options.profile = profile;
        options.timeout = 800ms;
        options.most_waiting = most_waiting_;
        options.print = [this](std::string_view line) { printed_.emplace_back(line); };
        auto front_end = FrontEnd::open(*backend_, std::move(options));
        ASSERT_TRUE(front_end) << front_end.error().message;
        front_end_ = *std::move(front_end);
    }

    Peer connected() {
        return {front_end_->port(), [this] { static_cast<void>(front_end_->turn(1ms)); }};
    }

    Answered invoke(std::string_view payload, std::string_view headers = "") {
        return connected().ask(invocations, headers, payload);
    }

    // Ends the run; its trace must keep every rule and leave nothing behind.
    model::Trace wind_up() {
        EXPECT_TRUE(front_end_->serve([] { return true; }));
        front_end_.reset();
        model::Trace trace = *backend_->finish();
        for (const model::Violation& one : model::judge(trace).violations) {
            ADD_FAILURE() << model::rule_at(one.rule).id << ": " << one.message;
        }
        EXPECT_THAT(texts_of(trace, Kind::Leak), IsEmpty());
        return trace;
    }

    std::size_t most_waiting_ = 1000;
    std::vector<std::string> printed_;
    scenarios::Scenario scenario_;
    std::unique_ptr<ProcessBackend> backend_;
    std::unique_ptr<FrontEnd> front_end_;
};

constexpr std::string_view echo = R"(["next", "respond", "repeat"])";

TEST_F(FrontEndTest, GivesTheCallerWhatTheRuntimeResponds) {
    start(echo);

    const Answered answered = invoke(R"({"n": 1})");

    EXPECT_EQ(answered.status, 200);
    EXPECT_EQ(answered.body, R"({"n": 1})");
    EXPECT_EQ(answered.header("X-Amz-Executed-Version"), "$LATEST");
    EXPECT_EQ(answered.header("X-Amz-Function-Error"), "");
    wind_up();
}

TEST_F(FrontEndTest, PrintsTheLinesOfAnInvokeWithItsId) {
    start(echo);

    const std::string id = invoke("1").header("X-Amzn-RequestId");
    invoke("2");
    wind_up();

    ASSERT_EQ(printed_.size(), 6U);
    EXPECT_EQ(printed_[0], "START RequestId: " + id + " Version: $LATEST");
    EXPECT_EQ(printed_[1], "END RequestId: " + id);
    EXPECT_THAT(printed_[2], StartsWith("REPORT RequestId: " + id + "\tDuration: "));
    EXPECT_THAT(printed_[2], HasSubstr("\tInit Duration: "));
    EXPECT_THAT(printed_[5], testing::Not(HasSubstr("\tInit Duration: ")));
}

TEST_F(FrontEndTest, MarksAnErrorOfTheFunction) {
    start(R"(["next", "error Function.Broken", "repeat"])");

    const Answered answered = invoke("1");

    EXPECT_EQ(answered.status, 200);
    EXPECT_EQ(answered.header("X-Amz-Function-Error"), "Unhandled");
    EXPECT_THAT(answered.body, HasSubstr("Function.Broken"));
    wind_up();
}

TEST_F(FrontEndTest, MarksATimeoutAndServesTheNext) {
    start(R"([["next", "hang"], ["next", "respond", "repeat"]])");

    const Answered late = invoke("1");
    const Answered next = invoke("2");

    EXPECT_EQ(late.status, 200);
    EXPECT_EQ(late.header("X-Amz-Function-Error"), "Unhandled");
    EXPECT_THAT(late.body, HasSubstr(R"("errorType":"Sandbox.Timedout")"));
    EXPECT_THAT(late.body, HasSubstr("Task timed out after 0.80 seconds"));
    EXPECT_EQ(next.body, "2");
    wind_up();
}

TEST_F(FrontEndTest, MarksACrashAndSaysHowTheRuntimeEnded) {
    start(R"([["next", "exit 3"], ["next", "respond", "repeat"]])");

    const Answered crashed = invoke("1");

    EXPECT_THAT(crashed.body, HasSubstr(R"("errorType":"Runtime.ExitError")"));
    EXPECT_THAT(crashed.body, HasSubstr("Runtime exited with error: exit status 3"));
    EXPECT_EQ(invoke("2").body, "2");
    wind_up();
}

TEST_F(FrontEndTest, AnswersAsTheEmulatorUnderItsProfile) {
    start(R"([["next", "hang"], ["next", "exit 1"], ["next", "error Oh", "repeat"]])",
          ProfileName::Rapid);

    const Answered late = invoke("1");
    const Answered crashed = invoke("2");
    const Answered error = invoke("3");

    EXPECT_EQ(late.status, 200);
    EXPECT_EQ(late.body, "Task timed out after 0.80 seconds");
    EXPECT_EQ(crashed.status, 502);
    EXPECT_THAT(crashed.body, HasSubstr("Runtime.ExitError"));
    EXPECT_EQ(error.status, 200);
    EXPECT_EQ(error.header("X-Amz-Function-Error"), "");
    wind_up();
}

TEST_F(FrontEndTest, RefusesWhatIsNoInvoke) {
    start(echo);
    Peer peer = connected();

    EXPECT_EQ(peer.ask("POST /nope").status, 404);
    EXPECT_EQ(peer.ask("POST /2015-03-31/functions/../invocations").status, 404);
    EXPECT_EQ(peer.ask("GET /2015-03-31/functions/function/invocations").header("Allow"), "POST");
    EXPECT_EQ(peer.ask(invocations, "X-Amz-Client-Context: {no}\r\n", "1").status, 400);
    EXPECT_EQ(peer.ask(invocations, "", "no json").status, 400);
    EXPECT_EQ(peer.ask(invocations, "X-Amz-Invocation-Type: DryRun\r\n", "1").status, 204);
    EXPECT_EQ(peer.ask(invocations, "", std::string(6'291'457, '1')).status, 413);
    EXPECT_EQ(peer.ask(invocations, "", "1").body, "1");
    wind_up();
}

TEST_F(FrontEndTest, HandsTheClientContextToTheRuntime) {
    start(R"(["next", "wire GET /2018-06-01/runtime/invocation/next HTTP/1.1|Host: x||",
              "respond", "repeat"])");

    invoke("1", "X-Amz-Client-Context: eyJhIjoxfQ==\r\nX-Amz-Tenant-Id: blue\r\n");
    const model::Trace trace = wind_up();

    const auto exchanges = records_of(trace, Kind::WireExchange);
    ASSERT_FALSE(exchanges.empty());
    const std::string& event = trace.payloads.at(exchanges.front().payload.value - 1);
    EXPECT_THAT(event, HasSubstr("Lambda-Runtime-Client-Context: {\"a\":1}\r\n"));
    EXPECT_THAT(event, HasSubstr("Lambda-Runtime-Aws-Tenant-Id: blue\r\n"));
}

TEST_F(FrontEndTest, AcceptsAnEventThatNobodyWaitsFor) {
    start(echo);

    EXPECT_EQ(invoke("1", "X-Amz-Invocation-Type: Event\r\n").status, 202);
    EXPECT_EQ(invoke("2").body, "2");
    wind_up();

    EXPECT_EQ(printed_.size(), 6U);
}

TEST_F(FrontEndTest, GoesOnWhenTheCallerGoesAway) {
    start(R"(["next", "work 50ms", "respond", "repeat"])");
    Peer gone = connected();

    gone.post(invocations, "", "1");
    gone.read_available();
    gone.close();

    EXPECT_EQ(invoke("2").body, "2");
    wind_up();
    EXPECT_EQ(printed_.size(), 6U);
}

TEST_F(FrontEndTest, RefusesMoreThanMayWait) {
    most_waiting_ = 1;
    start(R"(["next", "hang"])");
    std::vector<Peer> peers;
    for (int i = 0; i < 3; ++i) peers.push_back(connected());

    for (Peer& peer : peers) peer.post(invocations, "", "1");

    EXPECT_EQ(peers[2].read_answer().status, 429);
    EXPECT_EQ(peers[0].read_answer().status, 200);
    wind_up();
}

TEST_F(FrontEndTest, AnswersWhoStillWaitsWhenItStops) {
    start(R"(["next", "hang"])");
    Peer served = connected();
    Peer waiting = connected();
    served.post(invocations, "", "1");
    served.read_available();
    waiting.post(invocations, "", "2");
    waiting.read_available();

    EXPECT_TRUE(front_end_->serve([] { return true; }));

    EXPECT_EQ(served.read_answer().header("X-Amz-Function-Error"), "Unhandled");
    EXPECT_EQ(waiting.read_answer().status, 503);
    EXPECT_EQ(records_of(wind_up(), Kind::ResetDone).empty(), false);
}

constexpr std::string_view wants_a_stream =
    "InvokeResponseMode: Streaming\r\nConnection: close\r\n";

// All that the caller of a streamed invoke gets.
std::string read_to_the_end(Peer& peer) {
    EXPECT_TRUE(peer.is_closed());
    return peer.read_available();
}

TEST_F(FrontEndTest, PassesAStreamOnBeforeItsEnd) {
    start(R"(["next", "respond streaming 400 bytes in 2 chunks every 300ms", "repeat"])");
    Peer caller = connected();

    caller.post(invocations, wants_a_stream, "1");
    std::string first;
    for (int tries = 0; tries < 500 && first.find("xxx") == first.npos; ++tries) {
        first += caller.read_available();
    }
    const std::string rest = read_to_the_end(caller);

    EXPECT_THAT(first, HasSubstr("Transfer-Encoding: chunked"));
    EXPECT_THAT(first, HasSubstr("X-Amz-Executed-Version: $LATEST"));
    EXPECT_THAT(first, testing::Not(HasSubstr("End-Of-Response: Complete")));
    EXPECT_THAT(rest, HasSubstr("\r\n0\r\nEnd-Of-Response: Complete\r\n\r\n"));
    wind_up();
}

TEST_F(FrontEndTest, TellsInTheTrailersThatATimeoutCutTheStream) {
    start(R"([["next", "respond streaming 900 bytes in 90 chunks every 20ms"],
              ["next", "respond", "repeat"]])");
    Peer caller = connected();

    caller.post(invocations, wants_a_stream, "1");
    const std::string got = read_to_the_end(caller);

    EXPECT_THAT(got, HasSubstr("\r\n0\r\nEnd-Of-Response: Truncated\r\n"
                               "Lambda-Runtime-Function-Error-Type: Sandbox.Timeout\r\n\r\n"));
    EXPECT_EQ(invoke("2").body, "2");
    wind_up();
}

TEST_F(FrontEndTest, GivesAStreamedResponseWholeToWhoDoesNotAskForAStream) {
    start(R"(["next", "respond streaming 400 bytes in 4 chunks", "repeat"])");

    EXPECT_EQ(invoke("1").body.size(), 400U);
    EXPECT_EQ(invoke("1", "InvokeResponseMode: Sideways\r\n").status, 400);
    wind_up();
}

TEST_F(FrontEndTest, GoesOnWhenTheCallerOfAStreamGoesAway) {
    start(R"([["next", "respond streaming 400000 bytes in 10 chunks every 5ms", "next", "respond",
               "repeat"]])");
    {
        Peer caller = connected();
        caller.post(invocations, wants_a_stream, "1");
        caller.read_available();
    }

    const Answered next = invoke("2");
    EXPECT_EQ(next.body, "2") << next.status << next.head;
    wind_up();
}

// Two good answers, then a crash; two good ones, then a timeout; and so on.
std::string moody_runtime(int lives) {
    std::string list;
    for (int life = 0; life < lives; ++life) {
        list += fmt::format(R"({}["next", "respond", "next", "respond", "next", "{}"])",
                            list.empty() ? "" : ", ", life % 2 == 0 ? "exit 1" : "hang");
    }
    return "[" + list + "]";
}

struct Tally {
    int right = 0;
    int failed = 0;
    int wrong = 0;
};

void count(const Answered& answered, std::string_view payload, Tally& tally) {
    const bool failed = answered.header("X-Amz-Function-Error") == "Unhandled";
    if (answered.status == 200 && !failed && answered.body == payload) {
        ++tally.right;
    } else if (answered.status == 200 && failed) {
        ++tally.failed;
    } else {
        ++tally.wrong;
    }
}

TEST_F(FrontEndTest, AnswersEveryOneOfManyWithItsOwnAnswer) {
    start(moody_runtime(6));
    Tally tally;

    for (int n = 0; n < 18; ++n) count(invoke(std::to_string(n)), std::to_string(n), tally);

    EXPECT_EQ(tally.right, 12);
    EXPECT_EQ(tally.failed, 6);
    EXPECT_EQ(tally.wrong, 0);
    wind_up();
}

TEST_F(FrontEndTest, AnswersEveryOneOfManyAtOnce) {
    start(moody_runtime(8));
    std::vector<Peer> peers;
    Tally tally;

    for (int n = 0; n < 24; ++n) {
        peers.push_back(connected());
        peers.back().post(invocations, "", std::to_string(n));
    }
    for (int n = 0; n < 24; ++n) {
        count(peers[static_cast<std::size_t>(n)].read_answer(), std::to_string(n), tally);
    }

    EXPECT_EQ(tally.right, 16);
    EXPECT_EQ(tally.failed, 8);
    EXPECT_EQ(tally.wrong, 0);
    wind_up();
}

}  // namespace
}  // namespace hourglass::real
