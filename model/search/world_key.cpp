// The fingerprint of a world: everything that what follows may depend on, and nothing else.
// Extensions of one kind that differ in nothing but their slot are interchangeable, so the list of
// all that each is goes in sorted.
#include "model/search/fingerprints.hpp"
#include "model/search/world.hpp"

#include <algorithm>
#include <array>

namespace hourglass::model::search {

namespace {

class Digest {
public:
    void add(std::uint64_t value, unsigned bits) {
        if (used_ + bits > 64) flush();
        word_ |= value << used_;
        used_ += bits;
    }
    void add(bool value) { add(value ? 1U : 0U, 1); }
    std::uint64_t value() {
        flush();
        return hash_;
    }

private:
    void flush() {
        hash_ = mixed(hash_ * 0x9e3779b97f4a7c15U + word_ + used_);
        word_ = 0;
        used_ = 0;
    }

    std::uint64_t hash_ = 0x243f6a8885a308d3U;
    std::uint64_t word_ = 0;
    unsigned used_ = 0;
};

std::uint64_t bit(bool value) {
    return value ? 1U : 0U;
}

// One extension in 40 bits.
std::uint64_t extension_key(const World& world, std::uint8_t slot) {
    const auto& state = world.platform.state;
    const auto& known = state.extensions[slot];
    const auto& seen = world.watch.extensions[slot];
    const auto& process = state.processes[slot + 1U];
    auto key = static_cast<std::uint64_t>(state.extension_states[slot]);
    const auto push = [&key](std::uint64_t value, unsigned bits) { key = key << bits | value; };
    push(known.events, 3);
    push(bit(known.known), 1);
    push(bit(known.external), 1);
    push(bit(known.launched), 1);
    push(bit(known.event_pending), 1);
    push(bit(known.owes_next), 1);
    push(bit(known.told_to_stop), 1);
    push(bit(known.waiting.empty()), 1);
    push(bit(static_cast<bool>(known.error_type)), 1);
    push(bit(known.generation == state.generation), 1);
    push(bit(process.alive), 1);
    push(bit(process.generation == state.generation), 1);
    push(seen.events, 3);
    push(bit(seen.alive), 1);
    push(bit(seen.waiting), 1);
    push(bit(seen.registered), 1);
    push(bit(seen.owes), 1);
    push(bit(seen.killed), 1);
    push(bit(seen.told_to_stop), 1);
    return key;
}

void add_extensions(Digest& digest, const World& world, std::uint8_t from, std::uint8_t count) {
    std::array<std::uint64_t, max_slots> keys{};
    for (std::uint8_t i = 0; i < count; ++i) {
        keys[i] = extension_key(world, static_cast<std::uint8_t>(from + i));
    }
    std::sort(keys.begin(), keys.begin() + count);
    for (std::uint8_t i = 0; i < count; ++i) digest.add(keys[i], 40);
}

void add_reply(Digest& digest, const lifecycle::ReplyFacts& reply) {
    digest.add(reply.present);
    digest.add(static_cast<std::uint64_t>(reply.reply), 3);
    digest.add(reply.payload.value, 8);
    digest.add(reply.text.value, 16);
}

void add_platform(Digest& digest, const PlainPlatform& platform) {
    const auto& state = platform.state;
    digest.add(platform.sandbox.state(), 4);
    digest.add(platform.bring_up.state(), 3);
    digest.add(platform.invocation.state(), 3);
    digest.add(platform.teardown.state(), 3);
    digest.add(platform.runtime.state(), 4);
    digest.add(state.first_fatal_error.value, 16);
    digest.add(state.cancelled);
    digest.add(state.registration_open);
    digest.add(state.frozen);
    digest.add(state.stopping);
    digest.add(state.runtime.event_pending);
    digest.add(state.runtime.waiting.empty());
    digest.add(state.processes[0].alive);
    digest.add(bool{state.processes[0].generation == state.generation});
    digest.add(state.reserved.value, 4);
    for (const auto& timer : state.timers) digest.add(bool{timer.token != 0});
    digest.add(state.resets_waiting_count, 4);
    digest.add(state.shutdowns_waiting, 4);
    digest.add(state.shutdowns_answering, 4);
    digest.add(state.stop.reason.value, 16);
    digest.add(state.teardown.reason.value, 16);
    digest.add(bool{state.teardown.told > 0});
    digest.add(state.teardown.available.count() > 0);
    digest.add(state.bring_up.runtime_launched);
    digest.add(state.bring_up.telling);
    digest.add(state.bring_up.inside_invoke);
}

void add_invoke(Digest& digest, const PlainPlatform& platform) {
    const auto& invoke = platform.state.invoke;
    digest.add(invoke.id.value, 4);
    digest.add(static_cast<std::uint64_t>(invoke.stage), 2);
    digest.add(invoke.answered);
    digest.add(invoke.done);
    digest.add(invoke.responded);
    digest.add(invoke.started_told);
    add_reply(digest, invoke.held);
    add_reply(digest, platform.state.init_error);
}

void add_watch(Digest& digest, const Watch& watch) {
    for (const WatchedInvoke& one : watch.invokes) {
        digest.add(one.accepted);
        digest.add(one.answered);
        digest.add(one.done);
        digest.add(one.responded);
        digest.add(one.given);
    }
    digest.add(watch.runtime.alive);
    digest.add(watch.runtime.waiting);
    digest.add(watch.runtime.killed);
    digest.add(watch.runtime.terminated);
    digest.add(watch.runtime.polled);
    digest.add(watch.runtime.came_back);
    digest.add(watch.current, 4);
    digest.add(watch.resets_open, 4);
    digest.add(watch.shutdowns_open, 4);
    digest.add(watch.init_open);
    digest.add(watch.stopping);
    digest.add(watch.dirty);
    digest.add(watch.repair_due);
    digest.add(watch.gave_up);
    digest.add(bool{watch.generation == 0});
    digest.add(watch.broken.value, 16);
}

}  // namespace

std::uint64_t Explored::fingerprint(const World& world) const {
    Digest digest;
    digest.add(world.invokes_asked, 4);
    digest.add(world.resets_asked, 4);
    digest.add(world.shutdowns_asked, 4);
    digest.add(world.restores_asked, 4);
    digest.add(world.faults, 4);
    digest.add(world.init_asked);
    add_platform(digest, world.platform);
    add_invoke(digest, world.platform);
    add_watch(digest, world.watch);
    add_extensions(digest, world, 0, bounds_.extensions);
    add_extensions(digest, world, bounds_.extensions, bounds_.internals);
    return digest.value();
}

}  // namespace hourglass::model::search
