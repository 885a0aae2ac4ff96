// What holds of every run: same seed, same trace; causes before effects; time forward.
#include "model/trace/format.hpp"
#include "sim/invoker.hpp"
#include "tests/sim/stage.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace hourglass::sim {
namespace {

// A bit of everything: extensions, a timeout, a crash, a reset, a shutdown, losses.
Scenario eventful() {
    Scenario scenario = scenario_with(
        {just(Op::Next), work(3ms), just(Op::Respond), just(Op::Next), just(Op::Hang)});
    scenario.runtime.push_back(program(echo));
    add_extension(scenario, "one", program(listen));
    add_extension(scenario, "two", program(listen));
    scenario.config.function_timeout = 50ms;
    scenario.world.loss_permille = 20;
    scenario.invoker = {ask(Ask::Init),    ask(Ask::Invoke, "a"), ask(Ask::Invoke, "b"),
                        ask(Ask::Invoke),  ask(Ask::Reset),       ask(Ask::Invoke),
                        ask(Ask::Shutdown)};
    return scenario;
}

class Runs : public testing::TestWithParam<ProfileName> {};

INSTANTIATE_TEST_SUITE_P(Under, Runs, testing::Values(ProfileName::Aws, ProfileName::Rapid),
                         [](const auto& profile) {
                             return profile.param == ProfileName::Aws ? "aws" : "rapid";
                         });

TEST_P(Runs, AreEqualForTheSameSeed) {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        const auto once = played(eventful(), {seed, GetParam()});
        const auto again = played(eventful(), {seed, GetParam()});

        EXPECT_EQ(model::write_trace(once), model::write_trace(again));
    }
}

TEST_P(Runs, AreTimedDifferentlyForAnotherSeed) {
    const auto one = played(eventful(), {1, GetParam()});
    const auto two = played(eventful(), {2, GetParam()});

    EXPECT_NE(first(one, Kind::RuntimeNextCalled).at, first(two, Kind::RuntimeNextCalled).at);
}

TEST_P(Runs, AreTheSameAfterAReset) {
    const auto scenario = eventful();
    auto backend = simulate(scenario, GetParam(), 9);
    ASSERT_TRUE(backend.has_value());
    const auto fresh = played(scenario, {3, GetParam()});
    (*backend)->apply({.kind = Kind::InitAsked, .who = Who::Invoker});
    while (*(*backend)->next(instant_at(1s))) continue;

    (*backend)->reset(3);
    const auto reused = scenarios::conduct(**backend, scenario);

    EXPECT_EQ(reused->records, fresh.records);
    EXPECT_EQ(reused->payloads, fresh.payloads);
}

TEST_P(Runs, AreTheSameWithoutThePort) {
    const auto scenario = eventful();
    World world{*script_of(scenario, GetParam()), 0};

    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        world.restart(seed);
        run(world);

        EXPECT_EQ(world.records(), played(scenario, {seed, GetParam()}).records);
    }
}

TEST_P(Runs, NeverGoBackInTime) {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        const auto trace = played(eventful(), {seed, GetParam()});

        EXPECT_TRUE(std::ranges::is_sorted(trace.records, {}, &Record::at));
        EXPECT_EQ(trace.records.back().kind, Kind::End);
    }
}

// What must have happened to the call or process of a record before it: 0 nothing, 1 it was made
// or started, 2 it was answered.
std::optional<int> stages_before(Kind kind) {
    switch (kind) {
        case Kind::ProcessStarted:
            return 0;
        case Kind::CallAnswered:
        case Kind::CallAbandoned:
        case Kind::ProcessExited:
            return 1;
        case Kind::CallReceived:
        case Kind::CallLost:
            return 2;
        default:
            break;
    }
    const bool call = kind >= Kind::RuntimeNextCalled && kind <= Kind::ExtensionExitErrorPosted;
    return call ? std::optional{0} : std::nullopt;
}

using Party = std::tuple<std::uint32_t, Who, int, std::uint32_t>;

Party party_of(const Record& record) {
    if (record.call) return {record.call.value, Who::Platform, 0, 0U};
    return {0U, record.who, int{record.slot}, record.generation};
}

TEST_P(Runs, PutCausesBeforeEffectsAndEachOnce) {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        const auto trace = played(eventful(), {seed, GetParam()});
        std::map<Party, int> stages;

        for (const Record& record : trace.records) {
            const auto before = stages_before(record.kind);
            if (!before) continue;
            EXPECT_EQ(stages[party_of(record)]++, *before) << "seed " << seed;
        }
    }
}

}  // namespace
}  // namespace hourglass::sim
