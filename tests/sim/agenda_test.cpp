#include "sim/agenda.hpp"

#include "sim/alarms.hpp"
#include "sim/chance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace hourglass::sim {
namespace {

using model::end_of_time;
using model::instant_at;
using model::Timer;
using namespace std::chrono_literals;

std::vector<int> taken_from(Agenda<int>& agenda) {
    std::vector<int> taken;
    while (!agenda.empty()) taken.push_back(agenda.take_first().what);
    return taken;
}

TEST(Agenda, GivesTheEarliestFirst) {
    Agenda<int> agenda;

    agenda.enter(instant_at(3ms), 3);
    agenda.enter(instant_at(1ms), 1);
    agenda.enter(instant_at(2ms), 2);

    EXPECT_EQ(agenda.first().at, instant_at(1ms));
    EXPECT_EQ(taken_from(agenda), (std::vector{1, 2, 3}));
}

TEST(Agenda, GivesWhatIsDueTogetherInTheOrderOfEntering) {
    Agenda<int> agenda;
    std::vector<int> entered;

    for (int i = 0; i < 100; ++i) {
        agenda.enter(instant_at(1ms), i);
        entered.push_back(i);
    }

    EXPECT_EQ(taken_from(agenda), entered);
}

TEST(Agenda, AgreesWithAStableSort) {
    Chance chance{5};
    Agenda<int> agenda;
    std::vector<std::pair<model::Instant, int>> entered;

    for (int i = 0; i < 1000; ++i) {
        entered.emplace_back(instant_at(chance.between(0ns, 50ns)), i);
        agenda.enter(entered.back().first, i);
    }
    std::ranges::stable_sort(entered, {}, &std::pair<model::Instant, int>::first);

    for (const auto& [at, what] : entered) {
        const auto first = agenda.take_first();
        EXPECT_EQ(first.at, at);
        EXPECT_EQ(first.what, what);
    }
}

TEST(Agenda, StartsItsOrderAgainWhenCleared) {
    Agenda<int> agenda;
    agenda.enter(instant_at(1ms), 1);

    agenda.clear();

    EXPECT_TRUE(agenda.empty());
    EXPECT_EQ(agenda.next_order(), 0U);
}

TEST(Alarms, HaveNothingDueAtFirst) {
    EXPECT_EQ(Alarms{}.first().due, end_of_time);
}

TEST(Alarms, KeepOneOfEachTimer) {
    Alarms alarms;
    alarms.arm(Timer::InitLimit, {.due = instant_at(1s), .order = 0, .token = {1}});

    alarms.arm(Timer::InitLimit, {.due = instant_at(5s), .order = 1, .token = {2}});

    EXPECT_EQ(alarms.first().due, instant_at(5s));
    EXPECT_EQ(alarms.first().token, model::CallId{2});
}

TEST(Alarms, GiveTheEarliestAndForATieTheOneArmedFirst) {
    Alarms alarms;

    alarms.arm(Timer::FunctionTimeout, {.due = instant_at(2s), .order = 9, .token = {}});
    alarms.arm(Timer::KillWait, {.due = instant_at(2s), .order = 4, .token = {}});
    alarms.arm(Timer::RestoreHook, {.due = instant_at(3s), .order = 1, .token = {}});

    EXPECT_EQ(alarms.first_timer(), Timer::KillWait);
    alarms.cancel(Timer::KillWait);
    EXPECT_EQ(alarms.first_timer(), Timer::FunctionTimeout);
    alarms.cancel(Timer::FunctionTimeout);
    EXPECT_EQ(alarms.first_timer(), Timer::RestoreHook);
}

TEST(Alarms, AgreeWithASearchThroughAllOfThem) {
    Chance chance{7};
    Alarms alarms;
    std::array<Alarm, model::timer_count> plain{};

    for (std::uint32_t i = 0; i < 10'000; ++i) {
        const auto slot = static_cast<std::size_t>(chance.below(plain.size()));
        const bool arms = chance.below(3) > 0;
        if (arms)
            plain.at(slot) = {
                .due = instant_at(chance.between(0ns, 9ns)), .order = i, .token = {i}};
        if (!arms) plain.at(slot) = {};
        alarms.arm(static_cast<Timer>(slot), plain.at(slot));

        const auto first = std::ranges::min_element(plain, {}, [](const Alarm& one) {
            return std::pair{one.due, one.order};
        });
        ASSERT_EQ(alarms.first().due, first->due);
        ASSERT_EQ(alarms.first().token, first->token);
    }
}

TEST(Alarms, AreBroughtForwardButNotIntoThePast) {
    Alarms alarms;
    alarms.arm(Timer::FunctionTimeout, {.due = instant_at(5s), .order = 1, .token = {}});
    alarms.arm(Timer::KillWait, {.due = instant_at(8s), .order = 2, .token = {}});

    alarms.bring_forward(4s, instant_at(2s));

    EXPECT_EQ(alarms.first().due, instant_at(2s));
    alarms.cancel(Timer::FunctionTimeout);
    EXPECT_EQ(alarms.first().due, instant_at(4s));
    alarms.cancel(Timer::KillWait);
    alarms.bring_forward(-1s, instant_at(2s));
    EXPECT_EQ(alarms.first().due, end_of_time);
}

}  // namespace
}  // namespace hourglass::sim
