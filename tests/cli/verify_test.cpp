#include "tests/cli/program.hpp"
#include "tests/support/places.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include <set>
#include <sys/stat.h>

namespace hourglass::tests {

namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class VerifyTest : public ProgramTest {
protected:
    // A scenario that expects what does not come.
    std::string bad_scenario() const {
        return write("bad.json",
                     scenario("INV/bad", R"(["next", "error Custom.Error", "repeat"])", "success"));
    }

    // The names of what the simulator plays of the library.
    std::multiset<std::string> played_in(Arguments arguments) const {
        arguments.insert(arguments.end(), {"--backend", "sim", "--json", "-"});
        const json result = json::parse(verify(arguments).output);
        std::multiset<std::string> names;
        for (const json& scenario : result["played"]) names.insert(scenario["name"]);
        return names;
    }

    Outcome verify(Arguments arguments) const {
        arguments.insert(arguments.begin(), "verify");
        return hourglass(arguments);
    }
};

TEST_F(VerifyTest, EndsWellWhenAllHeldInBothWorlds) {
    const Outcome outcome = verify({"--scenarios", good_scenario()});

    EXPECT_EQ(outcome.status, 0) << outcome.output << outcome.complaint;
    EXPECT_THAT(outcome.output, AllOf(HasSubstr("sim"), HasSubstr("process")));
    EXPECT_THAT(outcome.output, HasSubstr("all held: "));
}

TEST_F(VerifyTest, FailsOnlyOnWhatItsBaselineDoesNotAccept) {
    const Arguments run{"--scenarios", bad_scenario(), "--backend", "sim"};
    const auto with = [&](Arguments more) {
        more.insert(more.begin(), run.begin(), run.end());
        return verify(more);
    };

    EXPECT_EQ(with({"--write-baseline", "known.json"}).status, 1);
    const Outcome again = with({"--baseline", "known.json"});
    EXPECT_EQ(again.status, 0) << again.output << again.complaint;
    EXPECT_THAT(again.output, HasSubstr("nothing new: "));

    write("bad.json", scenario("INV/bad", R"(["next", "respond", "repeat"])", "success"));
    const Outcome mended = with({"--baseline", "known.json"});
    EXPECT_EQ(mended.status, 0);
    EXPECT_THAT(mended.output, HasSubstr("FIXED unexpected outcome on sim/aws in INV/bad"));
}

TEST_F(VerifyTest, RefusesABaselineThatCannotBeRead) {
    const Outcome outcome = verify({"--baseline", "nowhere.json"});

    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.complaint,
                AllOf(HasSubstr("nowhere.json: cannot be read"), HasSubstr("--write-baseline")));
}

TEST_F(VerifyTest, WritesTheReportFolder) {
    verify({"--scenarios", good_scenario(), "--report", "out/report"});

    for (const char* file : {"out/report/result.json", "out/report/junit.xml",
                             "out/report/summary.md", "out/report/traces/sim/aws/INV/good.jsonl",
                             "out/report/traces/process/aws/INV/good.jsonl"}) {
        EXPECT_TRUE(exists(file)) << file;
    }
    EXPECT_FALSE(exists("hourglass-report"));
}

TEST_F(VerifyTest, SaysTheSameInJsonAndJunitAndOnlyThatOnStandardOutput) {
    const Outcome outcome = verify(
        {"--scenarios", good_scenario(), "--backend", "sim", "--json", "-", "--junit", "j.xml"});

    const json result = json::parse(outcome.output);
    pugi::xml_document junit;
    ASSERT_TRUE(junit.load_string(read("j.xml").c_str()));
    EXPECT_THAT(outcome.complaint, HasSubstr("all held: "));
    std::size_t rules = 0;
    for (const auto& suite : junit.child("testsuites").children("testsuite")) {
        if (std::string_view{suite.attribute("name").value()}.ends_with("scenarios")) continue;
        rules += suite.attribute("tests").as_uint();
    }
    EXPECT_EQ(rules, result["rules"].size());
    EXPECT_EQ(result["scenarios"], 1);
    EXPECT_GT(result["summary"]["held"], 0);
}

TEST_F(VerifyTest, FailsWithTheReplayCommandAndTheReplayFailsAgain) {
    const Outcome outcome = verify({"--scenarios", bad_scenario(), "--backend", "sim"});

    const std::string trace = "hourglass-report/traces/sim/aws/INV/bad.jsonl";
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.output, HasSubstr("UNEXPECTED INV/bad on sim/aws"));
    EXPECT_THAT(outcome.output, HasSubstr(tests::program() + " replay " + trace));

    const Outcome again = hourglass({"replay", trace});

    EXPECT_EQ(again.status, 1);
    EXPECT_THAT(again.output, HasSubstr("still wrong: "));
    EXPECT_THAT(again.output, HasSubstr("the trace is the same, record by record"));
}

