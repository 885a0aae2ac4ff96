// The loader: what it reads, and what it refuses as a whole.
#include "scenarios/loader.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hourglass::scenarios {
namespace {

using model::ErrorKind;
using testing::HasSubstr;
using namespace std::chrono_literals;

// A valid scenario with one member replaced or added.
std::string scenario_with(std::string_view member, std::string_view value) {
    auto json = nlohmann::json::parse(R"({"version": 1, "name": "INIT/plain", "about": "Plain.",
        "runtime": ["next", "respond", "repeat"], "invoker": ["init", "invoke"]})");
    json[std::string{member}] = nlohmann::json::parse(value);
    return json.dump();
}

Scenario read_with(std::string_view member, std::string_view value) {
    auto scenario = parse_scenario(scenario_with(member, value), "a.json");
    EXPECT_TRUE(scenario.has_value()) << scenario.error().message;
    return std::move(scenario).value_or(Scenario{});
}

TEST(Loader, FillsInWhatAScenarioLeavesOut) {
    const Scenario scenario = read_with("about", R"("Plain.")");

    EXPECT_EQ(scenario.path, "a.json");
    EXPECT_EQ(scenario.profiles.size(), 2U);
    EXPECT_EQ(scenario.horizon, 60s);
    EXPECT_EQ(scenario.config.function_timeout, 0s);
    EXPECT_FALSE(scenario.config.init_limit.has_value());
    EXPECT_EQ(scenario.invoker.at(1).payload, "{}");
}

TEST(Loader, ReadsOneLifetimeOrSeveral) {
    const Scenario one = read_with("runtime", R"(["next", "respond", "repeat"])");
    const Scenario two = read_with(
        "runtime", R"([["exit 1"], {"steps": ["next"], "on_sigterm": ["work 5ms", "exit 0"]}])");

    ASSERT_EQ(one.runtime.size(), 1U);
    EXPECT_EQ(one.runtime[0].steps.size(), 3U);
    ASSERT_EQ(two.runtime.size(), 2U);
    EXPECT_EQ(two.runtime[0].steps[0].number, 1);
    EXPECT_EQ(two.runtime[1].on_sigterm[0].time, 5ms);
}

TEST(Loader, ReadsACommandOrAClientInPlaceOfAProgram) {
    const Scenario command = read_with("runtime", R"({"command": ["node", "a.js"]})");
    const Scenario client = read_with("runtime", R"("client")");

    EXPECT_THAT(command.runtime_command.value().argv, testing::ElementsAre("node", "a.js"));
    EXPECT_TRUE(client.runtime.empty());
    EXPECT_FALSE(client.runtime_command.has_value());
}

TEST(Loader, ReadsTheConfiguration) {
    const Config config = read_with("config", R"({"function_timeout": "1.5s", "init_limit": "none",
        "suppress_init": true, "init_type": "snap-start", "init_caching": true,
        "handler": "a.b", "environment": {"COLOUR": "red"}})")
                              .config;

    EXPECT_EQ(config.function_timeout, 1500ms);
    EXPECT_EQ(config.init_limit, model::Duration::zero());
    EXPECT_EQ(config.init_mode, model::InitMode::Suppressed);
    EXPECT_EQ(config.init_type, model::InitType::SnapStart);
    EXPECT_EQ(config.init_caching, model::InitCaching::On);
    EXPECT_EQ(config.handler, "a.b");
    EXPECT_EQ(config.environment.at("COLOUR"), "red");
}

TEST(Loader, PutsExternalExtensionsFirstInOrderOfTheirNames) {
    const Scenario scenario = read_with("extensions", R"([
        {"name": "in", "kind": "internal", "program": ["register INVOKE", "next"]},
        {"name": "zoo", "program": ["register", "next"]},
        {"name": "bar", "kind": "external", "program": ["register SHUTDOWN", "next"]}])");

    ASSERT_EQ(scenario.extensions.size(), 3U);
    EXPECT_EQ(scenario.extensions[0].name, "bar");
    EXPECT_EQ(scenario.extensions[1].name, "zoo");
    EXPECT_EQ(scenario.extensions[2].kind, ExtensionKind::Internal);
}

