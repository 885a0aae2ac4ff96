// The whole of what a subscriber is told, in its order, over the life of a sandbox.
#include "tests/real/play.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

namespace hourglass::real {
namespace {

using model::Kind;
using testing::ElementsAre;

// "platform.runtimeDone success", and of lines what they say.
std::string told_by(const nlohmann::json& event) {
    const auto type = event.at("type").get<std::string>();
    const nlohmann::json& record = event.at("record");
    if (record.is_string()) return type + ' ' + record.get<std::string>();
    const std::string phase =
        record.contains("phase") ? " in " + record.at("phase").get<std::string>() : "";
    const std::string status =
        record.contains("status") ? ' ' + record.at("status").get<std::string>() : "";
    return type + phase + status;
}

// By the generation of the subscriber.
std::map<std::uint32_t, std::vector<std::string>> told_in(const model::Trace& trace) {
    std::map<std::uint32_t, std::vector<std::string>> told;
    for (const model::Record& batch : records_of(trace, Kind::BatchReceived)) {
        const auto events = nlohmann::json::parse(trace.payloads.at(batch.payload.value - 1));
        for (const auto& event : events) told[batch.generation].push_back(told_by(event));
    }
    return told;
}

TEST(ASubscriber, IsToldEverythingInOrderFromColdStartToShutdown) {
    const model::Trace trace = play(R"(
        "config": {"function_timeout": "1500ms"},
        "runtime": [["next", "print one", "respond", "next", "print two", "respond",
                     "next", "print three", "error Function.Sad", "next", "print stuck", "hang"],
                    ["next", "print anew", "respond", "repeat"]],
        "extensions": [{"name": "observer", "program": {
            "steps": ["listen", "register INVOKE SHUTDOWN", "subscribe platform function", "next",
                      "repeat"],
            "on_shutdown": ["work 400ms", "exit 0"]}}],
        "invoker": ["init", "invoke", "invoke", "invoke", "invoke", "invoke", "shutdown"],
        "horizon": "20s")");

    const auto told = told_in(trace);
    ASSERT_EQ(told.size(), 2U);
    EXPECT_THAT(told.begin()->second,
                ElementsAre("platform.initStart in init", "platform.telemetrySubscription",
                            "platform.initRuntimeDone in init success", "platform.extension",
                            "platform.initReport in init success",  // the cold start
                            "platform.start", "function one", "platform.runtimeDone success",
                            "platform.report success", "platform.start", "function two",
                            "platform.runtimeDone success", "platform.report success",
                            "platform.start", "function three", "platform.runtimeDone success",
                            "platform.report success", "platform.start", "function stuck",
                            "platform.runtimeDone timeout", "platform.report timeout"));
    // After the reset: an init of its own within the next invoke, and the shutdown.
    EXPECT_THAT(
        told.rbegin()->second,
        ElementsAre("platform.initStart in invoke", "platform.telemetrySubscription",
                    "platform.initRuntimeDone in invoke success", "platform.extension",
                    "platform.initReport in invoke success", "platform.start", "function anew",
                    "platform.runtimeDone success", "platform.report success"));
    EXPECT_THAT(
        outcomes_of(trace, Kind::InvokeDone),
        ElementsAre(model::Outcome::Success, model::Outcome::Success, model::Outcome::Success,
                    model::Outcome::TimedOut, model::Outcome::Success));
}

}  // namespace
}  // namespace hourglass::real
