// The regression corpus: every reported fault is a scenario, or docs/corpus.md says why not.
#include "scenarios/loader.hpp"
#include "tests/support/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <map>
#include <regex>
#include <set>

namespace hourglass::scenarios {
namespace {

namespace fs = std::filesystem;

const fs::path source{tests::source_dir()};

// How many reports each family has: R1-1 to R1-9, and so on.
constexpr std::array family_sizes{9, 15, 3, 11, 10, 5, 4, 10, 13, 13, 9, 11, 6, 6, 4, 11};

std::map<std::string, int> every_id() {
    std::map<std::string, int> ids;
    int family = 0;
    for (const int size : family_sizes) {
        ++family;
        for (int row = 1; row <= size; ++row) {
            ids["R" + std::to_string(family) + "-" + std::to_string(row)] = 1;
        }
    }
    return ids;
}

std::set<std::string> ids_of_files() {
    std::set<std::string> ids;
    for (const auto& entry : fs::directory_iterator{source / "scenarios/regressions"}) {
        ids.insert(entry.path().stem().string());
    }
    return ids;
}

struct TableRow {
    std::string id;
    std::string second_cell;
};

std::vector<TableRow> rows_of_the_document() {
    std::ifstream in{source / "docs/corpus.md"};
    const std::regex row{R"(\| (R\d+-\d+) \| ([^|]+) \|.*)"};
    std::vector<TableRow> rows;
    std::smatch cells;
    for (std::string line; std::getline(in, line);) {
        if (std::regex_match(line, cells, row)) rows.push_back({cells[1], cells[2]});
    }
    return rows;
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    return text;
}

class CorpusTest : public testing::Test {
protected:
    CorpusTest() {
        auto loaded = load_scenarios({source / "scenarios/regressions"});
        EXPECT_TRUE(loaded.has_value()) << loaded.error().message;
        if (loaded) scenarios_ = *std::move(loaded);
    }

    std::vector<Scenario> scenarios_;
};

TEST_F(CorpusTest, AccountsForEveryReportExactlyOnce) {
    std::map<std::string, int> found;

    for (const std::string& id : ids_of_files()) ++found[id];
    for (const TableRow& row : rows_of_the_document()) ++found[row.id];

    EXPECT_EQ(found, every_id());
}

TEST_F(CorpusTest, ServesAReportOnlyByAScenarioThatExists) {
    const std::set<std::string> files = ids_of_files();
    const std::regex id{R"(R\d+-\d+)"};

    for (const TableRow& row : rows_of_the_document()) {
        if (!std::regex_match(row.second_cell, id)) continue;
        EXPECT_TRUE(files.contains(row.second_cell)) << row.id << " by " << row.second_cell;
    }
}

TEST_F(CorpusTest, NamesEachScenarioAfterItsFile) {
    EXPECT_EQ(scenarios_.size(), ids_of_files().size());
    for (const Scenario& scenario : scenarios_) {
        EXPECT_EQ(scenario.name, "REGRESSION/" + lower(fs::path{scenario.path}.stem().string()));
    }
}

TEST_F(CorpusTest, EndsEachSentenceWithTheReportThatItGuardsAgainst) {
    for (const Scenario& scenario : scenarios_) {
        EXPECT_THAT(scenario.about, testing::MatchesRegex(R"(.* \([^ ]+/[^ ]+#[0-9]+\)\.)"));
    }
}

TEST_F(CorpusTest, NamesARuleAndExpectsSomethingInEachScenario) {
    for (const Scenario& scenario : scenarios_) {
        EXPECT_FALSE(scenario.rules.empty()) << scenario.name;
        EXPECT_FALSE(scenario.expectations.empty()) << scenario.name;
    }
}

}  // namespace
}  // namespace hourglass::scenarios
