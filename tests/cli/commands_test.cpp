// run, check, list and show from outside.
#include "model/rules/catalogue.hpp"
#include "tests/cli/program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace hourglass::tests {

namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Commands : public ProgramTest {};

TEST_F(Commands, HelpHasExamples) {
    for (const char* command : {"verify", "run", "check", "replay", "list", "show"}) {
        const Outcome outcome = hourglass({command, "--help"});
        EXPECT_EQ(outcome.status, 0);
        EXPECT_THAT(outcome.output, HasSubstr("Examples:\n  hourglass " + std::string{command}));
    }
    EXPECT_THAT(hourglass({"--help"}).output, HasSubstr("Exit status: 0 all held"));
}

TEST_F(Commands, RunShowsTheTimelineAndTheVerdict) {
    const Outcome outcome = hourglass({"run", good_scenario()});

    EXPECT_EQ(outcome.status, 0) << outcome.output << outcome.complaint;
    EXPECT_THAT(outcome.output, StartsWith("INV/good on sim, profile aws, seed 1\n"));
    EXPECT_THAT(outcome.output, HasSubstr("invoker           asks for invoke 1"));
    EXPECT_THAT(outcome.output, HasSubstr("held: "));
}

TEST_F(Commands, RunTwiceGivesTheSameTrace) {
    const std::string file = good_scenario();
    hourglass({"run", file, "--trace", "one.jsonl", "--seed", "5"});
    hourglass({"run", file, "--trace", "two.jsonl", "--seed", "5"});
    hourglass({"run", file, "--trace", "other.jsonl", "--seed", "6"});

    EXPECT_EQ(read("one.jsonl"), read("two.jsonl"));
    EXPECT_NE(read("one.jsonl"), read("other.jsonl"));
}

TEST_F(Commands, RunGivesTheSameVerdictInTheRealWorld) {
    const std::string file = good_scenario();

    const Outcome outcome = hourglass({"run", file, "--backend", "process"});

    EXPECT_EQ(outcome.status, 0) << outcome.output << outcome.complaint;
    EXPECT_THAT(outcome.output, HasSubstr("pid"));
}

TEST_F(Commands, RunFindsBuiltInScenariosByNameAndByRule) {
    EXPECT_THAT(hourglass({"run", "SUPP/after-runtime-exit"}).output,
                StartsWith("SUPP/after-runtime-exit on sim"));
    EXPECT_THAT(hourglass({"run", "SUPP-01"}).output,
                AllOf(HasSubstr("SUPP/after-reset on sim"), HasSubstr("SUPP/without-init on sim")));
    EXPECT_EQ(hourglass({"run", "SUPP-01", "--trace", "one.jsonl"}).status, 2);
    EXPECT_EQ(hourglass({"run", "SUPP/no-such-thing"}).status, 2);
}

TEST_F(Commands, CheckJudgesARecordedTrace) {
    hourglass({"run", good_scenario(), "--trace", "good.jsonl", "--quiet"});

    const Outcome outcome = hourglass({"check", "good.jsonl"});

    EXPECT_EQ(outcome.status, 0) << outcome.output << outcome.complaint;
    EXPECT_THAT(outcome.output, AllOf(StartsWith("good.jsonl\n"), HasSubstr("held: ")));
}

TEST_F(Commands, CheckNamesTheRuleThatATraceBreaks) {
    hourglass({"run", good_scenario(), "--trace", "good.jsonl", "--quiet"});
    // The answer that the invoker got is taken out of the trace.
    std::string text = read("good.jsonl");
    const std::size_t answer = text.find("InvokeAnswered");
    ASSERT_NE(answer, std::string::npos);
    const std::size_t line = text.rfind('\n', answer) + 1;
    text.erase(line, text.find('\n', answer) + 1 - line);

    const Outcome outcome = hourglass({"check", write("broken.jsonl", text)});

    EXPECT_EQ(outcome.status, 1) << outcome.output;
    EXPECT_THAT(outcome.output, HasSubstr("VIOLATED "));
    EXPECT_THAT(outcome.output, HasSubstr("replay broken.jsonl"));
}

TEST_F(Commands, CheckOfOneUnreadableTraceStillJudgesTheOthers) {
    hourglass({"run", good_scenario(), "--trace", "good.jsonl", "--quiet"});

    const Outcome outcome = hourglass({"check", "missing.jsonl", "good.jsonl"});

    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.complaint, HasSubstr("missing.jsonl"));
    EXPECT_THAT(outcome.output, HasSubstr("good.jsonl\n"));
}

TEST_F(Commands, ListRulesIsTheWholeCatalogue) {
    const json rules = json::parse(hourglass({"list", "rules", "--json"}).output);

    ASSERT_EQ(rules.size(), model::catalogue.size());
    EXPECT_EQ(rules[0]["id"], model::catalogue[0].id);
    EXPECT_TRUE(rules[0].contains("levels"));
    EXPECT_THAT(hourglass({"list", "rules", "TMO-01"}).output, HasSubstr("TMO-01"));
}

TEST_F(Commands, ListSaysWhatElseThereIs) {
    EXPECT_THAT(hourglass({"list", "scenarios"}).output, HasSubstr("SUPP/after-runtime-exit"));
    EXPECT_THAT(hourglass({"list", "backends"}).output,
                AllOf(HasSubstr("sim"), HasSubstr("process")));
    EXPECT_THAT(hourglass({"list", "profiles"}).output,
                AllOf(HasSubstr("aws"), HasSubstr("rapid")));
}

TEST_F(Commands, ShowDrawsAMachineInEachFormat) {
    EXPECT_THAT(hourglass({"show", "machine", "sandbox"}).output, StartsWith("stateDiagram-v2"));
    EXPECT_THAT(hourglass({"show", "machine", "runtime", "--format", "plantuml"}).output,
                StartsWith("@startuml"));
    EXPECT_THAT(hourglass({"show", "machine", "extension", "--format", "dot"}).output,
                StartsWith("digraph"));
}

}  // namespace

}  // namespace hourglass::tests
