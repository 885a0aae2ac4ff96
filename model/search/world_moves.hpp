// What may happen in a world, see world.hpp.
#pragma once

#include "model/search/world.hpp"

namespace hourglass::model::search {

template <class Emit>
void Explored::successors(const World& world, Emit emit) const {
    const auto attempt = [&](Action action) {
        World next = after(world, action, effects_);
        if (reductions_.memory == Memory::WhatMatters) forget(next);
        emit(next, number_of(action));
    };
    try_requests(world, attempt);
    try_runtime(world, attempt);
    for (std::uint8_t slot = 0; slot < members(); ++slot) try_extension(world, slot, attempt);
    try_timers(world, attempt);
}

template <class Try>
void Explored::try_requests(const World& world, Try& attempt) const {
    if (!world.spent.init && world.spent.invokes == 0) attempt(Action{Act::AskInit});
    if (world.spent.invokes < bounds_.invokes) attempt(Action{Act::AskInvoke});
    if (world.spent.resets < bounds_.resets) attempt(Action{Act::AskReset});
    if (world.spent.shutdowns < bounds_.shutdowns) attempt(Action{Act::AskShutdown});
    if (world.spent.restores < bounds_.restores) attempt(Action{Act::AskRestore});
}

template <class Try>
void Explored::try_runtime(const World& world, Try& attempt) const {
    const WatchedRuntime& runtime = world.watch.runtime;
    if (!runtime.alive) return;
    const bool fault_left = world.spent.faults < bounds_.faults;
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
    const bool fault_left = world.spent.faults < bounds_.faults;
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
        if (world.spent.faults < bounds_.faults) attempt(Action{Act::ExtensionAbandons, slot});
        return;
    }
    if (!one.registered) return try_registration(world, slot, attempt);
    const ExtensionState state = world.platform.state.extension_states[slot];
    const bool all = bounds_.calls == Calls::IllegalToo;
    const bool fresh = state == ExtensionState::Registered;
    const bool running = state == ExtensionState::Running;
    if (all || fresh || running) attempt(Action{Act::ExtensionNext, slot});
    if (all || fresh) attempt(Action{Act::ExtensionInitError, slot});
    if (all || fresh || running) attempt(Action{Act::ExtensionExitError, slot});
    if (all) attempt(Action{Act::Register, slot});
}

// Internal extensions have no file and so no slot until they register: the platform gives them the
// next one.
template <class Try>
void Explored::try_registration(const World& world, std::uint8_t slot, Try& attempt) const {
    const bool external = slot < bounds_.extensions;
    const auto& extensions = world.watch.extensions;
    if (!external && slot > bounds_.extensions && !extensions[slot - 1U].registered) return;
    const std::uint8_t subscriptions = external ? 4 : 2;
    for (std::uint8_t events = 0; events < subscriptions; ++events) {
        attempt(Action{Act::Register, slot, events});
    }
    if (bounds_.calls == Calls::IllegalToo) {
        attempt(Action{Act::Register, slot, subscribe_unknown});
    }
}

template <class Try>
void Explored::try_timers(const World& world, Try& attempt) const {
    for (std::uint8_t timer = 0; timer < timer_count; ++timer) {
        if (world.platform.state.timers[timer].token == 0) continue;
        const auto which = static_cast<Timer>(timer);
        if (is_hang(which) && world.spent.faults >= bounds_.faults && !world.watch.gave_up)
            continue;
        attempt(Action{Act::TimerFires, 0, timer});
    }
}

}  // namespace hourglass::model::search
