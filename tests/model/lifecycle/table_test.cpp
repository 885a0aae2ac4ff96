// Lints of the transition tables: Boost.MSM accepts mistakes silently that these find.
#include "model/lifecycle/chart.hpp"
#include "model/rules/catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <tuple>

namespace hourglass::model {
namespace {

using Key = std::tuple<Machine, std::string_view, std::string_view>;

std::map<Key, std::vector<ChartRow>> rows_by_state_and_event() {
    std::map<Key, std::vector<ChartRow>> grouped;
    for (const ChartRow& row : chart_rows()) {
        grouped[{row.machine, row.from, row.event}].push_back(row);
    }
    return grouped;
}

TEST(Tables, NameEverythingTheyDo) {
    for (const ChartRow& row : chart_rows()) {
        EXPECT_THAT(row.event, testing::MatchesRegex("[A-Z][A-Za-z]+")) << row.rule;
        EXPECT_THAT(row.action, testing::MatchesRegex("[a-z_]*")) << row.rule;
        EXPECT_THAT(row.guard, testing::MatchesRegex("[a-z_]*")) << row.rule;
        EXPECT_NE(row.from, "?");
        EXPECT_NE(row.to, "?");
    }
}

TEST(Tables, HaveAtMostOneUnguardedRowForAStateAndAnEvent) {
    for (const auto& [key, rows] : rows_by_state_and_event()) {
        if (rows.size() == 1) continue;
        for (const ChartRow& row : rows) {
            EXPECT_FALSE(row.guard.empty())
                << row.rule << ": of several rows for one state and event the last wins silently";
        }
    }
}

TEST(Tables, ReachEveryStateOfTheirMachine) {
    std::map<Machine, std::set<std::string_view>> reached;
    for (const ChartRow& row : chart_rows()) {
        reached[row.machine].insert(row.to);
        reached[row.machine].insert(state_name(row.machine, 0));
    }
    for (const ChartRow& row : chart_rows()) {
        EXPECT_TRUE(reached[row.machine].contains(row.from)) << row.rule << " from " << row.from;
    }
    EXPECT_EQ(reached[Machine::Sandbox].size(), 10u);
    EXPECT_EQ(reached[Machine::Runtime].size(), 11u);
    EXPECT_EQ(reached[Machine::Extension].size(), 10u);
}

TEST(Tables, CarryRulesOfTheCatalogueOnly) {
    for (const ChartRow& row : chart_rows()) EXPECT_TRUE(find_rule(row.rule)) << row.rule;
}

TEST(Chart, DrawsEachFormat) {
    EXPECT_THAT(chart(Machine::Sandbox, ChartFormat::Mermaid),
                testing::HasSubstr("Cold --> SuppressedInit: InvokeRequested (SUPP-01)"));
    EXPECT_THAT(chart(Machine::Runtime, ChartFormat::PlantUml), testing::StartsWith("@startuml"));
    EXPECT_THAT(chart(Machine::Extension, ChartFormat::Dot),
                testing::HasSubstr("\"Started\" -> \"Registered\""));
}

}  // namespace
}  // namespace hourglass::model
