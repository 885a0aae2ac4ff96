// Every complaint of the loader about a member, with its file, its place and a remedy.
#include "scenarios/loader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hourglass::scenarios {
namespace {

using testing::HasSubstr;

// A valid scenario with one member replaced or added.
std::string scenario_with(std::string_view member, std::string_view value) {
    auto json = nlohmann::json::parse(R"({"version": 1, "name": "INIT/plain", "about": "Plain.",
        "runtime": ["next", "respond", "repeat"], "invoker": ["init", "invoke"]})");
    json[std::string{member}] = nlohmann::json::parse(value);
    return json.dump();
}

struct Complaint {
    std::string_view member;
    std::string_view value;
    std::string_view message;  // part of the message
    std::string_view remedy;   // part of the remedy
};

void PrintTo(const Complaint& complaint, std::ostream* out) {
    *out << complaint.member << ": " << complaint.value;
}

class LoaderComplains : public testing::TestWithParam<Complaint> {};

TEST_P(LoaderComplains, WithFilePlaceAndRemedy) {
    const Complaint& wanted = GetParam();

    const auto scenario = parse_scenario(scenario_with(wanted.member, wanted.value), "a.json");

    ASSERT_FALSE(scenario.has_value());
    EXPECT_THAT(scenario.error().message, HasSubstr("a.json: $"));
    EXPECT_THAT(scenario.error().message, HasSubstr(wanted.message));
    EXPECT_THAT(scenario.error().remedy, HasSubstr(wanted.remedy));
    EXPECT_FALSE(scenario.error().remedy.empty());
}

Complaint of(std::string_view member, std::string_view value, std::string_view message,
             std::string_view remedy) {
    return {.member = member, .value = value, .message = message, .remedy = remedy};
}

