// What of a world steers nothing that follows: Memory::WhatMatters forgets it, so that worlds which
// differ in nothing else count as one.
#include "model/search/world.hpp"

namespace hourglass::model::search {

namespace {

// Error texts, and what is kept only to be told to telemetry.
void forget_what_is_only_told(lifecycle::State& state) {
    state.first_fatal_error = {};
    state.stop.reason = {};
    state.teardown.reason = {};
    state.teardown.told = 0;
    state.bring_up.runtime_launched = false;
    state.bring_up.telling = false;
    state.init_error.text = {};
    state.invoke.started_told = false;
    state.invoke.held.text = {};
}

// Of a reply that the platform makes, only that there is one: which one its caller gets is a text.
// Of an invoke that was answered and is done, only that: its reset still runs.
void forget_replies(World& world) {
    auto& state = world.platform.state;
    auto& held = state.invoke.held;
    const bool from_runtime = held.reply == Reply::Response || held.reply == Reply::FunctionError;
    if (held.present && !from_runtime) held = {.reply = Reply::Empty, .present = true};
    if (state.invoke.done && state.invoke.answered) {
        state.invoke = {.stage = state.invoke.stage, .answered = true, .done = true};
        state.reserved = {};
    }
    for (std::uint8_t number = 0; number < world.spent.invokes; ++number) {
        WatchedInvoke& one = world.watch.invokes[number];
        if (!is_unanswered(one)) one = {};
    }
}

// Once the flows of a generation are cancelled nobody waits for its extensions to come back, and
// nobody asks how one was that is gone: they are cleared before anything new begins.
void forget_extension(World& world, std::uint8_t slot) {
    auto& state = world.platform.state;
    auto& known = state.extensions[slot];
    auto& seen = world.watch.extensions[slot];
    known.owes_next = false;
    seen.owes = false;
    if (!known.known || state.processes[slot + 1U].alive || seen.alive) return;
    known = {.name = known.name,
             .generation = known.generation,
             .known = true,
             .external = known.external};
    world.platform.extensions[slot].become(static_cast<std::uint8_t>(ExtensionState::Exited));
    state.extension_states[slot] = ExtensionState::Exited;
    seen = {.registered = seen.registered};
}

}  // namespace

void Explored::forget(World& world) const {
    forget_what_is_only_told(world.platform.state);
    forget_replies(world);
    if (!world.platform.state.cancelled) return;
    for (std::uint8_t slot = 0; slot < bounds_.extensions; ++slot) forget_extension(world, slot);
    WatchedRuntime& runtime = world.watch.runtime;
    if (!runtime.alive) runtime = {.came_back = runtime.came_back};
}

}  // namespace hourglass::model::search
