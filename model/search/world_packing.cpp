// A world in a few words: all that what follows may depend on, and nothing else. What is left out
// is either the same in every world (names, limits) or only told, never asked about (times, texts).
//
// word 0, bits 0..23   what of the bounds was spent, as Budgets reads it
// words 0..2           platform and watch
// word 3               with Memory::Everything only: texts
// then                 the extensions, two in a word
//
// Invokes are numbered by their distance to the latest one, generations by theirs to the present
// one. Each list of fields is written once, for both directions: Io is a BitWriter or a BitReader.
#include "model/search/bits.hpp"
#include "model/search/fingerprints.hpp"
#include "model/search/world.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

namespace hourglass::model::search {

namespace {

constexpr std::size_t fixed_words = 3;
constexpr std::uint32_t present_generation = 8;

template <class Io>
constexpr bool reads = std::is_same_v<Io, BitReader>;

template <class Io, class Machine>
void machine_state(Io& io, Machine& machine, unsigned bits) {
    std::uint8_t state = machine.state();
    io(state, bits);
    if constexpr (reads<Io>) machine.become(state);
}

// An invoke's number as its distance to the latest, which is 1; 0 is none.
template <class Io, class Number>
void distance(Io& io, Number& number, unsigned latest) {
    std::uint32_t away = 0;
    if (static_cast<std::uint32_t>(number) != 0) {
        away = latest + 1 - static_cast<std::uint32_t>(number);
    }
    io(away, 4);
    if constexpr (reads<Io>) number = static_cast<Number>(away == 0 ? 0 : latest + 1 - away);
}

template <class Io, class Numbered>
void distance_of(Io& io, Numbered& id, unsigned latest) {
    std::uint32_t number = id.value;
    distance(io, number, latest);
    if constexpr (reads<Io>) id.value = static_cast<decltype(id.value)>(number);
}

// Whether it is of the present generation.
template <class Io, class Facts>
void generation(Io& io, Facts& facts, std::uint32_t present) {
    bool same = facts.generation == present;
    io(same, 1);
    if constexpr (reads<Io>) facts.generation = same ? present : present - 1;
}

template <class Io, class Waiters>
void waiters(Io& io, Waiters& waiting, CallId call) {
    bool some = !waiting.empty();
    io(some, 1);
    if constexpr (reads<Io>) {
        waiting = {};
        if (some) waiting.push(call);
    }
}

template <class Io, class Spending>
void spending(Io& io, Spending& spent) {
    io(spent.invokes, 4);
    io(spent.resets, 4);
    io(spent.shutdowns, 4);
    io(spent.restores, 4);
    io(spent.faults, 4);
    io(spent.init, 4);
}

template <class Io, class Platform>
void sandbox(Io& io, Platform& platform, unsigned latest) {
    auto& state = platform.state;
    machine_state(io, platform.sandbox, 4);
    machine_state(io, platform.bring_up, 2);
    machine_state(io, platform.invocation, 2);
    machine_state(io, platform.teardown, 3);
    machine_state(io, platform.runtime, 4);
    if constexpr (reads<Io>) {
        state.sandbox_state = static_cast<SandboxState>(platform.sandbox.state());
        state.runtime_state = static_cast<RuntimeState>(platform.runtime.state());
    }
    io(state.cancelled, 1);
    io(state.registration_open, 1);
    io(state.frozen, 1);
    io(state.stopping, 1);
    io(state.runtime.event_pending, 1);
    waiters(io, state.runtime.waiting, runtime_call);
    io(state.processes[0].alive, 1);
    generation(io, state.processes[0], state.generation);
    distance_of(io, state.reserved, latest);
    for (std::size_t timer = 0; timer < timer_count; ++timer) {
        auto token = static_cast<std::uint32_t>(state.timers[timer].token != 0);
        io(token, 1);
        if constexpr (reads<Io>) {
            state.timers[timer].token = static_cast<std::uint32_t>(token * (timer + 1));
        }
    }
    if constexpr (reads<Io>) state.last_token = timer_count;
}

template <class Io, class State>
void requests(Io& io, State& state) {
    io(state.resets_waiting_count, 3);
    if constexpr (reads<Io>) {
        for (std::size_t i = 0; i < state.resets_waiting_count; ++i) {
            state.resets_waiting[i] = {.reason = known_text("failure")};
        }
    }
    io(state.shutdowns_waiting, 3);
    io(state.credential_sets, 2);
    io(state.teardown.told, 4);
    io(state.bring_up.runtime_launched, 1);
    io(state.bring_up.telling, 1);
    io(state.bring_up.inside_invoke, 1);
    io(state.init_error.present, 1);
    if constexpr (reads<Io>) {
        state.init_error.reply = state.init_error.present ? Reply::InitError : Reply{};
    }
}

template <class Io, class Invoke>
void invoke(Io& io, Invoke& one, unsigned latest) {
    distance_of(io, one.id, latest);
    io(one.stage, 2);
    io(one.answered, 1);
    io(one.done, 1);
    io(one.responded, 1);
    io(one.started_told, 1);
    io(one.held.present, 1);
    io(one.held.reply, 3);
    distance_of(io, one.held.payload, latest);
    if constexpr (reads<Io>) one.payload = PayloadId{one.id.value};
}

template <class Io, class Watched>
void watched_requests(Io& io, Watched& watch, unsigned latest) {
    io(watch.resets_open, 3);
    io(watch.shutdowns_open, 3);
    io(watch.restores_open, 3);
    distance(io, watch.current, latest);
    io(watch.init_open, 1);
    io(watch.stopping, 1);
    io(watch.dirty, 1);
    io(watch.repair_due, 1);
    io(watch.gave_up, 1);
    io(watch.runtime.alive, 1);
    io(watch.runtime.waiting, 1);
    io(watch.runtime.killed, 1);
    io(watch.runtime.terminated, 1);
    io(watch.runtime.polled, 1);
    io(watch.runtime.came_back, 1);
}

}  // namespace

std::size_t Explored::words_of(const Bounds& bounds, Reductions reductions) {
    const std::size_t memories = reductions.memory == Memory::Everything ? 1 : 0;
    const std::size_t members = std::size_t{bounds.extensions} + bounds.internals;
    return fixed_words + memories + (members + 1) / 2;
}

template <class Io, class AWorld>
void Explored::everything(Io& io, AWorld& world) const {
    auto& state = world.platform.state;
    auto& watch = world.watch;
    spending(io, world.spent);
    const unsigned latest = world.spent.invokes;
    std::uint32_t begun = state.generation == 0 ? 0 : 1;
    std::uint32_t behind = watch.generation == 0 ? 3 : state.generation - watch.generation;
    io(begun, 1);
    io(behind, 2);
    if constexpr (reads<Io>) {
        state.generation = begun * present_generation;
        watch.generation = behind == 3 ? 0 : state.generation - behind;
    }
    sandbox(io, world.platform, latest);
    io.turn_word();
    requests(io, state);
    invoke(io, state.invoke, latest);
    watched_requests(io, watch, latest);
    io.turn_word();
    memories(io, world);
    for (std::uint8_t slot = 0; slot < members(); ++slot) extension(io, world, slot);
}

// How invokes went, and texts.
template <class Io, class AWorld>
void Explored::memories(Io& io, AWorld& world) const {
    const unsigned latest = world.spent.invokes;
    if constexpr (reads<Io>) world.watch.invokes = {};
    for (unsigned number = latest; number > 0; --number) {
        auto& one = world.watch.invokes[number - 1];
        io(one.accepted, 1);
        io(one.answered, 1);
        io(one.done, 1);
        io(one.responded, 1);
        io(one.given, 1);
    }
    io.turn_word();
    if (reductions_.memory == Memory::WhatMatters) return;
    auto& state = world.platform.state;
    io(state.first_fatal_error.value, 8);
    io(state.stop.reason.value, 8);
    io(state.teardown.reason.value, 8);
    io(state.invoke.held.text.value, 8);
    io(state.init_error.text.value, 8);
    io.turn_word();
}

// Half a word.
template <class Io, class AWorld>
void Explored::extension(Io& io, AWorld& world, std::uint8_t slot) const {
    auto& state = world.platform.state;
    auto& known = state.extensions[slot];
    auto& process = state.processes[slot + 1U];
    auto& seen = world.watch.extensions[slot];
    io.turn_half();
    machine_state(io, world.platform.extensions[slot], 4);
    io(state.extension_states[slot], 4);
    io(known.events, 2);
    io(known.known, 1);
    io(known.launched, 1);
    io(known.event_pending, 1);
    io(known.owes_next, 1);
    io(known.told_to_stop, 1);
    waiters(io, known.waiting, call_of(slot));
    generation(io, known, state.generation);
    io(process.alive, 1);
    generation(io, process, state.generation);
    io(seen.events, 2);
    io(seen.alive, 1);
    io(seen.waiting, 1);
    io(seen.registered, 1);
    io(seen.owes, 1);
    io(seen.killed, 1);
    io(seen.told_to_stop, 1);
    if constexpr (reads<Io>) {
        known.external = known.known && slot < bounds_.extensions;
        known.name = known.known ? name_of(slot) : TextId{};
    }
}

// Inlined as a whole, every shift is a constant.
[[gnu::flatten]] void Explored::pack(const World& world, std::uint64_t* words) const {
    BitWriter writer{words};
    everything(writer, world);
    writer.finish();
}

[[gnu::flatten]] void Explored::unpack(const std::uint64_t* words, World& world) const {
    BitReader reader{words};
    everything(reader, world);
}

std::uint64_t Explored::fingerprint(const std::uint64_t* words) const {
    const bool sorted = reductions_.symmetry == Symmetry::On && members() > 1;
    const std::size_t fixed = sorted ? words_ - (members() + 1U) / 2 : words_;
    Hash hash{prunes() ? words[0] & ~budgets_.mask() : words[0]};
    for (std::size_t word = 1; word < fixed; ++word) hash.add(words[word]);
    if (sorted) add_sorted(hash, words + fixed);
    return hash.value();
}

// The extensions in an order that does not depend on their slots.
void Explored::add_sorted(Hash& hash, const std::uint64_t* words) const {
    std::array<std::uint32_t, max_slots + 1> each{};
    for (std::size_t slot = 0; slot < members(); ++slot) {
        each[slot] = static_cast<std::uint32_t>(words[slot / 2] >> slot % 2 * 32);
    }
    std::sort(each.begin(), each.begin() + bounds_.extensions);
    std::sort(each.begin() + bounds_.extensions, each.begin() + members());
    for (std::size_t slot = 0; slot < members(); slot += 2) {
        hash.add(each[slot] | std::uint64_t{each[slot + 1]} << 32U);
    }
}

std::uint64_t Explored::fingerprint(const World& world) const {
    std::array<std::uint64_t, fixed_words + 1 + (max_slots + 1) / 2> words{};
    pack(world, words.data());
    return fingerprint(words.data());
}

}  // namespace hourglass::model::search
