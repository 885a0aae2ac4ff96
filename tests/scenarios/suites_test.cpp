// Suites of AWS's test runner, read into scenarios.
#include "scenarios/suites/suite.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace hourglass::scenarios {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

Suite read(const std::string& text, const std::filesystem::path& folder = {}) {
    auto suite = parse_suite(text, "my suite.json", folder);
    if (!suite) ADD_FAILURE() << suite.error().message;
    return suite ? *std::move(suite) : Suite{};
}

std::string complaint(const std::string& text) {
    const auto suite = parse_suite(text, "bad.json", {});
    return suite ? "" : suite.error().message;
}

std::vector<std::string> names_of(const Suite& suite) {
    std::vector<std::string> names;
    for (const Scenario& one : suite.scenarios) names.push_back(one.name);
    return names;
}

TEST(Suites, MakeAScenarioOfATest) {
    const Suite suite = read(R"({"tests": [{
        "name": "core | Ping", "handler": "core.ping", "environmentVariables": {"A": "b", "N": 1},
        "request": {"msg": "x"}, "assertions": [{"response": {"msg": "pong"}}]}]})");

    ASSERT_THAT(suite.scenarios, SizeIs(1));
    const Scenario& made = suite.scenarios.front();
    EXPECT_EQ(made.name, "SUITE/my-suite-core-ping");
    EXPECT_THAT(made.about, AllOf(HasSubstr("core | Ping"), HasSubstr("my suite.json")));
    EXPECT_EQ(made.path, "");
    EXPECT_TRUE(made.runtime.empty()) << "the runtime is the user's";
    EXPECT_EQ(made.config.handler, "core.ping");
    EXPECT_EQ(made.config.environment.at("A"), "b");
    EXPECT_EQ(made.config.environment.at("N"), "1");
    ASSERT_THAT(made.invoker, SizeIs(3));
    EXPECT_EQ(made.invoker[1].payload, R"({"msg":"x"})");
    EXPECT_THAT(made.replies,
                ElementsAre(ReplyClaim{1, ClaimOf::Response, "", R"({"msg":"pong"})"}));
}

TEST(Suites, TakeEveryAssertionThatShowsInAReply) {
    const Suite suite = read(R"({"tests": [{"name": "t", "handler": "h", "assertions": [
        {"error": "no", "transform": ".errorMessage"}, {"errorType": "E"},
        {"contentType": "a/b"}, {"responseContentType": "a/b"}]}]})");

    ASSERT_THAT(suite.scenarios, SizeIs(1));
    EXPECT_EQ(suite.scenarios.front().invoker[1].payload, "{}");
    EXPECT_THAT(suite.scenarios.front().replies,
                ElementsAre(ReplyClaim{1, ClaimOf::Error, ".errorMessage", R"("no")"},
                            ReplyClaim{1, ClaimOf::ErrorType, "", R"("E")"},
                            ReplyClaim{1, ClaimOf::ContentType, "", R"("a/b")"},
                            ReplyClaim{1, ClaimOf::ContentType, "", R"("a/b")"}));
}

TEST(Suites, FillInDefaultsAndCombineTemplates) {
    const Suite suite = read(R"({
        "template": {"memory": ["1", "2"], "runtime": ["a", "b"]},
        "default": {"handler": "h"},
        "tests": [{"name": "t", "assertions": []},
                  {"name": "u", "memory": "1", "handler": "own", "assertions": []}]})");

    EXPECT_THAT(names_of(suite),
                ElementsAre("SUITE/my-suite-t-1-a", "SUITE/my-suite-t-1-b", "SUITE/my-suite-t-2-a",
                            "SUITE/my-suite-t-2-b", "SUITE/my-suite-u-a", "SUITE/my-suite-u-b"));
    EXPECT_EQ(suite.scenarios.front().config.handler, "h");
    EXPECT_EQ(suite.scenarios.back().config.handler, "own");
}

