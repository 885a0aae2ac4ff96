// The suite that explore --cover made: together its scenarios take every row of the tables but
// those that are listed with the reason, and no monitor objects.
#include "model/judge/judge.hpp"
#include "model/lifecycle/chart.hpp"
#include "model/mutants/rows_taken.hpp"
#include "scenarios/loader.hpp"
#include "tests/sim/stage.hpp"
#include "tests/support/places.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

namespace hourglass::sim {
namespace {

const std::filesystem::path folder{tests::source_dir() + "/scenarios/cover"};

std::vector<Scenario> suite(ProfileName profile) {
    auto all = scenarios::load_scenarios({folder});
    EXPECT_TRUE(all) << all.error().message;
    if (!all) return {};
    std::erase_if(*all, [profile](const Scenario& one) { return one.profiles.front() != profile; });
    return *std::move(all);
}

// The rows of the file, each with a reason behind a colon.
std::set<std::string> listed_as_missed(ProfileName profile) {
    const auto title = std::string{model::profile_of(profile).title};
    std::ifstream file{folder / ("missed-" + title + ".txt")};
    EXPECT_TRUE(file) << title;
    std::set<std::string> rows;
    for (std::string line; std::getline(file, line);) {
        const auto colon = line.find(": ");
        EXPECT_NE(colon, std::string::npos) << line;
        rows.insert(line.substr(0, colon));
    }
    return rows;
}

std::set<std::string> all_rows() {
    std::set<std::string> rows;
    for (std::uint8_t number = 0; number <= static_cast<std::uint8_t>(model::Machine::Extension);
         ++number) {
        const auto machine = static_cast<model::Machine>(number);
        for (std::uint8_t row = 0; row < model::mutants::row_count(machine); ++row) {
            rows.insert(model::mutants::row_name(machine, row));
        }
    }
    return rows;
}

class CoverSuite : public testing::TestWithParam<ProfileName> {};

INSTANTIATE_TEST_SUITE_P(Of, CoverSuite, testing::Values(ProfileName::Aws, ProfileName::Rapid),
                         [](const auto& tested) {
                             return std::string{model::profile_of(tested.param).title};
                         });

TEST_P(CoverSuite, TakesEveryRowButThoseThatAreListed) {
    std::set<std::string> taken;
    for (const Scenario& scenario : suite(GetParam())) {
        for (const auto& one : model::mutants::rows_taken(played(scenario, {1, GetParam()}))) {
            taken.insert(model::mutants::row_name(one.machine, one.row));
        }
    }

    const auto missed = listed_as_missed(GetParam());
    for (const std::string& row : all_rows()) {
        EXPECT_NE(taken.contains(row), missed.contains(row))
            << row << (taken.contains(row) ? " is taken, and listed as missed" : " is missed");
    }
    for (const std::string& row : missed) EXPECT_TRUE(all_rows().contains(row)) << row;
}

TEST_P(CoverSuite, BreaksNoRuleWhateverTheSeed) {
    for (const Scenario& scenario : suite(GetParam())) {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            const auto trace = played(scenario, {seed, GetParam()});
            const auto judgement = model::judge(trace);

            for (const auto& one : judgement.violations) {
                EXPECT_NE(one.level, model::Level::Must)
                    << scenario.name << " " << model::rule_at(one.rule).id << " " << one.message;
            }
            EXPECT_EQ(trace.records.back().flags, 0) << scenario.name << " comes not to rest";
        }
    }
}

}  // namespace
}  // namespace hourglass::sim
