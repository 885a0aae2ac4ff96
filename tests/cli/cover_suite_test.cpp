// The suites that explore --cover made, and what explore writes, from outside.
#include "tests/cli/program.hpp"
#include "tests/support/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace hourglass::tests {
namespace {

using testing::HasSubstr;

constexpr const char* fault = "sandbox.Cold.ResetRequested row removed";

class CoverSuites : public ProgramTest {
protected:
    std::string fresh(const std::string& name) { return (folder() / name).string(); }
};

// Rules of timeouts are among them: a trace of real processes says how late a timer may be.
void expect_held(const nlohmann::json& result) {
    for (const auto& rule : result.at("rules")) {
        EXPECT_NE(rule.at("verdict"), "violated") << rule.at("id") << " on " << rule.at("backend");
    }
}

TEST_F(CoverSuites, PlayOnSimulatorAndProcessesWithTheSameVerdicts) {
    for (const char* profile : {"aws", "rapid"}) {
        const Outcome outcome =
            hourglass({"verify", "--backend", "sim,process", "--profile", profile, "--scenarios",
                       source_dir() + "/scenarios/cover", "--report", fresh(profile), "--json", "-",
                       "--quiet"});

        const auto start = outcome.output.find('{');
        ASSERT_NE(start, std::string::npos) << outcome.complaint;
        expect_held(nlohmann::json::parse(outcome.output.substr(start)));
    }
}

TEST_F(CoverSuites, AreWrittenAnewForEveryRow) {
    const Outcome outcome = hourglass({"explore", "--cover", "transitions", "--out", fresh("new")});

    EXPECT_EQ(outcome.status, 0) << outcome.complaint;
    EXPECT_TRUE(std::filesystem::exists(fresh("new") + "/missed-aws.txt"));
    EXPECT_TRUE(std::filesystem::exists(fresh("new") + "/aws-01.json"));
}

TEST_F(CoverSuites, NeedAFolderThatIsNotThere) {
    const Outcome none = hourglass({"explore", "--cover", "transitions"});
    const Outcome there =
        hourglass({"explore", "--cover", "transitions", "--out", folder().string()});

    EXPECT_EQ(none.status, 2);
    EXPECT_THAT(none.complaint, HasSubstr("--out"));
    EXPECT_EQ(there.status, 2);
    EXPECT_THAT(there.complaint, HasSubstr("exists"));
}

TEST_F(CoverSuites, AFindingIsAScenarioThatFailsWithTheMutantOnly) {
    const std::string out = fresh("found");
    const Outcome explored = hourglass({"explore", "--extensions", "0", "--invokes", "1",
                                        "--mutant", fault, "--out", out, "--json", "-"});
    ASSERT_EQ(explored.status, 1) << explored.complaint;
    const auto result = nlohmann::json::parse(explored.output);
    const auto scenario = result.at("violations").at(0).at("scenario").get<std::string>();

    EXPECT_TRUE(std::filesystem::exists(scenario));
    EXPECT_EQ(hourglass({"run", scenario, "--backend", "sim", "--defect", fault}).status, 1);
    EXPECT_EQ(hourglass({"run", scenario, "--backend", "sim"}).status, 0);
}

TEST_F(CoverSuites, AnUnknownMutantIsSaid) {
    const Outcome outcome = hourglass({"explore", "--mutant", "nobody"});

    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.complaint, HasSubstr("nobody"));
}

TEST_F(CoverSuites, TheMatrixNamesMutantsAndWhatKillsThem) {
    const Outcome outcome =
        hourglass({"defects", "--model", "--only", "sandbox.Cold.ResetRequested *", "--json", "-"});

    EXPECT_LE(outcome.status, 1) << outcome.output;  // 1: some live
    const auto matrix = nlohmann::json::parse(outcome.output);
    EXPECT_GE(matrix.at("killed").get<int>(), 4);
    for (const auto& one : matrix.at("defects")) {
        EXPECT_EQ(one.at("killed").get<bool>(), one.contains("killed_by")) << one;
    }
}

}  // namespace
}  // namespace hourglass::tests
