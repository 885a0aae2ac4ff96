// What needs no machine to be wrong in a trace that was seen from outside.
#include "model/judge/judge.hpp"
#include "model/rules/catalogue.hpp"

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

TEST(OutsiderJudge, HasNothingAgainstARunThatIsCut) {
    EXPECT_THAT(broken({.kind = Kind::Note}), testing::IsEmpty());
}

}  // namespace
}  // namespace hourglass::model
