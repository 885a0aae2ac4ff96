// What a generated scenario may contain, switch by switch, and the steps that hang on a switch.
#pragma once

#include "scenarios/format/vocabulary.hpp"
#include "scenarios/scenario.hpp"

#include <array>
#include <cstdint>

namespace hourglass::scenarios {

enum class Feature : std::uint8_t {
    Always,
    // things that healthy users do
    Extensions,
    InternalExtensions,
    Resets,
    Shutdowns,
    Restores,
    Background,  // asks that are not waited for
    Suppressed,
    Lives,      // another program for the second start
    Files,      // in the writable folder
    Deadlines,  // times at and around a deadline
    // faults of the peers
    FunctionErrors,
    InitErrors,
    Exits,
    Crashes,
    Hangs,
    IgnoredSignals,
    LateAnswers,
    UnknownIds,
    LargeAnswers,
    OddRegistrations,
    ExtensionErrors,
    Disorder,    // programs that keep no order
    Crowds,      // ten extensions and more
    NoStart,     // programs that cannot be executed
    Stops,       // processes that stand still
    Unkillable,  // that outlive SIGKILL
    Children,
    HangUps,     // of clients that wait for their next event
    HalfBodies,  // and empty ones
    OddAnswers,  // of a strange type or mode
    Memory,
    // faults of the world
    SlowStarts,
    StartFailures,
    Loss,  // of requests and of answers
    Doubles,
    Delays,
    Suspension,
    // of the invoker
    SmallBudgets,
    Reservations,
    // of the world again: a new one stands last, so that the bits of the others stay
    ClockSteps,
};
inline constexpr unsigned feature_count = static_cast<unsigned>(Feature::ClockSteps) + 1;
inline constexpr Feature first_fault = Feature::FunctionErrors;

class Swarm {
public:
    constexpr bool on(Feature feature) const { return (bits_ & bit(feature)) != 0; }
    constexpr void set(Feature feature) { bits_ |= bit(feature); }
    static constexpr Swarm everything() {
        Swarm swarm;
        swarm.bits_ = (std::uint64_t{1} << feature_count) - 1;
        return swarm;
    }

private:
    static constexpr std::uint64_t bit(Feature feature) {
        return std::uint64_t{1} << static_cast<unsigned>(feature);
    }

    std::uint64_t bits_ = bit(Feature::Always);
};

// The weights of those that are on sum up to at most 256, see tape.hpp.
template <class What>
struct Weighted {
    What what{};
    std::uint8_t weight{};
    Feature feature{};
    Role role = Role::Either;
};

inline constexpr std::array step_weights{
    Weighted<Op>{Op::Next, 24, Feature::Always},
    Weighted<Op>{Op::Respond, 24, Feature::Always, Role::Runtime},
    Weighted<Op>{Op::Work, 32, Feature::Always},
    Weighted<Op>{Op::Register, 12, Feature::Always, Role::Extension},
    Weighted<Op>{Op::Print, 2, Feature::Always},
    Weighted<Op>{Op::RestoreNext, 12, Feature::Restores, Role::Runtime},
    Weighted<Op>{Op::RestoreError, 8, Feature::Restores, Role::Runtime},
    Weighted<Op>{Op::Error, 12, Feature::FunctionErrors, Role::Runtime},
    Weighted<Op>{Op::InitError, 12, Feature::InitErrors},
    Weighted<Op>{Op::ExitError, 12, Feature::ExtensionErrors, Role::Extension},
    Weighted<Op>{Op::Exit, 12, Feature::Exits},
    Weighted<Op>{Op::Crash, 8, Feature::Crashes},
    Weighted<Op>{Op::Hang, 8, Feature::Hangs},
    Weighted<Op>{Op::IgnoreSigterm, 8, Feature::IgnoredSignals},
    Weighted<Op>{Op::RespondToLast, 12, Feature::LateAnswers, Role::Runtime},
    Weighted<Op>{Op::RespondUnknown, 8, Feature::UnknownIds, Role::Runtime},
    Weighted<Op>{Op::RespondHalf, 6, Feature::HalfBodies, Role::Runtime},
    Weighted<Op>{Op::RespondEmpty, 6, Feature::HalfBodies, Role::Runtime},
    Weighted<Op>{Op::RespondAs, 6, Feature::OddAnswers, Role::Runtime},
    Weighted<Op>{Op::RespondInMode, 6, Feature::OddAnswers, Role::Runtime},
    Weighted<Op>{Op::Stop, 4, Feature::Stops},
    Weighted<Op>{Op::OutliveKill, 8, Feature::Unkillable},
    Weighted<Op>{Op::SpawnChild, 3, Feature::Children},
    Weighted<Op>{Op::SpawnEscapedChild, 3, Feature::Children},
    Weighted<Op>{Op::WriteFile, 4, Feature::Files},
    Weighted<Op>{Op::LookForFile, 4, Feature::Files},
    Weighted<Op>{Op::Allocate, 8, Feature::Memory},
};

inline constexpr std::array ask_weights{
    Weighted<Ask>{Ask::Invoke, 80, Feature::Always},
    Weighted<Ask>{Ask::Wait, 40, Feature::Always},
    Weighted<Ask>{Ask::Init, 4, Feature::Always},
    Weighted<Ask>{Ask::Reset, 30, Feature::Resets},
    Weighted<Ask>{Ask::Shutdown, 16, Feature::Shutdowns},
    Weighted<Ask>{Ask::Restore, 24, Feature::Restores},
    Weighted<Ask>{Ask::Reserve, 12, Feature::Reservations},
    Weighted<Ask>{Ask::AwaitAll, 12, Feature::Background},
};

}  // namespace hourglass::scenarios
