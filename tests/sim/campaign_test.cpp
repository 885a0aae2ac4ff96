// Lanes of a campaign: what they find is a function of seed and lane, parts merge into the whole,
// and what is planted is found and shrinks.
#include "scenarios/shrinking/shrinker.hpp"
#include "sim/campaign/goals.hpp"
#include "sim/campaign/lane.hpp"
#include "sim/defects/defect.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>

namespace hourglass::sim {
namespace {

std::unique_ptr<Lane> played(const LaneSettings& settings, int cases) {
    auto lane = std::make_unique<Lane>(settings);
    for (int i = 0; i < cases; ++i) {
        lane->draw();
        lane->play();
    }
    return lane;
}

TEST(Lane, FindsNothingOnAHealthyPlatform) {
    const auto lane = played({.seed = 7}, 5000);

    for (const auto& [signature, sighting] : lane->tally().findings) {
        ADD_FAILURE() << text_of(signature) << " in case " << sighting.in_case << ": "
                      << sighting.message;
    }
    EXPECT_EQ(lane->tally().cases, 5000U);
    EXPECT_GT(lane->tally().twice, 50U);
}

TEST(Lane, IsAFunctionOfSeedAndLane) {
    const auto digest = [](std::uint64_t seed, std::uint64_t number) {
        return played({.seed = seed, .lane = number}, 300)->tally().digest;
    };

    EXPECT_EQ(digest(1, 3), digest(1, 3));
    EXPECT_NE(digest(1, 3), digest(1, 4));
    EXPECT_NE(digest(1, 3), digest(2, 3));
}

TEST(Lane, KeepsWhatShowsSomethingNew) {
    const auto lane = played({}, 1000);

    EXPECT_GT(lane->kept().size(), 100U);
    EXPECT_LT(lane->kept().size(), 900U);
    EXPECT_GT(lane->tally().features.count(FeatureKind::Triple), 150U);
}

TEST(Lane, PassesOverWhatIsAvoided) {
    const Defect* defect = find_defect("init-told-twice");
    const Tally all = played({.defect = defect}, 300)->tally();
    std::set<Signature> known;
    for (const auto& [signature, sighting] : all.findings) known.insert(signature);

    const Tally rest = played({.defect = defect, .avoid = known}, 300)->tally();

    EXPECT_FALSE(known.empty());
    EXPECT_TRUE(rest.findings.empty());
    EXPECT_GT(rest.avoided, 0U);
    EXPECT_EQ(rest.digest, all.digest);
}

// Twice the same play and not twice the same trace: now and then an answer is lost.
bool forget_now_and_then(Witness&, model::Record& effect, model::Effects&) {
    static int count = 0;
    return effect.kind != model::Kind::CallAnswered || ++count % 101 != 0;
}

TEST(Lane, FindsPlaysThatDifferFromThemselves) {
    const Defect moody{.name = "moody",
                       .about = "Forgets an answer now and then.",
                       .report = "",
                       .rules = "",
                       .gives = forget_now_and_then};

    const Tally tally = played({.defect = &moody, .twice_permille = 1000}, 300)->tally();

    EXPECT_TRUE(tally.findings.contains(Signature{}));
    EXPECT_EQ(text_of(Signature{}), "flaky");
}

TEST(Tally, OfPartsIsThatOfTheWholeInAnyOrder) {
    const Defect* defect = find_defect("event-lost");
    const Tally one = played({.lane = 1, .defect = defect}, 200)->tally();
    const Tally two = played({.lane = 2, .defect = defect}, 200)->tally();

    Tally forth = one;
    forth.merge(two);
    Tally back = two;
    back.merge(one);

    EXPECT_EQ(forth.digest, back.digest);
    EXPECT_EQ(forth.cases, 400U);
    EXPECT_EQ(forth.features.sorted(), back.features.sorted());
    ASSERT_EQ(forth.findings.size(), back.findings.size());
    for (const auto& [signature, sighting] : forth.findings) {
        EXPECT_EQ(sighting.in_case, back.findings.at(signature).in_case);
    }
}

TEST(Tally, EstimatesTheRestFromWhatWasSeenOnce) {
    Tally tally;
    tally.cases = 100;
    for (FeatureCode code = 0; code < 50; ++code) tally.features.add(code << feature_kind_bits, 1);
    for (FeatureCode code = 0; code < 40; ++code) tally.features.add(code << feature_kind_bits, 2);

    EXPECT_EQ(tally.features.size(), 50U);
    EXPECT_EQ(tally.features.singletons(), 10U);
    EXPECT_DOUBLE_EQ(tally.residual(), 0.1);
}

TEST(Features, AreKeptWhenTheirTableGrows) {
    Features features;
    for (FeatureCode code = 0; code < 20'000; ++code)
        EXPECT_TRUE(features.add(code << feature_kind_bits, 1));

    for (FeatureCode code = 0; code < 20'000; ++code)
        EXPECT_FALSE(features.add(code << feature_kind_bits, 1));
    EXPECT_EQ(features.size(), 20'000U);
    EXPECT_EQ(features.sorted().size(), 20'000U);
    EXPECT_EQ(features.singletons(), 20'000U);
}

TEST(Goals, AreAllUnmetAtFirstAndMostlyMetSoon) {
    const std::size_t all = campaign_goals().size();
    const auto lane = played({}, 3000);

    EXPECT_EQ(never_met(Features{}).size(), all);
    EXPECT_LT(never_met(lane->tally().features).size(), all / 6);
}

TEST(Goals, LeaveOutOnlyWhatIsAGoalAndNeverMet) {
    const auto lane = played({}, 3000);
    const auto names_one = [](const Unreachable& entry) {
        const std::string_view begin = entry.goal.substr(0, entry.goal.find('*'));
        return std::ranges::any_of(goals_out_of_reach(),
                                   [&](const Goal& goal) { return goal.name.starts_with(begin); });
    };

    for (const Unreachable& entry : unreachable_goals()) {
        EXPECT_TRUE(names_one(entry)) << entry.goal;
        EXPECT_FALSE(entry.reason.empty()) << entry.goal;
    }
    for (const Goal& goal : goals_out_of_reach()) {
        EXPECT_FALSE(is_met(goal, lane->tally().features)) << goal.name;
    }
}

TEST(Goals, ContainBothOutcomesOfAGuardAndEachRefusal) {
    const auto has = [](std::string_view name) {
        return std::ranges::find(campaign_goals(), name, &Goal::name) != campaign_goals().end();
    };

    for (const char* outcome : {"holds", "fails"}) {
        const std::string guard{
            "guard [all_extensions_back] of invocation AwaitingExtensions on "
            "ExtensionArrived "};
        EXPECT_TRUE(has(guard + outcome));
    }
    for (const char* refusal : {"InvalidTransition", "TooManyExtensions", "of an invoke"}) {
        EXPECT_TRUE(has(std::string{"refusal "} + refusal));
    }
}

TEST(Signature, IsReadBackFromItsText) {
    const auto lane = played({.defect = find_defect("event-lost")}, 300);
    ASSERT_FALSE(lane->tally().findings.empty());

    for (const auto& [signature, sighting] : lane->tally().findings) {
        EXPECT_EQ(signature_named(text_of(signature)), signature);
    }
    EXPECT_EQ(signature_named("flaky"), Signature{});
    for (const char* wrong : {"", "-", "TMO-30", "TMO-30-End", "TMO-30-End-x", "NO-1-End-0"}) {
        EXPECT_FALSE(signature_named(wrong).has_value()) << wrong;
    }
}

// How good the counterexamples are. Eight steps are what the worst of these needs; all are proven.
class Shrunken : public testing::TestWithParam<const char*> {};

TEST_P(Shrunken, ToTheShortestThereIs) {
    const Defect* defect = find_defect(GetParam());
    ASSERT_NE(defect, nullptr);
    Lane lane{{.defect = defect}};
    while (lane.tally().findings.empty() && lane.tally().cases < 20'000) {
        lane.draw();
        lane.play();
    }
    ASSERT_FALSE(lane.tally().findings.empty()) << "not found in 20000 cases";
    const auto& [signature, sighting] = *lane.tally().findings.begin();
    Player player{defect};
    const scenarios::StillFails fails = breaks(player, signature.rule);

    const auto shrunk = scenarios::shrink(scenarios::decoded(sighting.choices), fails);

    EXPECT_TRUE(fails(shrunk.draft));
    EXPECT_LE(shrunk.steps, 8U) << model::rule_at(signature.rule).id;
    EXPECT_TRUE(shrunk.floor.complete);
}

std::string name_of(const testing::TestParamInfo<const char*>& tested) {
    std::string name{tested.param};
    std::ranges::replace(name, '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Defect, Shrunken,
                         testing::Values("event-lost", "event-of-the-invoke-before",
                                         "deadline-taken-once", "extension-not-told",
                                         "init-limit-doubled", "init-error-for-ever",
                                         "exit-in-init-unnoticed", "done-before-extensions",
                                         "failure-unanswered", "last-error-wins",
                                         "event-delivered-twice", "registration-never-closes"),
                         name_of);

}  // namespace
}  // namespace hourglass::sim
