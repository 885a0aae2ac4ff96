// hourglass defects from outside: what it kills, by which means, and how short the plays become.
#include "tests/cli/program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace hourglass::tests {

namespace {

using nlohmann::json;
using testing::HasSubstr;

class Defects : public ProgramTest {
protected:
    json matrix(Arguments more) const {
        Arguments arguments{"defects", "--only", "timeout-*", "--json", "-"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Outcome outcome = hourglass(arguments);
        EXPECT_EQ(outcome.status, 0) << outcome.complaint;
        return json::parse(outcome.output);
    }

    // No clock here: how long it takes is what the command prints.
    static void expect_short_and_proven(const json& matrix) {
        EXPECT_GE(matrix["defects"].size(), 8U);
        for (const json& defect : matrix["defects"]) {
            EXPECT_TRUE(defect["killed"]) << defect["name"];
            EXPECT_TRUE(defect["shrunk_minimal"]) << defect["name"];
            EXPECT_LE(defect["shrunk_steps"], 8) << defect["name"];
            EXPECT_TRUE(defect["diverged"]) << defect["name"];
        }
    }
};

TEST_F(Defects, ShrinkFromTheLibraryToTheShortestThereIs) {
    expect_short_and_proven(matrix({}));
}

TEST_F(Defects, AreFoundByGeneratedScenariosAlone) {
    const json result = matrix({"--generated"});

    expect_short_and_proven(result);
    EXPECT_THAT(result["defects"][0]["scenario"].get<std::string>(), HasSubstr("generated"));
}

TEST_F(Defects, AreSaidToShrinkInTheLastLine) {
    const Outcome outcome = hourglass({"defects", "--only", "timeout-doubled"});

    EXPECT_EQ(outcome.status, 0) << outcome.complaint;
    EXPECT_THAT(outcome.output, HasSubstr("1 of 1 defects killed"));
    EXPECT_THAT(outcome.output, HasSubstr("shrank to the proven minimum within 2 s"));
}

TEST_F(Defects, AreHuntedWithGeneratedScenariosOrInTheTables) {
    EXPECT_EQ(hourglass({"defects", "--model", "--generated"}).status, 2);
    EXPECT_EQ(hourglass({"defects", "--only", "none-such"}).status, 2);
}

TEST_F(Defects, AreToldFromOutsideByLevelOfObservation) {
    const Outcome outcome = hourglass(
        {"defects", "--from-outside", "--cases", "40", "--only", "event-*", "--json", "-"});

    ASSERT_EQ(outcome.status, 0) << outcome.complaint;
    const json report = json::parse(outcome.output);
    ASSERT_EQ(report["healthy"].size(), 2U);
    for (const json& level : report["healthy"]) {
        EXPECT_EQ(level["cases"], 40);
        EXPECT_TRUE(level["false_alarms"].empty()) << level;
    }
    bool some_is_seen = false;
    for (const json& defect : report["defects"]) {
        EXPECT_TRUE(defect["white"]) << defect;
        some_is_seen |= defect["black"].get<bool>();
    }
    EXPECT_TRUE(some_is_seen);
}

}  // namespace

}  // namespace hourglass::tests