TEST_F(VerifyTest, ReplaySaysWhenItIsGone) {
    verify({"--scenarios", bad_scenario(), "--backend", "sim"});
    write("hourglass-report/traces/sim/aws/INV/bad.scenario.json",
          scenario("INV/bad", R"(["next", "respond", "repeat"])", "success"));

    const Outcome again = hourglass({"replay", "hourglass-report/traces/sim/aws/INV/bad.jsonl"});

    EXPECT_EQ(again.status, 0) << again.output;
    EXPECT_THAT(again.output, HasSubstr("gone: "));
}

TEST_F(VerifyTest, ReplaysWhatWentWrongInTheRealWorld) {
    verify({"--scenarios", bad_scenario(), "--backend", "process"});

    const Outcome again =
        hourglass({"replay", "hourglass-report/traces/process/aws/INV/bad.jsonl"});

    EXPECT_EQ(again.status, 1);
    EXPECT_THAT(again.output, HasSubstr("still wrong: "));
}

TEST_F(VerifyTest, TracesOfTheSimulatorSayNothingOfTheFolder) {
    const std::string file = good_scenario();
    verify({"--scenarios", file, "--backend", "sim", "--report", "one"});
    verify({"--scenarios", file, "--backend", "sim", "--report", "two"});

    const std::string trace = read("one/traces/sim/aws/INV/good.jsonl");

    EXPECT_EQ(trace, read("two/traces/sim/aws/INV/good.jsonl"));
    EXPECT_THAT(trace, HasSubstr("hourglass run good.json --backend sim --profile aws --seed 1"));
}

TEST_F(VerifyTest, QuietSaysNothingWhenAllHeld) {
    const Outcome outcome = verify({"--scenarios", good_scenario(), "--backend", "sim", "--quiet"});

    EXPECT_EQ(outcome.status, 0);
    EXPECT_THAT(outcome.output, IsEmpty());
    EXPECT_THAT(outcome.complaint, IsEmpty());
}

TEST_F(VerifyTest, PlaysEachCaseWithASeedOfItsOwn) {
    const Outcome outcome =
        verify({"--scenarios", bad_scenario(), "--backend", "sim", "--seed", "40", "--cases", "3"});

    EXPECT_THAT(outcome.output, HasSubstr("3 runs of 1 scenario, seed 40"));
    EXPECT_TRUE(exists("hourglass-report/traces/sim/aws/INV/bad.jsonl"));
    EXPECT_TRUE(exists("hourglass-report/traces/sim/aws/INV/bad.seed-41.jsonl"));
    EXPECT_TRUE(exists("hourglass-report/traces/sim/aws/INV/bad.seed-42.jsonl"));
}

TEST_F(VerifyTest, ShardsPartTheScenarios) {
    std::multiset<std::string> parts;
    for (const char* shard : {"1/3", "2/3", "3/3"}) parts.merge(played_in({"--shard", shard}));

    const std::multiset<std::string> all = played_in({});

    EXPECT_EQ(parts, all);
    EXPECT_GT(all.size(), 40U);
}

TEST_F(VerifyTest, RulesChooseWhatIsPlayedAndReported) {
    const Outcome outcome = verify({"--backend", "sim", "--rules", "SUPP-0*", "--json", "-"});

    const json result = json::parse(outcome.output);
    EXPECT_GT(result["played"].size(), 0U);
    for (const json& rule : result["rules"]) {
        EXPECT_THAT(rule["id"].get<std::string>(), HasSubstr("SUPP-0"));
    }
}

TEST_F(VerifyTest, JudgesOurOwnProcessesByTheirEdgesAlone) {
    const Outcome outcome = verify({"--backend", "process", "--from-outside", "--profile", "all",
                                    "--rules", "TMO-*,SUPP-*", "--json", "-"});

    const json result = json::parse(outcome.output);
    EXPECT_EQ(result["summary"]["violated"], 0) << outcome.output;
    EXPECT_GT(result["summary"]["held"], 0);
    EXPECT_NE(outcome.status, 1) << outcome.complaint;
}

TEST_F(VerifyTest, SeesADefectByItsEdgesAlone) {
    const Outcome outcome = hourglass({"run", "INV/event-again", "--backend", "sim",
                                       "--from-outside", "--defect", "event-lost", "--quiet"});

    EXPECT_EQ(outcome.status, 1) << outcome.output << outcome.complaint;
}

TEST_F(VerifyTest, SaysWhatToUseInsteadOfABackendThatIsNotThere) {
    const Outcome rapid = verify({"--backend", "rapid"});
    EXPECT_EQ(rapid.status, 2);
    EXPECT_THAT(rapid.complaint, AllOf(HasSubstr("standalone"), HasSubstr("--backend rie")));

    const Outcome unknown = verify({"--backend", "none-such"});
    EXPECT_EQ(unknown.status, 2);
    EXPECT_THAT(unknown.complaint, HasSubstr("there are sim, process and rie"));
}