TEST(Suites, PutResourcesWhereTheyAreNamed) {
    std::string place =
        (std::filesystem::temp_directory_path() / "hourglass-suite-XXXXXX").string();
    const std::filesystem::path folder = mkdtemp(place.data());
    std::ofstream{folder / "event.json"} << R"({"n": 20})";
    const Suite suite = read(R"({
        "resources": {
            "file": {"contentType": "application/json", "src": "event.json", "transform": ".n"},
            "many": {"contentType": "application/json", "data": "a", "transform": ". * 3"}},
        "tests": [{"name": "t", "handler": "h", "request.ref": "many",
                   "assertions": [{"response.ref": "file"}]}]})",
                             folder);
    std::filesystem::remove_all(folder);

    ASSERT_THAT(suite.scenarios, SizeIs(1));
    EXPECT_EQ(suite.scenarios.front().invoker[1].payload, R"("aaa")");
    EXPECT_EQ(suite.scenarios.front().replies.front().equals, "20");
}

TEST(Suites, LeaveOutWhatTheyCannotShowAndSayWhy) {
    const Suite suite = read(R"({"tests": [
        {"name": "logs", "handler": "h", "assertions": [{"response": 1}, {"tail-logs": "x"}]},
        {"name": "context", "handler": "h", "clientContext": {"a": 1}, "assertions": []},
        {"name": "plain", "handler": "h", "xray": {}, "assertions": [{"response": 1}]}]})");

    EXPECT_THAT(names_of(suite), ElementsAre("SUITE/my-suite-plain"));
    ASSERT_THAT(suite.left_out, SizeIs(2));
    EXPECT_EQ(suite.left_out[0].name, "SUITE/my-suite-logs");
    EXPECT_THAT(suite.left_out[0].reason, HasSubstr("tail-logs"));
    EXPECT_THAT(suite.left_out[1].reason, HasSubstr("clientContext"));
}

TEST(Suites, GiveEachScenarioANameOfItsOwn) {
    const Suite suite = read(R"({"tests": [{"name": "a!", "handler": "h", "assertions": []},
        {"name": "A?", "handler": "h", "assertions": []},
        {"name": "λ", "handler": "h", "assertions": []}]})");

    EXPECT_THAT(names_of(suite),
                ElementsAre("SUITE/my-suite-a", "SUITE/my-suite-a-2", "SUITE/my-suite-test"));
}

TEST(Suites, SayWhatIsWrongAndWhere) {
    EXPECT_THAT(complaint("[]"), HasSubstr("bad.json: $: a suite is an object"));
    EXPECT_THAT(complaint("{"), HasSubstr("bad.json"));
    EXPECT_THAT(complaint("{}"), HasSubstr("\"tests\""));
    EXPECT_THAT(complaint(R"({"tests": []})"), HasSubstr("$.tests: is no list of tests"));
    EXPECT_THAT(complaint(R"({"tests": [1]})"), HasSubstr("$.tests[0]: is no object"));
    EXPECT_THAT(complaint(R"({"tests": [{"handler": "h"}]})"), HasSubstr("has no name"));
    EXPECT_THAT(complaint(R"({"tests": [{"name": "t"}]})"), HasSubstr("$.tests[0]"));
    EXPECT_THAT(complaint(R"({"tests": [{"name": "t", "handler": "h"}]})"),
                HasSubstr("assertions"));
    EXPECT_THAT(complaint(R"({"tests": [{"name": "t", "handler": "h", "assertions": [{}]}]})"),
                HasSubstr("$.tests[0].assertions[0]: asserts nothing"));
    EXPECT_THAT(complaint(R"({"tests": [{"name": "t", "handler": "h",
                              "assertions": [{"response": 1, "error": 2}]}]})"),
                HasSubstr("several things"));
    EXPECT_THAT(complaint(R"({"tests": [{"name": "t", "handler": "h",
                              "assertions": [{"response": 1, "transform": ".["}]}]})"),
                HasSubstr("transform: is no filter of jq"));
    EXPECT_THAT(complaint(R"({"tests": [{"name": "t", "handler": "h", "request.ref": "none",
                              "assertions": []}]})"),
                HasSubstr("there is no resource \"none\""));
    EXPECT_THAT(complaint(R"({"resources": {"r": {"contentType": "application/json",
                              "src": "/no/such/file"}}, "tests": [{"name": "t"}]})"),
                HasSubstr("$.resources.r.src: /no/such/file cannot be read"));
    EXPECT_THAT(complaint(R"({"template": {"m": 1}, "tests": [{"name": "t"}]})"),
                HasSubstr("$.template.m"));
}

}  // namespace
}  // namespace hourglass::scenarios
