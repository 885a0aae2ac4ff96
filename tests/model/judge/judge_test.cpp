#include "model/judge/judge.hpp"

#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/client_cases.hpp"
#include "tests/model/judge/runs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace hourglass::model {
namespace {

Cases all_cases() {
    Cases all;
    for (const auto family : {init_cases,
                              suppressed_init_cases,
                              invoke_cases,
                              invoke_end_cases,
                              response_cases,
                              timeout_cases,
                              reset_cases,
                              shutdown_cases,
                              extension_cases,
                              error_cases,
                              process_cases,
                              event_cases,
                              freeze_cases,
                              restore_cases,
                              runtime_client_cases,
                              extension_client_cases,
                              record_cases,
                              credential_cases,
                              cause_cases,
                              wire_reach_cases,
                              wire_path_cases,
                              wire_body_cases,
                              wire_answer_cases,
                              wire_connection_cases,
                              extension_wire_cases,
                              registration_wire_cases,
                              front_end_status_cases,
                              front_end_request_cases,
                              surroundings_cases,
                              telemetry_cases,
                              telemetry_batch_cases,
                              answer_cases,
                              transfer_cases,
                              progress_cases,
                              call_cases,
                              refusal_cases,
                              runtime_handler_cases,
                              runtime_hardship_cases,
                              extension_hardship_cases}) {
        std::ranges::copy(family(), std::back_inserter(all));
    }
    return all;
}

std::vector<std::string> complaints_of(const Judgement& judgement) {
    std::vector<std::string> complaints;
    for (const Violation& one : judgement.violations) {
        complaints.push_back(std::string{rule_at(one.rule).id} + ": " + one.message);
    }
    return complaints;
}

std::vector<std::string_view> rules_of(const Judgement& judgement) {
    std::vector<std::string_view> rules;
    for (const Violation& one : judgement.violations) rules.push_back(rule_at(one.rule).id);
    return rules;
}

// A rule may have more than one case: the second is RTC17_2.
std::string name_of_case(const testing::TestParamInfo<Case>& info) {
    const Cases all = all_cases();
    const auto before =
        std::count_if(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(info.index),
                      [&info](const Case& one) { return one.rule == info.param.rule; });
    std::string name{info.param.rule};
    std::erase(name, '-');
    return before == 0 ? name : name + "_" + std::to_string(before + 1);
}

class Monitor : public testing::TestWithParam<Case> {};

INSTANTIATE_TEST_SUITE_P(Of, Monitor, testing::ValuesIn(all_cases()), name_of_case);

TEST_P(Monitor, SeesItsRuleBroken) {
    const Trace trace = GetParam().breaks();

    const Judgement judgement = Judge{}(trace);

    EXPECT_THAT(rules_of(judgement), testing::Contains(GetParam().rule))
        << testing::PrintToString(complaints_of(judgement));
}

TEST_P(Monitor, SeesItsRuleKept) {
    const Trace trace = GetParam().keeps();

    const Judgement judgement = Judge{}(trace);

    EXPECT_GT(judgement.exercised.at(find_rule(GetParam().rule)->value), 0U);
    EXPECT_THAT(complaints_of(judgement), testing::IsEmpty());
}

// What a monitor is not shown, because its list of kinds leaves it out, must be nothing to it.
TEST_P(Monitor, FindsTheSameWhenAllIsShown) {
    for (const Trace& trace : {GetParam().breaks(), GetParam().keeps()}) {
        const Judgement wanted = Judge{}(trace);
        const Judgement all = Judge{Judge::Attention::All}(trace);

        EXPECT_EQ(complaints_of(wanted), complaints_of(all));
        EXPECT_EQ(wanted.exercised, all.exercised);
    }
}

TEST(Monitors, AreEachSeenToFailAndToHold) {
    std::set<std::string_view> tested;
    for (const Case& one : all_cases()) tested.insert(one.rule);
    std::set<std::string_view> monitored;
    for (std::uint16_t i = 1; i <= catalogue.size(); ++i) {
        if (has_monitor(RuleIndex{i})) monitored.insert(rule_at(RuleIndex{i}).id);
    }

    EXPECT_EQ(tested, monitored);
}

TEST(Monitors, CheckAtLeastSixtyRules) {
    EXPECT_GE(all_cases().size(), 60U);
}

TEST(Judge, SeesAProcessActInAFrozenSandbox) {
    TraceBuilder run =
        ready().after(1s).add({.generation = 1, .kind = Kind::OutputLine, .who = Who::Runtime});

    const Judgement judgement = Judge{}(run.saying("awake").end());

    EXPECT_THAT(rules_of(judgement), testing::Contains("FRZ-01"));
}

}  // namespace
}  // namespace hourglass::model
