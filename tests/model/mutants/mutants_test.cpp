// The mutants of the tables: what there is, and that each is one change and no other.
#include "model/lifecycle/chart.hpp"
#include "model/mutants/mutant.hpp"
#include "model/mutants/mutant_platform.hpp"
#include "model/search/mutant_search.hpp"
#include "model/search/small_worlds.hpp"
#include "model/search/twins.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace hourglass::model::mutants {
namespace {

search::Bounds alone() {
    return {.profile = ProfileName::Aws, .extensions = 0, .invokes = 1};
}

const Mutant& mutant(std::string_view name) {
    const Mutant* found = find_mutant(name);
    EXPECT_NE(found, nullptr) << name;
    static const Mutant none{};
    return found == nullptr ? none : *found;
}

TEST(Mutants, AreAtLeastThreeHundredWithNamesOfTheirOwn) {
    std::set<std::string> names;

    for (const Mutant& one : all_mutants()) names.insert(name_of(one));

    EXPECT_GE(all_mutants().size(), 300u);
    EXPECT_EQ(names.size(), all_mutants().size());
}

TEST(Mutants, ChangeEveryRow) {
    std::set<std::string> removed;

    for (const Mutant& one : all_mutants()) {
        if (one.change == Change::RowRemoved) removed.insert(row_name(one.machine, one.row));
    }

    EXPECT_EQ(removed.size(), chart_rows().size());
}

TEST(Mutants, AreOfEveryKind) {
    std::set<Change> kinds;

    for (const Mutant& one : all_mutants()) kinds.insert(one.change);

    EXPECT_EQ(kinds.size(), static_cast<std::size_t>(Change::TimerStretched));
}

TEST(Mutants, TheUnchangedTablesOnTheMutantInterpreterAreThePlainPlatform) {
    for (const search::NamedBounds& world : search::small_worlds(ProfileName::Rapid)) {
        if (world.bounds.extensions > 0) continue;
        const auto result = search::compare(world.bounds, Mutant{}, {});

        EXPECT_TRUE(result.complete) << world.name;
        EXPECT_FALSE(result.differs) << world.name;
    }
}

TEST(Mutants, ARemovedRowIsToldApartByTheShortestWay) {
    const auto result =
        search::compare(alone(), mutant("sandbox.Cold.ResetRequested row removed"), {});

    EXPECT_TRUE(result.differs);
    EXPECT_EQ(result.actions.size(), 1u);
}

TEST(Mutants, ADoubledAnnouncementIsEquivalent) {
    const auto result = search::compare(
        alone(), mutant("runtime.InvocationResponse.ResponseTransmitted action doubled"), {});

    EXPECT_TRUE(result.complete);
    EXPECT_FALSE(result.differs);
}

TEST(Mutants, AsksTheSameForEverAndStillEndsItsStep) {
    const auto found = search::explore_mutant(
        {"alone", alone()},
        mutant("sandbox.Ready.InvokeRequested[not flows_are_cancelled] row removed"), {});

    EXPECT_FALSE(found.violations.empty());
}

// Planted on purpose in every run of the tests: if this one is not found, nothing else is worth
// anything.
TEST(Mutants, TheCanaryIsFound) {
    const auto found = search::explore_mutant(
        {"alone", alone()},
        mutant("teardown.KillingRuntime.RuntimeGone[nothing_lives] row removed"), {});

    EXPECT_FALSE(found.violations.empty());
}

}  // namespace
}  // namespace hourglass::model::mutants
