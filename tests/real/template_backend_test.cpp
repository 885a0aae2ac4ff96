// The template of an adapter, played with a scenario and judged: it is what outsiders start from.
#include "real/foreign/template_backend.hpp"

#include "model/judge/judge.hpp"
#include "scenarios/conductor.hpp"
#include "scenarios/loader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hourglass::real {
namespace {

scenarios::Scenario two_invokes() {
    return *scenarios::parse_scenario(R"({
        "version": 1, "name": "INV/two", "about": "Two invokes.",
        "config": {"function_timeout": "3s"},
        "runtime": ["next", "respond", "repeat"],
        "invoker": ["invoke", "invoke"],
        "expect": [{"invoke": 1, "outcome": "success"}, {"invoke": 2, "outcome": "success"}],
        "horizon": "5s"})",
                                      "two.json");
}

model::Trace played(TemplateBackend::Platform platform) {
    const auto scenario = two_invokes();
    model::Texts texts;
    TemplateBackend backend{scenarios::setup_of(scenario, model::ProfileName::Aws, texts),
                            std::move(platform)};
    auto trace = scenarios::conduct(backend, scenario);
    EXPECT_TRUE(trace) << trace.error().message;
    EXPECT_THAT(scenarios::mismatches(scenario, *trace), testing::IsEmpty());
    return *std::move(trace);
}

TEST(TemplateBackend, GivesATraceThatTheMachineExplains) {
    const model::Trace trace = played([](const std::string& event) { return event; });

    const model::Judgement judgement = model::judge(trace);

    EXPECT_TRUE(judgement.ok()) << judgement.violations.front().message;
    EXPECT_THAT(judgement.open, testing::IsEmpty());
    EXPECT_GT(judgement.exercised.at(model::find_rule("INV-03")->value), 0U);
}

TEST(TemplateBackend, GivesATraceThatShowsWhatIsWrong) {
    model::Trace trace = played([](const std::string& event) { return event; });
    const auto delivery = std::ranges::find_if(trace.records, [](const model::Record& one) {
        return one.kind == model::Kind::CallAnswered && one.invoke == model::InvokeId{2};
    });
    ASSERT_NE(delivery, trace.records.end());
    delivery->invoke = model::InvokeId{1};  // the event of the invoke before

    const model::Judgement judgement = model::judge(trace);

    EXPECT_FALSE(judgement.ok());
}

}  // namespace
}  // namespace hourglass::real
