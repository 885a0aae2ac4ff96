// What needs no machine to be wrong in a trace that was seen from outside.
#include "model/judge/judge.hpp"
#include "model/rules/catalogue.hpp"
#include "model/trace/answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hourglass::model {
namespace {

Trace seen_from_outside(const Record& last) {
    Trace trace;
    trace.header.view = View::Black;
    trace.records = {{.kind = Kind::InvokeAsked, .who = Who::Invoker}, last};
    trace.records.front().invoke = InvokeId{1};
    return trace;
}

std::vector<std::string> broken(const Record& last) {
    std::vector<std::string> rules;
    for (const Violation& one : judge(seen_from_outside(last)).violations) {
        rules.emplace_back(rule_at(one.rule).id);
    }
    return rules;
}

TEST(OutsiderJudge, ObjectsToAPlatformThatEndsByItself) {
    EXPECT_THAT(broken({.amount = 2, .kind = Kind::ProcessExited, .who = Who::Platform}),
                testing::ElementsAre("PROC-33"));
}

TEST(OutsiderJudge, ObjectsToACallerWithoutAnAnswer) {
    EXPECT_THAT(broken({.invoke = InvokeId{1}, .kind = Kind::CallLost, .who = Who::Invoker}),
                testing::ElementsAre("FE-36"));
}

TEST(OutsiderJudge, ObjectsToWhatIsLeftBehind) {
    EXPECT_THAT(broken({.kind = Kind::Leak}), testing::ElementsAre("PROC-31"));
}

// An invoke at somebody's front door, over HTTP, and the lines that were printed of it.
class FrontDoor : public testing::Test {
protected:
    FrontDoor() { trace_.header.view = View::Black; }

    void asks() { add({.kind = Kind::InvokeAsked, .who = Who::Invoker}); }
    void prints(std::string_view line) {
        add({.text = trace_.texts.intern(line), .kind = Kind::InvokeLine});
    }
    void answers(Reply reply, Outcome outcome, std::string_view answer) {
        add({.code = static_cast<std::uint16_t>(reply), .kind = Kind::InvokeAnswered});
        add({.code = static_cast<std::uint16_t>(outcome), .kind = Kind::InvokeDone});
        trace_.payloads.emplace_back(answer);
        add({.payload = PayloadId{static_cast<std::uint32_t>(trace_.payloads.size())},
             .text = trace_.texts.intern("POST /2015-03-31/functions/function/invocations "
                                         "HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"),
             .kind = Kind::WireExchange,
             .who = Who::Invoker});
    }
    void posts(Kind kind, std::string_view body) {
        trace_.payloads.emplace_back(body);
        const PayloadId payload{static_cast<std::uint32_t>(trace_.payloads.size())};
        const Record call{.call = CallId{1}, .payload = payload, .kind = kind, .who = Who::Runtime};
        add(call);
        add({.call = CallId{1},
             .code = static_cast<std::uint16_t>(Answer::Accepted),
             .kind = Kind::CallAnswered});
    }
    std::vector<std::string> broken() {
        add({.kind = Kind::End});
        std::vector<std::string> rules;
        for (const Violation& one : judge(trace_).violations) {
            const std::string id{rule_at(one.rule).id};
            if (id.starts_with("FE")) rules.push_back(id);
        }
        return rules;
    }
    bool is_tested(std::string_view rule) const {
        return judge(trace_).exercised.at(find_rule(rule)->value) > 0;
    }

    Trace trace_;

private:
    void add(Record record) {
        record.invoke = InvokeId{record.kind == Kind::End ? 0U : 1U};
        trace_.records.push_back(record);
    }
};

// As the service says it, with that status.
std::string empty_object(std::string_view status) {
    return "HTTP/1.1 " + std::string{status} +
           "\r\nX-Amzn-RequestId: one\r\nX-Amz-Executed-Version: 1\r\nContent-Length: 2\r\n\r\n{}";
}

TEST_F(FrontDoor, IsAsTheServicesIs) {
    asks();
    prints("START RequestId: one Version: 1");
    answers(Reply::Response, Outcome::Success, empty_object("200 OK"));
    prints("END RequestId: one");  // a pipe may be slower than a socket
    prints(
        "REPORT RequestId: one\tInit Duration: 5.00 ms\tDuration: 3.00 ms\tBilled Duration: 4 "
        "ms\t");

    EXPECT_THAT(broken(), testing::IsEmpty());
    for (const char* rule : {"FE-04", "FE-32", "FE-34", "FE-35"}) EXPECT_TRUE(is_tested(rule));
}

TEST_F(FrontDoor, TellsNoRequestIdNorOfATimeout) {
    asks();
    answers(Reply::TimedOut, Outcome::TimedOut,
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nTimed out");

    EXPECT_THAT(broken(), testing::UnorderedElementsAre("FE-31", "FE-35"));
}

TEST_F(FrontDoor, DoesNotMarkAFunctionError) {
    asks();
    posts(Kind::ErrorPosted, "{}");
    answers(Reply::Response, Outcome::Success, empty_object("200 OK"));

    EXPECT_THAT(broken(), testing::ElementsAre("FE-30"));
}

TEST_F(FrontDoor, GivesTheBodyOfASuccessToAFailure) {
    asks();
    posts(Kind::ResponsePosted, "{}");
    answers(Reply::Response, Outcome::Failure, empty_object("502 Bad Gateway"));

    EXPECT_THAT(broken(), testing::ElementsAre("FE-33"));
}

TEST_F(FrontDoor, BillsWhatTheDurationIsNot) {
    asks();
    prints("START RequestId: one Version: 1");
    prints("END RequestId: one");
    prints("REPORT RequestId: one\tDuration: 3.20 ms\tBilled Duration: 5 ms\t");

    EXPECT_THAT(broken(), testing::ElementsAre("FE-34"));
}

TEST_F(FrontDoor, PrintsAnotherRequestIdAndNoEnd) {
    asks();
    prints("START RequestId: one Version: 1");
    prints("REPORT RequestId: two\tDuration: 3.00 ms\tBilled Duration: 3 ms\t");
    answers(Reply::Empty, Outcome::Failure,
            "HTTP/1.1 200 OK\r\nX-Amzn-RequestId: one\r\nX-Amz-Executed-Version: 1\r\n\r\n");

    EXPECT_THAT(broken(), testing::UnorderedElementsAre("FE-04", "FE-32"));
}

TEST_F(FrontDoor, OfTheEmulatorMayLeaveOutTheEndOfAFailure) {
    trace_.header.setup.profile = ProfileName::Rapid;
    asks();
    prints("START RequestId: one Version: 1");
    answers(Reply::Empty, Outcome::Failure, "HTTP/1.1 502 Bad Gateway\r\n\r\n");

    EXPECT_THAT(broken(), testing::IsEmpty());
}

TEST(OutsiderJudge, HasNothingAgainstARunThatIsCut) {
    EXPECT_THAT(broken({.kind = Kind::Note}), testing::IsEmpty());
}

}  // namespace
}  // namespace hourglass::model
