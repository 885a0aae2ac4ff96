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
        EXPECT_TRUE(result.at("never_fired").empty()) << result.at("never_fired");
    }
}

TEST_F(Explore, SaysWhichBoundIsOutOfRange) {
    const Outcome outcome = hourglass({"explore", "--extensions", "99"});

    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.complaint.find("--extensions"), std::string::npos) << outcome.complaint;
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
