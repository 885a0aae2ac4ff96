// The platform in a bounded world in which anything may happen at any moment: requests, legal and
// illegal calls, exits, timers. A model for search.hpp.
//
// Time is taken out: every event is at Instant 0, and an armed timer may fire at any moment, early
// or late. So the search covers more orders than a clock would allow, never fewer.
#pragma once

#include "model/lifecycle/plain_platform.hpp"
#include "model/search/bounds.hpp"
#include "model/search/watch.hpp"

#include <array>
#include <bitset>
#include <cstdint>
#include <string>

namespace hourglass::model::search {

enum class Act : std::uint8_t {
    AskInit,
    AskInvoke,
    AskReset,
    AskShutdown,
    AskRestore,
    RuntimeNext,
    Respond,
    RespondLate,  // to the invoke before the current one
    RespondTooLarge,
    PostError,
    PostInitError,
    RestoreNext,
    PostRestoreError,
    RuntimeAbandons,  // closes the connection of its next
    RuntimeExits,
    RuntimeFailsToStart,
    Register,  // with: subscription bits
    ExtensionNext,
    ExtensionInitError,
    ExtensionExitError,
    ExtensionAbandons,
    ExtensionExits,  // with: exit status
    ExtensionFailsToStart,
    TimerFires,  // with: Timer
};

struct Action {
    Act act{};
    std::uint8_t slot{};
    std::uint8_t with{};
};

constexpr std::uint16_t number_of(Action action) {
    return static_cast<std::uint16_t>(static_cast<unsigned>(action.act) << 8U |
                                      static_cast<unsigned>(action.slot) << 4U | action.with);
}

constexpr Action action_of(std::uint16_t number) {
    return {static_cast<Act>(number >> 8U), static_cast<std::uint8_t>(number >> 4U & 15U),
            static_cast<std::uint8_t>(number & 15U)};
}

std::string describe(Action action);

struct World {
    PlainPlatform platform;
    Watch watch{};
    std::uint8_t invokes_asked{};
    std::uint8_t resets_asked{};
    std::uint8_t shutdowns_asked{};
    std::uint8_t restores_asked{};
    std::uint8_t faults{};
    bool init_asked = false;
};

using RuleSet = std::bitset<catalogue.size() + 1>;

class Explored {
public:
    using State = World;

    explicit Explored(const Bounds& bounds) : bounds_(bounds) {}

    World initial() const;
    std::uint64_t fingerprint(const World& world) const;
    // The invariants, and that whatever is unanswered has something left that will answer it.
    bool holds(const World& world) const { return !world.watch.broken && !is_stuck(world); }
    bool may_end(const World& world) const { return !is_stuck(world); }
    bool is_stuck(const World& world) const;

    template <class Emit>
    void successors(const World& world, Emit emit) const;

    // What happens by an action; the effects are left in `effects`.
    World after(const World& world, Action action, Effects& effects) const;

    const RuleSet& fired() const { return fired_; }

private:
    template <class Try>
    void try_requests(const World& world, Try& attempt) const;
    template <class Try>
    void try_runtime(const World& world, Try& attempt) const;
    template <class Try>
    void try_runtime_calls(const World& world, Try& attempt) const;
    template <class Try>
    void try_extension(const World& world, std::uint8_t slot, Try& attempt) const;
    template <class Try>
    void try_extension_process(const World& world, std::uint8_t slot, Try& attempt) const;
    template <class Try>
    void try_extension_calls(const World& world, std::uint8_t slot, Try& attempt) const;
    template <class Try>
    void try_timers(const World& world, Try& attempt) const;

    Record event_of(const World& world, Action action) const;
    void count(World& world, Action action) const;
    void take(World& world, const Record& event, Effects& effects) const;
    void abandon_calls(World& world, Action action, Effects& effects) const;