TEST_F(VerifyTest, PlaysUnderEachProfileOfAll) {
    const Outcome outcome =
        verify({"--scenarios", good_scenario(), "--backend", "sim", "--profile", "all"});

    EXPECT_THAT(outcome.output, AllOf(HasSubstr("profile aws"), HasSubstr("profile rapid")));
}

TEST_F(VerifyTest, MarksTheLogAndTheSummaryOfAGithubStep) {
    environment_["GITHUB_ACTIONS"] = "true";
    environment_["GITHUB_STEP_SUMMARY"] = (folder() / "step.md").string();

    const Outcome outcome = verify({"--scenarios", bad_scenario(), "--backend", "sim"});

    EXPECT_THAT(outcome.complaint, HasSubstr("::error title=INV/bad on sim/aws::"));
    EXPECT_THAT(read("step.md"), HasSubstr("## Hourglass: violated"));
}

TEST_F(VerifyTest, PlaysTheUsersRuntimeAndReplaysItWithTheSameArguments) {
    write("deaf", "#!/bin/sh\nexit 3\n");
    chmod((folder() / "deaf").c_str(), 0700);
    std::string text = scenario("CLIENT/deaf", R"("client")", "success");
    write("client.json", text);

    const Outcome outcome = verify({"--scenarios", "client.json", "--runtime", "./deaf"});

    EXPECT_EQ(outcome.status, 1) << outcome.complaint;
    EXPECT_THAT(outcome.output, HasSubstr("CLIENT/deaf.jsonl --runtime ./deaf\n"));
    const Arguments replay{"replay", "hourglass-report/traces/process/aws/CLIENT/deaf.jsonl"};
    const Outcome without = hourglass(replay);
    EXPECT_EQ(without.status, 2);
    EXPECT_THAT(without.complaint, HasSubstr("--runtime ./deaf"));
    EXPECT_EQ(hourglass({replay[0], replay[1], "--runtime", "./deaf"}).status, 1);
}

TEST_F(VerifyTest, SaysThatTheKernelRefusesToStartTheUsersRuntime) {
    write("broken",
          "\x7f"
          "ELF and nothing else");
    chmod((folder() / "broken").c_str(), 0700);
    write("client.json", scenario("CLIENT/broken", R"("client")", "success"));

    const Outcome outcome = verify({"--scenarios", "client.json", "--runtime", "./broken"});

    EXPECT_EQ(outcome.status, 2) << outcome.complaint;
    EXPECT_THAT(outcome.output + outcome.complaint, HasSubstr("cannot be started"));
}

TEST_F(VerifyTest, PlaysTheUsersRuntimeOnceMoreBesideAnUnkindPlatform) {
    write("client.json", scenario("CLIENT/deaf", R"("client")", "success"));
    write("deaf", "#!/bin/sh\nexit 3\n");
    chmod((folder() / "deaf").c_str(), 0700);

    const Outcome outcome =
        verify({"--scenarios", "client.json", "--runtime", "./deaf", "--unkind", "--seed", "2"});

    EXPECT_EQ(outcome.status, 1) << outcome.complaint;
    EXPECT_THAT(outcome.output, HasSubstr("CLIENT/deaf.jsonl"));
    const Arguments replay{
        "replay", "hourglass-report/traces/process/aws/CLIENT/deaf-with-chunked-bodies.jsonl",
        "--runtime", "./deaf"};
    EXPECT_EQ(hourglass(replay).status, 1);
    const std::string text = read(replay[1]);
    EXPECT_THAT(text, HasSubstr("replay deaf-with-chunked-bodies.scenario.json --runtime ./deaf"));
    EXPECT_THAT(read("hourglass-report/traces/process/aws/CLIENT/"
                     "deaf-with-chunked-bodies.scenario.json"),
                HasSubstr("chunked bodies"));
}

TEST_F(VerifyTest, RefusesTwoScenariosOfOneName) {
    good_scenario();
    write("twin.json", read("good.json"));

    const Outcome outcome = verify({"--scenarios", "good.json", "twin.json"});

    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.complaint, AllOf(HasSubstr("good.json"), HasSubstr("twin.json")));
    EXPECT_FALSE(exists("hourglass-report"));
}

TEST_F(VerifyTest, ReplacesTheTracesOfTheLastRunAndNothingElse) {
    verify({"--scenarios", bad_scenario(), "--backend", "sim"});
    write("hourglass-report/notes.txt", "mine");

    verify({"--scenarios", good_scenario(), "--backend", "sim"});

    EXPECT_FALSE(exists("hourglass-report/traces/sim/aws/INV/bad.jsonl"));
    EXPECT_TRUE(exists("hourglass-report/traces/sim/aws/INV/good.jsonl"));
    EXPECT_TRUE(exists("hourglass-report/notes.txt"));
}

}  // namespace

}  // namespace hourglass::tests