const std::vector complaints{
    of("colour", R"("red")", "$.colour: is not a member that is known", "version"),
    of("version", R"(2)", "newer than 1", "newer hourglass"),
    of("version", R"(0)", "$.version", "docs"),
    of("name", R"("plain")", "is no name of a scenario", "SUPP/"),
    of("name", R"(7)", "$.name: expected a string", "docs"),
    of("rules", R"(["INIT-99"])", "$.rules[0]: unknown rule \"INIT-99\"", "did you mean \"INIT-"),
    of("rules", R"(["INIT-01", "INIT-01"])", "names INIT-01 twice", "once"),
    of("profiles", R"(["azure"])", "$.profiles[0]: expected one of aws, rapid", "docs"),
    of("profiles", R"([])", "$.profiles: expected a list", "docs"),
    of("runtime", R"(["wrk 5ms"])", "$.runtime[0]: unknown step \"wrk 5ms\"",
       "did you mean \"work\"?"),
    of("runtime", R"([["next"], ["dance"]])", "$.runtime[1][0]: unknown step", "steps are"),
    of("runtime", R"(["register INVOKE"])", "no step of a runtime", "work"),
    of("runtime", R"(["work -5ms"])", "$.runtime[0]: expected a duration from 0", "docs"),
    of("runtime", R"(["work 5 parsecs"])", "expected a duration", "20ms"),
    of("runtime", R"(["work 90000s"])", "expected a duration from 0 to 3600s", "docs"),
    of("runtime", R"(["exit 256"])", "a status from 0 to 255", "exit 1"),
    of("runtime", R"(["exit"])", "a status from 0 to 255", "exit 1"),
    of("runtime", R"(["respond lots"])", "1 to 67108864 bytes", "100 bytes"),
    of("runtime", R"(["next soon"])", "followed by nothing", "next"),
    of("runtime", R"(["repeat"])", "$.runtime[0]: \"repeat\" goes back", "put a \"next\""),
    of("runtime", R"(["next", "repeat", "next"])", "$.runtime[1]: the steps after", "last"),
    of("runtime", R"({"steps": ["next"], "on_sigterm": ["next", "repeat"]})", "on_sigterm[1]",
       "leave it out"),
    of("runtime", R"([])", "$.runtime: expected a list", "docs"),
    of("runtime", R"("klient")", "neither a program nor", "next"),
    of("runtime", R"({"command": []})", "the command is empty", "program"),
    of("extensions", R"([{"name": "../x", "program": ["next"]}])",
       "$.extensions[0].name: is no name of a file", "letters"),
    of("extensions", R"([{"name": "a", "program": ["respond"]}])",
       "$.extensions[0].program[0]: \"respond\" is no step of an extension", "register"),
    of("extensions", R"([{"name": "a", "program": ["register SLEEP"]}])",
       "INVOKE, SHUTDOWN or UNKNOWN", "register"),
    of("extensions", R"([{"name": "a", "program": ["next"]}, {"name": "a", "program": ["next"]}])",
       "$.extensions[1]: the name \"a\" is there twice", "of its own"),
    of("invoker", R"([])", "$.invoker: the invoker does nothing", "init"),
    of("invoker", R"(["invok"])", "$.invoker[0]: the invoker cannot \"invok\"",
       "did you mean \"invoke\"?"),
    of("invoker", R"(["wait"])", "\"wait\" is followed by", "20ms"),
    of("invoker", R"(["wait -1s"])", "expected a duration from 0", "docs"),
    of("invoker", R"(["wait 5ms &"])", "\"wait\" does not take \"&\"", "leave it out"),
    of("invoker", R"(["init twice"])", "\"init\" does not take \"twice\"", "leave it out"),
    of("invoker", R"([{"do": "init", "payload": 1}])", "$.invoker[0].payload: is not a member",
       "do"),
    of("invoker", R"([{"do": "invoke", "bytes": 1}])",
       "$.invoker[0].bytes: expected a whole number from 2 to 8000000", "docs"),
    of("invoker", R"([{"do": "invoke", "bytes": 9, "payload": 1}])",
       "$.invoker[0].bytes: stands beside a payload", "leave one"),
    of("expect", R"([{"invoke": 2, "outcome": "success"}])", "there is no invoke 2",
       "count from 1"),
    of("expect", R"([{"outcome": "success"}])", "expects nothing", "name one"),
    of("expect", R"([{"invoke": 1, "outcome": "bliss"}])",
       "$.expect[0].outcome: expected one of success", "docs"),
    of("config", R"({"function_timeout": "-1s"})", "$.config.function_timeout", "docs"),
    of("config", R"({"environment": {"A=B": "c"}})", "no variable", "without"),
    of("world", R"({"latency": ["2ms", "1ms"]})", "$.world.latency: the least is more", "swap"),
    of("world", R"({"latency": ["0", "1ms"]})", "$.world.latency[0]: expected a duration from 1us",
       "docs"),
    of("world", R"({"loss_permille": 1001})",
       "$.world.loss_permille: expected a whole number from 0 to 1000", "docs"),
    of("world", R"({"suspend": ["1s"]})", "$.world.suspend: expected when and for how long",
       "docs"),
    of("world", R"({"clock_step": ["1s"]})", "$.world.clock_step: expected when and by how much",
       "docs"),
    of("world", R"({"clock_step": ["-1s", "1s"]})", "$.world.clock_step[0]: expected a duration",
       "docs"),
    of("world", R"({"double_permille": -1})",
       "$.world.double_permille: expected a whole number from 0 to 1000", "docs"),
    of("runtime", R"(["next for 0"])", "\"next\" is followed by a time that is longer than 0",
       "next for 20ms"),
    of("runtime", R"(["next until 1s"])", "\"next\" is followed by nothing or", "next for 20ms"),
    of("runtime", R"(["no_exec", "next"])", "\"no_exec\" stands beside other steps",
       "let it stand alone"),
    of("extensions", R"([{"name": "a", "kind": "internal", "program": ["stop"]}])",
       "an internal extension is no process and cannot play \"stop\"", "external"),
    of("horizon", R"("0")", "$.horizon: expected a duration from 1ms", "docs"),
};

INSTANTIATE_TEST_SUITE_P(Of, LoaderComplains, testing::ValuesIn(complaints));

}  // namespace
}  // namespace hourglass::scenarios
