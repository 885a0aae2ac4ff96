// What a scenario claims of replies, held against traces written by hand.
#include "scenarios/conductor.hpp"
#include "scenarios/loader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hourglass::scenarios {
namespace {

using model::Kind;
using model::Reply;
using testing::AllOf;
using testing::HasSubstr;

class ClaimsTest : public testing::Test {
protected:
    void asks(std::uint32_t invoke) { add({.invoke = {invoke}, .kind = Kind::InvokeAsked}); }
    void posts(std::uint32_t invoke, std::string_view content_type) {
        add({.invoke = {invoke},
             .text = trace_.texts.intern(content_type),
             .kind = Kind::ResponsePosted});
    }
    void answers(std::uint32_t invoke, Reply reply, std::string body) {
        trace_.payloads.push_back(std::move(body));
        add({.invoke = {invoke},
             .payload = {static_cast<std::uint32_t>(trace_.payloads.size())},
             .code = static_cast<std::uint16_t>(reply),
             .kind = Kind::InvokeAnswered});
    }
    void fails(std::uint32_t invoke, Reply reply, std::string_view type) {
        add({.invoke = {invoke},
             .text = trace_.texts.intern(type),
             .code = static_cast<std::uint16_t>(reply),
             .kind = Kind::InvokeAnswered});
    }
    std::string objection(ClaimOf of, std::string equals, std::string transform = "",
                          std::uint32_t invoke = 1) const {
        Scenario scenario;
        scenario.replies = {{invoke, of, std::move(transform), std::move(equals)}};
        const auto unmet = unmet_claims(scenario, trace_);
        return unmet.empty() ? "" : unmet.front().message;
    }

private:
    void add(model::Record record) { trace_.records.push_back(record); }

    model::Trace trace_;
};

TEST_F(ClaimsTest, CompareAResponseAsJson) {
    asks(7);
    answers(7, Reply::Response, R"({ "b": [1, 2.0], "a": "x" })");

    EXPECT_EQ(objection(ClaimOf::Response, R"({"a":"x","b":[1.0,2]})"), "");
    EXPECT_THAT(objection(ClaimOf::Response, R"({"a":"y"})"),
                AllOf(HasSubstr("invoke 1: the response is"), HasSubstr(R"(expected {"a":"y"})")));
}

TEST_F(ClaimsTest, TakeTextThatIsNoJsonForAString) {
    asks(1);
    answers(1, Reply::Response, "plain");

    EXPECT_EQ(objection(ClaimOf::Response, R"("plain")"), "");
    EXPECT_THAT(objection(ClaimOf::Error, R"("plain")"), HasSubstr("expected an error"));
}

TEST_F(ClaimsTest, LookThroughAFilter) {
    asks(1);
    answers(1, Reply::Response, R"({"list": [{"n": 1}, {"n": 2}]})");

    EXPECT_EQ(objection(ClaimOf::Response, "3", "[.list[].n] | add"), "");
    EXPECT_EQ(objection(ClaimOf::Response, "2", ".none, .list[1].n"), "") << "null is no result";
    EXPECT_THAT(objection(ClaimOf::Response, "4", "[.list[].n] | add"), HasSubstr("is 3"));
    EXPECT_THAT(objection(ClaimOf::Response, "4", ".none"), HasSubstr("gives nothing"));
    EXPECT_THAT(objection(ClaimOf::Response, "4", ".list.n"), HasSubstr("Cannot index array"));
}

TEST_F(ClaimsTest, KnowAnErrorByItsType) {
    asks(1);
    answers(1, Reply::FunctionError, R"({"errorType": "Refused", "errorMessage": "no"})");

    EXPECT_EQ(objection(ClaimOf::ErrorType, R"("Refused")"), "");
    EXPECT_EQ(objection(ClaimOf::Error, R"("no")", ".errorMessage"), "");
    EXPECT_THAT(objection(ClaimOf::ErrorType, R"("Other")"), HasSubstr("the error_type is"));
    EXPECT_THAT(objection(ClaimOf::Response, "{}"),
                HasSubstr("expected a response, got the error"));
}

TEST_F(ClaimsTest, KnowThePlatformsOwnErrors) {
    asks(1);
    fails(1, Reply::PlatformError, "Runtime.ExitError");

    EXPECT_EQ(objection(ClaimOf::ErrorType, R"("Runtime.ExitError")"), "");
}

TEST_F(ClaimsTest, CompareTheContentTypeThatTheRuntimeSaid) {
    asks(1);
    posts(1, "text/plain");
    answers(1, Reply::Response, "x");

    EXPECT_EQ(objection(ClaimOf::ContentType, R"("text/plain")"), "");
    EXPECT_THAT(objection(ClaimOf::ContentType, R"("application/json")"), HasSubstr("text/plain"));
}

TEST_F(ClaimsTest, AreAboutTheInvokeThatTheyCount) {
    asks(1);
    answers(1, Reply::Response, "1");
    asks(2);
    answers(2, Reply::Response, "2");
    asks(3);

    EXPECT_EQ(objection(ClaimOf::Response, "2", "", 2), "");
    EXPECT_THAT(objection(ClaimOf::Response, "2", "", 3), HasSubstr("got no answer"));
}

constexpr std::string_view with_reply = R"({
  "version": 1, "name": "CLIENT/claims", "about": "A claim.", "runtime": "client",
  "invoker": ["invoke"], "replies": [%])";

std::string scenario_with(const std::string& reply) {
    std::string text{with_reply};
    return text.replace(text.find('%'), 1, reply) + "}";
}

TEST(Claims, AreWrittenAsTheyAreRead) {
    const auto read = parse_scenario(
        scenario_with(R"({"invoke": 1, "of": "error_type", "transform": ".x", "equals": [1]})"),
        "claims.json");
    ASSERT_TRUE(read) << read.error().message;

    const auto again = parse_scenario(write_scenario(*read), "claims.json");

    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, *read);
    EXPECT_EQ(read->replies.front().equals, "[1]");
}

TEST(Claims, SayWhatIsWrongWithThem) {
    const auto complaint = [](const std::string& reply) {
        const auto read = parse_scenario(scenario_with(reply), "claims.json");
        return read ? "" : read.error().message;
    };

    EXPECT_THAT(complaint(R"({"invoke": 2, "of": "response", "equals": 1})"),
                HasSubstr("$.replies[0]: there is no invoke 2"));
    EXPECT_THAT(complaint(R"({"invoke": 1, "of": "reply", "equals": 1})"), HasSubstr("reply"));
    EXPECT_THAT(complaint(R"({"invoke": 1, "of": "error", "transform": ".[", "equals": 1})"),
                HasSubstr("is no filter of jq"));
    EXPECT_THAT(complaint(R"({"invoke": 1, "of": "error"})"), HasSubstr("equals"));
}

}  // namespace
}  // namespace hourglass::scenarios