TEST(Loader, ReadsTheInvokersStepsInBothForms) {
    const auto invoker = read_with("invoker", R"(["invoke 300ms &", "wait 20ms",
        "reset failure 500ms", "shutdown", "await",
        {"do": "invoke", "payload": {"a": 1}, "timeout": "1s", "background": true},
        {"do": "reset", "reason": "two words", "budget": "0"}])")
                             .invoker;

    EXPECT_EQ(invoker[0].budget, 300ms);
    EXPECT_EQ(invoker[0].waiting, Waiting::Background);
    EXPECT_EQ(invoker[1].time, 20ms);
    EXPECT_EQ(invoker[2].text, "failure");
    EXPECT_EQ(invoker[2].budget, 500ms);
    EXPECT_FALSE(invoker[3].budget.has_value());
    EXPECT_EQ(invoker[4].ask, Ask::AwaitAll);
    EXPECT_EQ(invoker[5].payload, R"({"a":1})");
    EXPECT_EQ(invoker[6].text, "two words");
    EXPECT_EQ(invoker[6].budget, 0s);
}

TEST(Loader, MakesAnEventOfASize) {
    const auto invoker = read_with("invoker", R"([{"do": "invoke", "bytes": 5}])").invoker;

    EXPECT_EQ(invoker[0].payload, R"("xxx")");
}

TEST(Loader, ReadsExpectations) {
    const auto expected = read_with("expect", R"([{"init": 1, "outcome": "failure",
        "error": "Runtime.ExitError", "profile": "aws"}, {"invoke": 1, "outcome": "timed_out"}])")
                              .expectations;

    ASSERT_EQ(expected.size(), 2U);
    EXPECT_EQ(expected[0].ask, Ask::Init);
    EXPECT_EQ(expected[0].error_type, "Runtime.ExitError");
    EXPECT_EQ(expected[0].profile, model::ProfileName::Aws);
    EXPECT_EQ(expected[1].outcome, Expected::TimedOut);
    EXPECT_FALSE(expected[1].profile.has_value());
}

TEST(Loader, ComplainsOfTooManyExtensions) {
    nlohmann::json extensions = nlohmann::json::array();
    for (int i = 0; i < 12; ++i) {
        extensions.push_back({{"name", fmt::format("e{}", i)}, {"program", {"next"}}});
    }

    const auto scenario = parse_scenario(scenario_with("extensions", extensions.dump()), "a.json");

    ASSERT_FALSE(scenario.has_value());
    EXPECT_EQ(scenario.error().message, "a.json: $.extensions: 12 extensions");
    EXPECT_THAT(scenario.error().remedy, HasSubstr("at most 11"));
}

TEST(Loader, TellsAMissingMember) {
    const auto scenario = parse_scenario(R"({"version": 1})", "a.json");

    ASSERT_FALSE(scenario.has_value());
    EXPECT_EQ(scenario.error().message, "a.json: $.name: is missing");
}

TEST(Loader, TellsTheLineOfMalformedJson) {
    const auto scenario = parse_scenario("{\n  \"version\": ,\n}", "a.json");

    ASSERT_FALSE(scenario.has_value());
    EXPECT_THAT(scenario.error().message, HasSubstr("a.json: line 2, column"));
    EXPECT_FALSE(scenario.error().remedy.empty());
}

TEST(Loader, CallsANewerVersionUnsupportedAndNotWrong) {
    const auto scenario = parse_scenario(scenario_with("version", "2"), "a.json");

    ASSERT_FALSE(scenario.has_value());
    EXPECT_EQ(scenario.error().kind, ErrorKind::Unsupported);
}

TEST(Loader, GivesNamesToTheSetupInOrder) {
    model::Texts texts;
    Scenario scenario = read_with("extensions", R"([{"name": "b", "program": ["next"]},
        {"name": "a", "program": ["next"]},
        {"name": "c", "kind": "internal", "program": ["next"]}])");
    scenario.config.init_limit = 300ms;

    const model::Setup aws = setup_of(scenario, model::ProfileName::Aws, texts);
    const model::Setup rapid = setup_of(scenario, model::ProfileName::Rapid, texts);

    EXPECT_EQ(aws.external_extensions, 2);
    EXPECT_EQ(texts.text_of(aws.names[0]), "a");
    EXPECT_EQ(texts.text_of(aws.names[1]), "b");
    EXPECT_EQ(aws.init_limit, 300ms);
    EXPECT_FALSE(rapid.init_limit.has_value());
}

}  // namespace
}  // namespace hourglass::scenarios
