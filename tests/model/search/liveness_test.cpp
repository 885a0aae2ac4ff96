// Going round for ever: found when it is fair to every timer, and only then.
#include "model/search/liveness.hpp"

#include "model/search/world.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace hourglass::model::search {
namespace {

// Three states and one request, open until state 2. From 1 one may go on waiting; what such a step
// does to the one timer is what the tests are about.
struct Patience {
    using State = std::uint64_t;
    unsigned armed_while_waiting;
    unsigned renewed_by_waiting;
    mutable unsigned last = 0;

    State initial() const { return 0; }
    template <class Emit>
    void successors(const State& state, Emit emit) const {
        last = 0;
        if (state == 0) emit(State{1}, std::uint16_t{7});
        if (state != 1) return;
        last = renewed_by_waiting;
        emit(State{1}, std::uint16_t{8});
        last = 1;
        emit(State{2}, std::uint16_t{9});
    }
    std::uint64_t fingerprint(const State& state) const { return mixed(state + 1); }
    bool is_open(const State& state) const { return state == 1; }
    unsigned armed(const State& state) const { return state == 1 ? armed_while_waiting : 0; }
    unsigned renewed() const { return last; }
};

TEST(Liveness, ATimerThatStaysArmedFiresSomeDay) {
    const Patience model{.armed_while_waiting = 1, .renewed_by_waiting = 0};

    const Liveness found = check_liveness(model, 100);

    EXPECT_TRUE(found.complete);
    EXPECT_TRUE(found.rounds.empty());
}

TEST(Liveness, ATimerThatIsArmedAnewEachTimeNeverFires) {
    const Patience model{.armed_while_waiting = 1, .renewed_by_waiting = 1};

    const Liveness found = check_liveness(model, 100);

    ASSERT_EQ(found.rounds.size(), 1u);
    EXPECT_EQ(found.rounds[0].way, std::vector<std::uint16_t>{7});
    EXPECT_EQ(found.rounds[0].round, std::vector<std::uint16_t>{8});
}

TEST(Liveness, WithoutATimerNobodyEndsTheWaiting) {
    const Patience model{.armed_while_waiting = 0, .renewed_by_waiting = 0};

    const Liveness found = check_liveness(model, 100);

    EXPECT_EQ(found.rounds.size(), 1u);
}

TEST(Liveness, SaysWhenTheGraphIsTooLarge) {
    const Patience model{.armed_while_waiting = 0, .renewed_by_waiting = 0};

    const Liveness found = check_liveness(model, 1);

    EXPECT_FALSE(found.complete);
    EXPECT_TRUE(found.rounds.empty());
}

class LivenessOf : public testing::TestWithParam<ProfileName> {};

TEST_P(LivenessOf, ThePlatformAnswersWhateverItIsAsked) {
    const Explored model{{.profile = GetParam(),
                          .init_caching = InitCaching::On,
                          .extensions = 0,
                          .invokes = 1,
                          .restores = 1}};

    const Liveness found = check_liveness(model, 1'000'000);

    EXPECT_TRUE(found.complete);
    EXPECT_GT(found.states, 500u);
    ASSERT_TRUE(found.rounds.empty()) << describe(action_of(found.rounds[0].round.front()));
}

INSTANTIATE_TEST_SUITE_P(Profiles, LivenessOf,
                         testing::Values(ProfileName::Aws, ProfileName::Rapid));

}  // namespace
}  // namespace hourglass::model::search