    Bounds bounds_;
    mutable RuleSet fired_;
    mutable Effects effects_;
};

template <class Emit>
void Explored::successors(const World& world, Emit emit) const {
    const auto attempt = [&](Action action) {
        emit(after(world, action, effects_), number_of(action));
    };
    try_requests(world, attempt);
    try_runtime(world, attempt);
    const auto members = static_cast<std::uint8_t>(bounds_.extensions + bounds_.internals);
    for (std::uint8_t slot = 0; slot < members; ++slot) try_extension(world, slot, attempt);
    try_timers(world, attempt);
}

template <class Try>
void Explored::try_requests(const World& world, Try& attempt) const {
    if (!world.init_asked && world.invokes_asked == 0) attempt(Action{Act::AskInit});
    if (world.invokes_asked < bounds_.invokes) attempt(Action{Act::AskInvoke});
    if (world.resets_asked < bounds_.resets) attempt(Action{Act::AskReset});
    if (world.shutdowns_asked < bounds_.shutdowns) attempt(Action{Act::AskShutdown});
    if (world.restores_asked < bounds_.restores) attempt(Action{Act::AskRestore});
}

template <class Try>
void Explored::try_runtime(const World& world, Try& attempt) const {
    const WatchedRuntime& runtime = world.watch.runtime;
    if (!runtime.alive) return;
    const bool fault_left = world.faults < bounds_.faults;
    if (runtime.killed || runtime.terminated || fault_left) attempt(Action{Act::RuntimeExits});
    if (!runtime.polled && fault_left && !runtime.killed) {
        attempt(Action{Act::RuntimeFailsToStart});
    }
    if (runtime.waiting && fault_left) attempt(Action{Act::RuntimeAbandons});
    if (!runtime.waiting && !runtime.killed) try_runtime_calls(world, attempt);
}

template <class Try>
void Explored::try_runtime_calls(const World& world, Try& attempt) const {
    const RuntimeState state = world.platform.state.runtime_state;
    const bool all = bounds_.calls == Calls::IllegalToo;
    const bool running = state == RuntimeState::Running;
    const bool started = state == RuntimeState::Started;
    const bool restoring = state == RuntimeState::Restoring;
    const bool caching = bounds_.init_caching == InitCaching::On;
    const auto attempt_if = [&](bool allowed, Act act) {
        if (allowed) attempt(Action{act});
    };
    attempt_if(true, Act::RuntimeNext);
    attempt_if(all || running, Act::Respond);
    attempt_if(running, Act::RespondTooLarge);
    attempt_if(all, Act::RespondLate);
    attempt_if(all || running, Act::PostError);
    attempt_if(all || started, Act::PostInitError);
    attempt_if(caching && (all || started), Act::RestoreNext);
    attempt_if(caching && (all || restoring), Act::PostRestoreError);
}

template <class Try>
void Explored::try_extension(const World& world, std::uint8_t slot, Try& attempt) const {
    const bool external = slot < bounds_.extensions;
    const WatchedExtension& one = world.watch.extensions[slot];
    if (external) {
        if (one.alive) try_extension_process(world, slot, attempt);
        if (one.alive && !one.killed) try_extension_calls(world, slot, attempt);
    } else if (world.watch.runtime.alive && !world.watch.runtime.killed) {
        try_extension_calls(world, slot, attempt);
    }
}

template <class Try>
void Explored::try_extension_process(const World& world, std::uint8_t slot, Try& attempt) const {
    const WatchedExtension& one = world.watch.extensions[slot];
    const bool fault_left = world.faults < bounds_.faults;
    if (one.killed || one.told_to_stop || fault_left) {
        attempt(Action{Act::ExtensionExits, slot, 0});
        attempt(Action{Act::ExtensionExits, slot, 1});
    }
    if (!one.registered && fault_left && !one.killed) {
        attempt(Action{Act::ExtensionFailsToStart, slot});
    }
}

template <class Try>
void Explored::try_extension_calls(const World& world, std::uint8_t slot, Try& attempt) const {
    const WatchedExtension& one = world.watch.extensions[slot];
    if (one.waiting) {
        if (world.faults < bounds_.faults) attempt(Action{Act::ExtensionAbandons, slot});
        return;
    }
    if (!one.registered) {
        const std::uint8_t subscriptions = slot < bounds_.extensions ? 4 : 2;
        for (std::uint8_t events = 0; events < subscriptions; ++events) {
            attempt(Action{Act::Register, slot, events});
        }
        return;
    }
    attempt(Action{Act::ExtensionNext, slot});
    attempt(Action{Act::ExtensionInitError, slot});
    attempt(Action{Act::ExtensionExitError, slot});
}

template <class Try>
void Explored::try_timers(const World& world, Try& attempt) const {
    for (std::uint8_t timer = 0; timer < timer_count; ++timer) {
        if (world.platform.state.timers[timer].token == 0) continue;
        const auto which = static_cast<Timer>(timer);
        const bool hangs = which == Timer::KillWait || which == Timer::ReapWait;
        if (hangs && world.faults >= bounds_.faults && !world.watch.gave_up) continue;
        attempt(Action{Act::TimerFires, 0, timer});
    }
}

}  // namespace hourglass::model::search
