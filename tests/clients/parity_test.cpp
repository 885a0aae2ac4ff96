// docs/parity.md, the table of clients and rules, against what is installed and found here.
#include "model/rules/catalogue.hpp"
#include "tests/clients/verification.hpp"
#include "tests/support/approved.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace hourglass::clients {
namespace {

using testing::Contains;

using Columns = std::map<std::string, std::string>;  // what it says, by client
using Table = std::map<std::string, Columns>;        // by rule

std::string text_of_parity() {
    return tests::text_of(root() / "docs/parity.md");
}

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::stringstream rest{line};
    std::string cell;
    std::getline(rest, cell, '|');
    while (std::getline(rest, cell, '|')) cells.push_back(cell.substr(1, cell.size() - 2));
    return cells;
}

// Both tables in one: runtimes and extensions have no rule in common.
Table parity() {
    Table table;
    std::vector<std::string> clients;
    std::stringstream text{text_of_parity()};
    std::string line;
    while (std::getline(text, line)) {
        if (!line.starts_with("| ")) continue;
        const auto cells = cells_of(line);
        if (cells.front() == "rule") clients = cells;
        if (!cells.front().starts_with("RTC") && !cells.front().starts_with("EXC")) continue;
        for (std::size_t i = 1; i < cells.size(); ++i)
            table[cells.front()][clients.at(i)] = cells[i];
    }
    return table;
}

TEST(Parity, HasAColumnForEachRuntimeThatSetupInstalls) {
    const std::string setup = tests::text_of(root() / "examples/setup");
    const std::regex settles{"\nsettle ([a-z]+)"};
    const Columns row = parity().at("RTC-01");

    int count = 0;
    for (std::sregex_iterator it{setup.begin(), setup.end(), settles}, end; it != end; ++it) {
        EXPECT_TRUE(row.contains((*it)[1])) << (*it)[1];
        ++count;
    }
    EXPECT_GE(count, 7);
}

TEST(Parity, HasARowForEachRuleOfClients) {
    const Table table = parity();
    std::set<std::string> rows;
    for (const auto& [rule, columns] : table) rows.insert(rule);
    std::set<std::string> rules;
    for (const model::Rule& rule : model::catalogue) {
        if (rule.kind == model::RuleKind::Client) rules.emplace(rule.id);
    }

    EXPECT_EQ(rows, rules);
    EXPECT_EQ(std::ranges::count_if(table, [](const auto& row) { return row.first[0] == 'R'; }),
              39);
    EXPECT_GE(table.size(), 60U);
}

// One that a client breaks, with a scenario that shows it.
struct Deviation {
    std::string client;
    std::string rule;
    std::string scenario;
};

std::ostream& operator<<(std::ostream& out, const Deviation& one) {
    return out << one.client << ' ' << one.rule;
}

class KnownDeviation : public testing::TestWithParam<Deviation> {};

TEST_P(KnownDeviation, IsInTheTableAndFoundAgain) {
    const Deviation& one = GetParam();
    ASSERT_THAT(parity().at(one.rule).at(one.client), testing::StartsWith("**broken**"));
    const bool extension = one.rule.starts_with("EXC");
    const std::string reason = reason_to_skip(extension ? "rust" : one.client);
    if (!reason.empty()) GTEST_SKIP() << one.client << ": " << reason;

    const Verification found = extension
                                   ? verify_extension("extensions/" + one.client, {one.scenario})
                                   : verify(one.client + "/bootstrap", {one.scenario});

    EXPECT_EQ(found.status, 1) << found.said;
    EXPECT_THAT(found.violated, Contains(one.rule));
}

INSTANTIATE_TEST_SUITE_P(
    Of, KnownDeviation,
    testing::Values(Deviation{"node", "RTC-01", "scenarios/clients/platform-fails.json"},
                    Deviation{"python", "RTC-10", "scenarios/clients/refused-as-gone.json"},
                    Deviation{"go", "RTC-23", "scenarios/clients/refused-as-gone.json"},
                    Deviation{"java", "RTC-11", "examples/scenarios/too-large-response.json"},
                    Deviation{"rust", "RTC-35", "scenarios/clients/longest-context.json"},
                    Deviation{"cpp", "RTC-23", "scenarios/clients/refused-as-gone.json"},
                    Deviation{"rust-extension", "EXC-03",
                              "scenarios/extensions/shutdown-before-any-event.json"}),
    [](const auto& deviation) {
        return title(deviation.param.client + "_" + deviation.param.rule);
    });

// The other way round: what the table says is held is held by a client that was built for nothing
// but this contract.
TEST(Parity, HasNothingButWarningsForTheBootstrapInBash) {
    for (const auto& [rule, columns] : parity()) {
        if (!rule.starts_with("RTC")) continue;
        EXPECT_NE(columns.at("bash"), "**broken**") << rule;
    }
}

}  // namespace
}  // namespace hourglass::clients
