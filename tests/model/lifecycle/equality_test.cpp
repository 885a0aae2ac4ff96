// Boost.MSM has surprises, so the machine is compared with the plain interpreter of its rows, step
// by step: on every sequence of stimuli up to a length, and on long random ones.
#include "model/lifecycle/plain_platform.hpp"
#include "model/lifecycle/platform.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <rapidcheck.h>
#include <vector>

namespace hourglass::model {
namespace {

constexpr TextId first_file{100};
constexpr TextId internal_name{101};

// Everything that may reach a platform, with ids small enough to meet each other.
std::vector<Record> stimuli() {
    std::vector<Record> all{
        {.kind = Kind::InitAsked},
        {.invoke = InvokeId{1}, .kind = Kind::InvokeAsked},
        {.invoke = InvokeId{2}, .kind = Kind::InvokeAsked},
        {.invoke = InvokeId{1}, .kind = Kind::ReserveAsked},
        {.amount = no_amount, .text = known_text("failure"), .kind = Kind::ResetAsked},
        {.amount = no_amount, .kind = Kind::ShutdownAsked},
        {.amount = 1000, .kind = Kind::RestoreAsked},
        {.kind = Kind::RuntimeNextCalled},
        {.invoke = InvokeId{1}, .kind = Kind::ResponsePosted},
        {.amount = 7'000'000, .invoke = InvokeId{1}, .kind = Kind::ResponsePosted},
        {.invoke = InvokeId{1}, .kind = Kind::ErrorPosted},
        {.kind = Kind::InitErrorPosted},
        {.kind = Kind::RestoreNextCalled},
        {.kind = Kind::RestoreErrorPosted},
        {.text = first_file, .kind = Kind::RegisterCalled, .flags = subscribe_invoke},
        {.text = first_file, .kind = Kind::RegisterCalled, .flags = 3},
        {.text = internal_name, .kind = Kind::RegisterCalled, .flags = subscribe_invoke},
        {.text = internal_name, .kind = Kind::RegisterCalled, .flags = subscribe_unknown},
    };
    for (std::uint8_t slot = 0; slot < 2; ++slot) {
        for (std::uint32_t generation = 1; generation <= 3; ++generation) {
            const auto add = [&](Kind kind, Who who, std::int64_t amount) {
                all.push_back({.amount = amount,
                               .generation = generation,
                               .kind = kind,
                               .who = who,
                               .slot = slot});
            };
            add(Kind::ExtensionNextCalled, Who::Extension, 0);
            add(Kind::ExtensionInitErrorPosted, Who::Extension, 0);
            add(Kind::ExtensionExitErrorPosted, Who::Extension, 0);
            add(Kind::ProcessExited, Who::Extension, 0);
            add(Kind::ProcessExited, Who::Extension, 1);
            add(Kind::ProcessStartFailed, Who::Extension, 2);
            if (slot == 0) add(Kind::ProcessExited, Who::Runtime, 1);
            if (slot == 0) add(Kind::ProcessStartFailed, Who::Runtime, 2);
        }
    }
    for (std::uint16_t timer = 0; timer < timer_count; ++timer) {
        all.push_back({.code = timer, .kind = Kind::TimerFired});
    }
    return all;
}

// The two platforms side by side; timers fire with the token that is armed.
class Pair {
public:
    explicit Pair(const Setup& setup) : boost_(setup), plain_(setup) {}

    // Whether both had the same effects.
    bool take(Record event) {
        event.at = instant_at(Duration{++time_});
        event.call = event.kind == Kind::TimerFired ? CallId{plain_.state.timers[event.code].token}
                                                    : CallId{++calls_};
        boost_.step(event, boost_effects_);
        plain_.step(event, plain_effects_);
        return std::ranges::equal(boost_effects_, plain_effects_);
    }

    std::size_t effects() const { return plain_effects_.size(); }

private:
    Platform boost_;
    PlainPlatform plain_;
    Effects boost_effects_;
    Effects plain_effects_;
    std::int64_t time_ = 0;
    std::uint32_t calls_ = 0;
};

std::size_t sequences_equal(const Pair& from, const std::vector<Record>& all, int more) {
    std::size_t equal = 0;
    for (const Record& event : all) {
        Pair pair = from;
        if (!pair.take(event)) return 0;
        ++equal;
        if (more > 1 && pair.effects() > 0) equal += sequences_equal(pair, all, more - 1);
    }
    return equal;
}

Setup setup_with(ProfileName profile, std::uint8_t files) {
    Setup setup{.profile = profile, .external_extensions = files};
    setup.names[0] = first_file;
    return setup;
}

class Equality : public testing::TestWithParam<ProfileName> {};

TEST_P(Equality, HoldsOnEverySequenceOfThreeEvents) {
    for (const std::uint8_t files : {std::uint8_t{0}, std::uint8_t{1}}) {
        const Pair start{setup_with(GetParam(), files)};

        EXPECT_GT(sequences_equal(start, stimuli(), 3), 3'000u);
    }
}

INSTANTIATE_TEST_SUITE_P(Profiles, Equality, testing::Values(ProfileName::Aws, ProfileName::Rapid),
                         [](const auto& one) { return std::string{profile_of(one.param).title}; });

RC_GTEST_PROP(EqualityOfLongRuns, HoldsOnEveryEvent, ()) {
    const auto all = stimuli();
    const auto profile = *rc::gen::element(ProfileName::Aws, ProfileName::Rapid);
    const auto files = *rc::gen::element<std::uint8_t>(0, 1);
    Pair pair{setup_with(profile, files)};
    const auto choices = *rc::gen::container<std::vector<std::size_t>>(
        200, rc::gen::inRange<std::size_t>(0, all.size()));

    for (const std::size_t choice : choices) RC_ASSERT(pair.take(all[choice]));
}

}  // namespace
}  // namespace hourglass::model
