// The key of a candidate: everything that what it may do next depends on, but for instants.
#include "model/judge/acceptor/candidate.hpp"
#include "model/judge/acceptor/sight.hpp"
#include "model/search/fingerprints.hpp"

namespace hourglass::model::acceptor {

namespace {

class Digest {
public:
    template <class Value>
    Digest& operator<<(Value value) {
        if constexpr (requires { value.value; }) {
            add(value.value);
        } else {
            add(static_cast<std::uint64_t>(value));
        }
        return *this;
    }
    std::uint64_t value() const { return hash_; }

private:
    void add(std::uint64_t value) {
        hash_ = search::mixed(hash_ * 0x9e3779b97f4a7c15U + value + 1);
    }

    std::uint64_t hash_ = 0x452821e638d01377U;
};

void add_waiters(Digest& digest, lifecycle::Waiters waiters) {
    while (!waiters.empty()) digest << waiters.pop();
    digest << 0;
}

void add_reply(Digest& digest, const lifecycle::ReplyFacts& reply) {
    digest << reply.present << reply.reply << reply.payload << reply.text << reply.amount;
}

void add_extensions(Digest& digest, const PlainPlatform& platform) {
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        const auto& one = platform.state.extensions[slot];
        digest << platform.extensions[slot].state() << platform.state.extension_states[slot];
        digest << one.known << one.events << one.external << one.launched << one.event_pending;
        digest << one.owes_next << one.told_to_stop << one.name << one.error_type << one.generation;
        add_waiters(digest, one.waiting);
    }
}

void add_invoke(Digest& digest, const lifecycle::InvokeFacts& invoke) {
    digest << invoke.id << invoke.payload << invoke.stage << invoke.answered << invoke.done;
    digest << invoke.responded << invoke.started_told;
    add_reply(digest, invoke.held);
}

void add_stops(Digest& digest, const lifecycle::State& state) {
    digest << state.stopping << state.stop.reason << state.teardown.reason << state.teardown.told;
    digest << state.resets_waiting_count << state.shutdowns_waiting;
    for (std::uint8_t i = 0; i < state.resets_waiting_count; ++i) {
        digest << state.resets_waiting[i].reason << state.resets_waiting[i].more;
    }
}

void add_platform(Digest& digest, const PlainPlatform& platform) {
    const lifecycle::State& state = platform.state;
    digest << platform.sandbox.state() << platform.bring_up.state() << platform.invocation.state();
    digest << platform.teardown.state() << platform.runtime.state() << state.runtime_state;
    digest << state.generation << state.first_fatal_error << state.credential_sets;
    digest << state.cancelled << state.registration_open << state.frozen;
    digest << state.runtime.event_pending;
    add_waiters(digest, state.runtime.waiting);
    for (const auto& process : state.processes) digest << process.alive << process.generation;
    for (const auto& timer : state.timers) digest << (timer.token != 0);
    digest << state.reserved << state.bring_up.runtime_launched << state.bring_up.telling;
    digest << state.bring_up.inside_invoke;
    add_reply(digest, state.init_error);
    add_invoke(digest, state.invoke);
    add_stops(digest, state);
    add_extensions(digest, platform);
}

std::uint64_t key_of(const Record& effect) {
    Digest digest;
    digest << effect.kind << effect.code << effect.call << effect.invoke << effect.payload;
    digest << effect.text << effect.who << effect.slot << effect.flags;
    const bool timed =
        is_deadline(effect) || is_told_duration(effect) || is_in_milliseconds(effect);
    if (!timed) digest << effect.amount;
    return digest.value();
}

}  // namespace

std::uint64_t Candidate::key() const {
    Digest digest;
    add_platform(digest, platform_);
    // Sums: the order in which these came does not matter, but a log keeps its order.
    std::uint64_t waiting = 0;
    for (const std::uint32_t record : pending_) waiting += (Digest{} << record).value();
    std::uint64_t owed = 0;
    for (const Owed& one : owed_) {
        if (is_seen(one.effect, View::Black)) {
            owed += key_of(one.effect);
        } else {
            digest << key_of(one.effect);
        }
    }
    std::uint64_t asked = 0;
    for (const TextId reason : resets_asked_) asked += (Digest{} << reason).value();
    digest << waiting << owed << asked;
    return digest.value();
}

}  // namespace hourglass::model::acceptor
