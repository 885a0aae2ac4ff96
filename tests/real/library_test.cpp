// The whole library, played on real processes under each profile that a scenario names.
#include "scenarios/conductor.hpp"
#include "scenarios/loader.hpp"
#include "tests/real/play.hpp"
#include "tests/support/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace hourglass::real {
namespace {

const std::filesystem::path library{tests::source_dir() + "/scenarios/library"};

std::vector<std::string> files() {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{library}) {
        if (entry.path().extension() != ".json") continue;
        found.push_back(entry.path().lexically_relative(library).string());
    }
    std::ranges::sort(found);
    return found;
}

// INIT/runtime-exits.json is INIT_runtime_exits.
std::string name_of(const testing::TestParamInfo<std::string>& info) {
    std::string name = info.param.substr(0, info.param.rfind('.'));
    std::ranges::replace_if(
        name, [](char letter) { return letter == '/' || letter == '-'; }, '_');
    return name;
}

class LibraryOnProcesses : public testing::TestWithParam<std::string> {};

INSTANTIATE_TEST_SUITE_P(Of, LibraryOnProcesses, testing::ValuesIn(files()), name_of);

void expect_as_said(const scenarios::Scenario& scenario, model::ProfileName profile) {
    SCOPED_TRACE(model::profile_of(profile).title);
    const model::Trace trace = play(scenario, options_for(profile));

    for (const auto& mismatch : scenarios::mismatches(scenario, trace)) {
        ADD_FAILURE() << mismatch.message;
    }
    EXPECT_THAT(texts_of(trace, model::Kind::Leak), testing::IsEmpty());
    EXPECT_EQ(trace.records.back().flags, 0) << "the platform does not come to rest";
}

TEST_P(LibraryOnProcesses, ComesOutAsExpectedAndLeavesNothing) {
    const auto scenario = scenarios::load_scenario(library / GetParam());
    ASSERT_TRUE(scenario) << scenario.error().message;
    if (scenario->runtime.empty()) GTEST_SKIP() << "needs somebody's own runtime";

    if (scenarios::has_faults(scenario->world) ||
        scenarios::has_step(*scenario, scenarios::Op::OutliveKill)) {
        GTEST_SKIP() << "needs a world that has such faults";
    }

    for (const model::ProfileName profile : scenario->profiles) expect_as_said(*scenario, profile);
}

}  // namespace
}  // namespace hourglass::real
