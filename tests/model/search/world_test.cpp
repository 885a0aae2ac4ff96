// The explorer's world: complete at small bounds, and its watch seen to fail on wrong effects.
#include "model/search/world.hpp"

#include "model/lifecycle/chart.hpp"
#include "model/search/search.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace hourglass::model::search {
namespace {

class ExploredOf : public testing::TestWithParam<ProfileName> {};

TEST_P(ExploredOf, HasNoViolationAndNothingStuckAtSmallBounds) {
    const Explored model{{.profile = GetParam(), .extensions = 1, .invokes = 1, .resets = 0}};

    const auto report = Search{model}.run();

    EXPECT_TRUE(report.complete);
    EXPECT_EQ(report.deadlocks, 0u);
    EXPECT_GT(report.progress.states, 5'000u);
}

TEST_P(ExploredOf, FiresTheRowsOfRestoreUnderInitCaching) {
    const Explored model{{.profile = GetParam(),
                          .init_caching = InitCaching::On,
                          .extensions = 0,
                          .invokes = 1,
                          .shutdowns = 0,
                          .restores = 1}};

    Search search{model};
    const auto report = search.run();

    EXPECT_TRUE(report.complete);
    for (const RuleIndex rule : {"RSTR-01"_rule, "RSTR-03"_rule, "RSTR-04"_rule, "RSTR-05"_rule}) {
        EXPECT_TRUE(search.workers().front().fired()[rule.value]) << rule_at(rule).id;
    }
}

TEST_P(ExploredOf, CountsInterchangeableExtensionsOnce) {
    const Bounds bounds{.profile = GetParam(), .extensions = 2};
    const Explored model{bounds};
    Effects effects;
    const World start = model.after(model.initial(), {Act::AskInit}, effects);

    const World first = model.after(start, {Act::Register, 0, subscribe_invoke}, effects);
    const World second = model.after(start, {Act::Register, 1, subscribe_invoke}, effects);

    EXPECT_EQ(model.fingerprint(first), model.fingerprint(second));
    EXPECT_NE(model.fingerprint(first), model.fingerprint(start));
}

TEST_P(ExploredOf, LetsAClientThatWasRefusedCallAgain) {
    const Explored model{{.profile = GetParam(), .extensions = 1}};
    Effects effects;
    const auto take = [&](World& world, Action action) {
        world = model.after(world, action, effects);
    };
    World world = model.initial();
    take(world, {Act::AskInit});
    take(world, {Act::Register, 0, subscribe_invoke});
    take(world, {Act::ExtensionInitError, 0});

    take(world, {Act::ExtensionNext, 0});

    bool again = false;
    model.successors(world, [&](const World&, std::uint16_t action) {
        again = again || action_of(action).act == Act::ExtensionNext;
    });
    EXPECT_TRUE(again);
}

INSTANTIATE_TEST_SUITE_P(Profiles, ExploredOf,
                         testing::Values(ProfileName::Aws, ProfileName::Rapid),
                         [](const auto& one) { return std::string{profile_of(one.param).title}; });

// Whatever a packed world left out could not matter: what comes after it is what comes after the
// world itself.
struct Unpacked {
    using State = World;
    Explored model;

    World initial() const { return model.initial(); }
    std::uint64_t fingerprint(const World& world) const { return model.fingerprint(world); }
    bool may_end(const World&) const { return true; }
    template <class Emit>
    void successors(const World& world, Emit emit) const {
        model.successors(world, emit);
    }
    std::vector<std::uint64_t> after(const World& world) const {
        std::vector<std::uint64_t> prints;
        model.successors(world, [&](const World& next, std::uint16_t action) {
            prints.push_back(model.fingerprint(next) + action +
                             (model.holds(next) ? 1U << 20U : 0));
        });
        return prints;
    }
    bool holds(const World& world) const {
        std::array<std::uint64_t, 16> words{};
        model.pack(world, words.data());
        World again = model.initial();
        model.unpack(words.data(), again);
        return after(world) == after(again);
    }
};

class PackedWorld : public testing::TestWithParam<Bounds> {};

TEST_P(PackedWorld, LeavesNothingOutThatMatters) {
    const Unpacked model{.model = Explored{GetParam(), no_reductions}};

    const auto report = Search{model, {.states = 5'000}}.run();

    EXPECT_FALSE(report.finding) << describe(action_of(report.finding->actions.back()));
}

INSTANTIATE_TEST_SUITE_P(
    Bounds, PackedWorld,
    testing::Values(Bounds{.profile = ProfileName::Aws, .extensions = 1},
                    Bounds{.profile = ProfileName::Rapid, .extensions = 1},
                    Bounds{.extensions = 0, .internals = 2, .invokes = 1, .resets = 2},
                    Bounds{.init_mode = InitMode::Suppressed, .extensions = 2, .invokes = 1},
                    Bounds{.init_caching = InitCaching::On, .extensions = 0, .restores = 2}));

struct WrongStep {
    RuleIndex rule;
    std::vector<Record> events;  // each with the effects that follow it up to the next event
};

RuleIndex broken_by(const std::vector<Record>& records) {
    Watch watch;
    const Bounds bounds{};
    for (std::size_t i = 0; i < records.size();) {
        std::size_t end = i + 1;
        while (end < records.size() && is_effect(records[end].kind)) ++end;
        watch.take(bounds, records[i], records.data() + i + 1, records.data() + end);
        i = end;
    }
    return watch.broken;
}

constexpr Record invoke_asked{.invoke = InvokeId{1}, .kind = Kind::InvokeAsked};
constexpr Record invoke_done{.invoke = InvokeId{1},
                             .code = static_cast<std::uint16_t>(Outcome::Failure),
                             .kind = Kind::InvokeDone};
constexpr Record reset_asked{.kind = Kind::ResetAsked};

std::vector<WrongStep> wrong_steps() {
    const Record runtime_start{.generation = 1, .kind = Kind::ProcessStart, .who = Who::Runtime};
    const Record file_start{.generation = 1, .kind = Kind::ProcessStart, .who = Who::Extension};
    const Record terminate{.code = static_cast<std::uint16_t>(Signal::Terminate),
                           .kind = Kind::ProcessSignal,
                           .who = Who::Extension};
    const Record kill{.code = static_cast<std::uint16_t>(Signal::Kill),
                      .kind = Kind::ProcessSignal,
                      .who = Who::Runtime};
    const Record event{.call = CallId{1},
                       .invoke = InvokeId{1},
                       .code = static_cast<std::uint16_t>(Answer::InvokeEvent),
                       .kind = Kind::CallAnswered};
    const Record answered{.invoke = InvokeId{1},
                          .code = static_cast<std::uint16_t>(Reply::TimedOut),
                          .kind = Kind::InvokeAnswered};
    const Record response{
        .invoke = InvokeId{1}, .payload = PayloadId{2}, .kind = Kind::InvokeAnswered};
    const Record accepted{.invoke = InvokeId{1}, .kind = Kind::CallAnswered};
    const Record reset_done{.generation = 3, .kind = Kind::ResetDone};
    const Record success{.invoke = InvokeId{1}, .kind = Kind::InvokeDone};
    const Record init_asked{.kind = Kind::InitAsked};
    return {
        {"INIT-03"_rule, {init_asked, runtime_start}},
        {"INIT-01"_rule, {reset_asked, {.kind = Kind::InitDone}}},
        {"INV-32"_rule, {invoke_asked, answered, answered}},
        {"INV-32"_rule, {invoke_asked, invoke_done, invoke_done}},
        {"INV-34"_rule, {invoke_asked, response}},
        {"INV-33"_rule, {invoke_asked, event}},
        {"INV-05"_rule, {invoke_asked, success}},
        {"INV-30"_rule,
         {{.invoke = InvokeId{2}, .kind = Kind::InvokeAsked},
          {.invoke = InvokeId{2}, .kind = Kind::InvokeRefused}}},
        {"RESP-30"_rule, {invoke_asked, accepted}},
        {"RST-31"_rule,
         {init_asked, file_start, reset_asked, {.generation = 2, .kind = Kind::ResetDone}}},
        {"RST-32"_rule,
         {init_asked,
          file_start,
          {.generation = 1, .kind = Kind::ProcessExited, .who = Who::Extension},
          reset_asked,
          reset_done}},
        {"SHD-32"_rule, {reset_asked, {.kind = Kind::ShutdownDone}}},
        {"RSTR-03"_rule, {reset_asked, {.kind = Kind::RestoreDone}}},
        {"SHD-33"_rule, {reset_asked, kill, file_start}},
        {"SHD-34"_rule, {reset_asked, terminate}},
    };
}

TEST(Watch, NamesTheRuleThatAStepBreaks) {
    for (const WrongStep& wrong : wrong_steps()) {
        const RuleIndex broken = broken_by(wrong.events);

        ASSERT_TRUE(broken) << rule_at(wrong.rule).id << " was not seen to break";
        EXPECT_EQ(rule_at(broken).id, rule_at(wrong.rule).id);
    }
}

}  // namespace
}  // namespace hourglass::model::search
