// The acceptor on what an outsider sees of simulated runs: it explains every run of a healthy
// platform, and rejects runs of platforms with a defect that shows outside.
#include "model/judge/acceptor/acceptor.hpp"

#include "model/judge/acceptor/outsider.hpp"
#include "scenarios/loader.hpp"
#include "sim/chance.hpp"
#include "sim/defects/defect.hpp"
#include "sim/invoker.hpp"
#include "tests/sim/stage.hpp"
#include "tests/support/places.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <memory>

namespace hourglass::sim {
namespace {

using model::Acceptance;
using model::Trace;
using model::Verdict;
using model::View;

Trace seen_from_outside(const Trace& white, View view, std::uint64_t seed) {
    Chance chance{seed};
    const auto off = [&chance](model::Duration most) { return chance.between(0ns, most); };
    return model::acceptor::outsider_view(white, {.view = view, .tolerance = 1ms, .off = off});
}

std::string told(const Acceptance& verdict) {
    return fmt::format("record {}: {}\ninstead: {}\nbefore: {}\ncopies {}", verdict.record,
                       verdict.seen, fmt::join(verdict.expected, "\n   or "),
                       fmt::join(verdict.before, "\n   or "), verdict.peak_copies);
}

// Every scenario of the library under each of its profiles.
const std::vector<std::unique_ptr<World>>& library() {
    static const auto worlds = [] {
        std::vector<std::unique_ptr<World>> made;
        const auto scenarios =
            scenarios::load_scenarios({tests::source_dir() + "/scenarios/library"});
        for (const Scenario& scenario : *scenarios) {
            // In a slow or faulty world things are seen later than the tolerance.
            const bool plain = scenario.world == scenarios::World{};
            if (scenario.runtime.empty() || !plain) continue;
            for (const ProfileName profile : scenario.profiles) {
                auto script = script_of(scenario, profile);
                if (script) made.push_back(std::make_unique<World>(*script, 1));
            }
        }
        return made;
    }();
    return worlds;
}

Acceptance judged(World& world, const Defect* defect, View view, std::uint64_t seed) {
    world.plant(defect);
    world.restart(seed);
    run(world);
    return model::accept(seen_from_outside(world.trace(), view, seed), {.copies = 512});
}

class SeenFromOutside : public testing::TestWithParam<View> {};

INSTANTIATE_TEST_SUITE_P(As, SeenFromOutside, testing::Values(View::Black, View::Grey),
                         [](const auto& tested) {
                             return tested.param == View::Black ? "black" : "grey";
                         });

TEST_P(SeenFromOutside, EveryHealthyRunIsExplained) {
    std::size_t held = 0;
    std::size_t runs = 0;
    for (const auto& world : library()) {
        for (std::uint64_t seed = 1; seed <= 2; ++seed) {
            const Acceptance verdict = judged(*world, nullptr, GetParam(), seed);
            ++runs;
            if (verdict.verdict == Verdict::Held) ++held;
            EXPECT_NE(verdict.verdict, Verdict::Violated)
                << world->script().name << " seed " << seed << '\n'
                << told(verdict);
        }
    }
    EXPECT_GE(held * 100, runs * 95) << "too many runs are left open";
}

bool is_rejected(std::string_view defect) {
    return std::ranges::any_of(library(), [defect](const auto& world) {
        const auto verdict = judged(*world, find_defect(defect), View::Black, 1).verdict;
        return verdict == Verdict::Violated;
    });
}

class Outside : public testing::TestWithParam<std::string_view> {};

INSTANTIATE_TEST_SUITE_P(Shows, Outside,
                         testing::Values("runtime-before-extensions", "init-limit-doubled",
                                         "init-limit-halved", "refusal-unsaid", "exit-unnoticed",
                                         "failure-unanswered", "event-with-other-id", "event-lost",
                                         "poll-without-event", "extension-not-told"),
                         [](const auto& tested) {
                             std::string name{tested.param};
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

TEST_P(Outside, TheDefectIsRejected) {
    EXPECT_TRUE(is_rejected(GetParam()));
}

TEST(Acceptor, SaysWhatWasExpectedInstead) {
    for (const auto& world : library()) {
        const Acceptance verdict = judged(*world, find_defect("event-lost"), View::Black, 1);
        if (verdict.verdict != Verdict::Violated) continue;

        EXPECT_TRUE(verdict.rule);
        EXPECT_THAT(verdict.expected, testing::Contains(testing::HasSubstr("InvokeEvent")));
        EXPECT_FALSE(verdict.before.empty());
        return;
    }
    FAIL() << "no run was rejected";
}

TEST(Acceptor, LeavesOpenWhatTakesTooManyCopies) {
    World& world = *library().front();
    world.plant(nullptr);
    world.restart(1);
    run(world);

    const Trace seen = seen_from_outside(world.trace(), View::Black, 1);

    EXPECT_EQ(model::accept(seen, {.copies = 0}).verdict, Verdict::Inconclusive);
}

}  // namespace
}  // namespace hourglass::sim
