// hourglass explore, from outside.
#include "tests/cli/program.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hourglass::tests {
namespace {

class Explore : public ProgramTest {};

TEST_F(Explore, SeesSmallWorldsWholeAndFiresEveryReachableRow) {
    for (const char* profile : {"aws", "rapid"}) {
        const Outcome outcome = hourglass({"explore", "--profile", profile, "--json", "-"});

        ASSERT_EQ(outcome.status, 0) << outcome.complaint;
        const auto result = nlohmann::json::parse(outcome.output);
        EXPECT_TRUE(result.at("complete").get<bool>());
        EXPECT_EQ(result.at("deadlocks"), 0);
        EXPECT_TRUE(result.at("violations").empty());
        EXPECT_TRUE(result.at("liveness").at("unanswered").empty());
        EXPECT_FALSE(result.at("fired").empty());
        EXPECT_TRUE(result.at("never_fired").empty()) << result.at("never_fired");
    }
}

TEST_F(Explore, SaysWhichBoundIsOutOfRange) {
    const Outcome outcome = hourglass({"explore", "--extensions", "99"});

    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.complaint.find("--extensions"), std::string::npos) << outcome.complaint;
}

TEST_F(Explore, SaysThatBothKindsOfExtensionsShareTheirLimit) {
    const Outcome outcome = hourglass({"explore", "--extensions", "6", "--internals", "5"});

    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.complaint.find("--internals"), std::string::npos) << outcome.complaint;
}

TEST_F(Explore, KnowsNoRuleThatDoesNotExist) {
    const Outcome outcome = hourglass({"explore", "--rule", "NONE-99"});

    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.complaint.find("NONE-99"), std::string::npos) << outcome.complaint;
}

TEST_F(Explore, RefusesANegativeBound) {
    const Outcome outcome = hourglass({"explore", "--faults", "-1"});

    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.complaint.find("--faults"), std::string::npos) << outcome.complaint;
}

TEST_F(Explore, WarnsOfBoundsThatDoNotFitAndStopsCleanly) {
    const Outcome outcome = hourglass({"explore", "--extensions", "10", "--invokes", "8",
                                       "--faults", "7", "--memory", "0.01", "--json", "-"});

    EXPECT_EQ(outcome.status, 3);
    EXPECT_NE(outcome.complaint.find("estimated"), std::string::npos) << outcome.complaint;
    EXPECT_FALSE(nlohmann::json::parse(outcome.output).at("complete").get<bool>());
}

TEST_F(Explore, ComparesItsReductionsOnRequest) {
    const Outcome outcome = hourglass({"explore", "--extensions", "0", "--verify-reductions"});

    EXPECT_EQ(outcome.status, 0) << outcome.complaint;
    EXPECT_NE(outcome.output.find("pruning"), std::string::npos) << outcome.output;
    EXPECT_EQ(outcome.output.find("DIFFERENT"), std::string::npos) << outcome.output;
}

TEST_F(Explore, CountsTheSameOnAnyNumberOfThreads) {
    const auto result_on = [&](const char* threads) {
        const Outcome outcome = hourglass({"explore", "--extensions", "1", "--invokes", "1",
                                           "--threads", threads, "--json", "-"});
        auto json = nlohmann::json::parse(outcome.output);
        for (const char* own : {"seconds", "threads", "peak_bytes"}) json.erase(own);
        return json;
    };

    EXPECT_EQ(result_on("1"), result_on("3"));
}

TEST_F(Explore, SearchesTheWorldThatIsAskedFor) {
    const Outcome outcome = hourglass(
        {"explore", "--extensions", "0", "--invokes", "1", "--faults", "0", "--json", "-"});

    ASSERT_EQ(outcome.status, 0) << outcome.complaint;
    const auto result = nlohmann::json::parse(outcome.output);
    EXPECT_EQ(result.at("bounds").size(), 1u);
    EXPECT_EQ(result.at("bounds")[0].at("invokes"), 1);
}

}  // namespace
}  // namespace hourglass::tests
