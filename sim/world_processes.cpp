// Processes: how they start, what signals do to them, and how they end. An internal extension
// lives inside the runtime's process and shares its fate.
#include "sim/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace hourglass::sim {

using model::Kind;
using model::ProcessName;
using model::Record;
using model::Signal;

void World::start_process(Record effect) {
    const ProcessName process = process_of(effect);
    const auto host = static_cast<ActorIndex>(actors_.size());
    for (const Role& role : script_.roles) {
        const bool leads = process.who == model::Who::Runtime
                               ? role.part == Part::Runtime
                               : role.part == Part::ExternalExtension && role.slot == process.slot;
        const bool inside =
            process.who == model::Who::Runtime && role.part == Part::InternalExtension;
        if (leads || inside) add_actor(role, process, host);
    }
    EXPECTS(actors_.size() > host, "the platform starts only processes of the scenario");
    Actor& leader = actors_[host];
    if (fails_to_start(leader)) {
        for (ActorIndex one = host; one < actors_.size(); ++one) {
            actors_[one].activity = Activity::Dead;
            actors_[one].gone = true;
        }
        return enter({}, {.deed = Deed::FailToStart, .actor = host});
    }
    const auto begin = leader.chance.between(script_.world.start_min, script_.world.start_max);
    note({.call = effect.call,
          .generation = process.generation,
          .kind = Kind::ProcessStarted,
          .who = process.who,
          .slot = process.slot,
          .flags = effect.flags});
    for (ActorIndex index = host; index < actors_.size(); ++index) {
        wait(index, Activity::Starting, begin);
    }
}

bool World::fails_to_start(const Actor& leader) {
    const bool named = script_.instructions[leader.place].op == scenarios::Op::NoExec;
    const std::uint32_t permille = script_.world.start_failure_permille;
    return named || (permille > 0 && process_chance_.happens(permille));
}

void World::report_failed_start(ActorIndex host) {
    const Actor& leader = actors_[host];
    step({.amount = ENOENT,
          .generation = leader.process.generation,
          .kind = Kind::ProcessStartFailed,
          .who = leader.process.who,
          .slot = leader.process.slot});
}

void World::add_actor(const Role& role, const ProcessName& process, ActorIndex host) {
    const auto number = static_cast<std::size_t>(&role - script_.roles.data());
    const std::uint32_t start = starts_[number]++;
    const Life& life = role.life(start);
    actors_.push_back({.part = role.part,
                       .host = host,
                       .process = process,
                       .role = &role,
                       .life = &life,
                       .place = life.begin,
                       .chance = process_chance_.split(number << 32 | start)});
}

void World::send_signal(const ProcessName& process, Signal signal) {
    for (auto index = static_cast<ActorIndex>(actors_.size()); index-- > 0;) {
        Actor& actor = actors_[index];
        if (!actor.leads_process(index) || actor.process != process) continue;
        if (actor.alive()) {
            actor.is_doomed = actor.is_doomed || signal == Signal::Kill;
            enter(message_delay(actor), {.deed = Deed::Signal, .signal = signal, .actor = index});
        }
        return;
    }
}

void World::take_signal(ActorIndex index, Signal signal) {
    Actor& actor = actors_[index];
    if (!actor.alive()) return;
    const auto number = static_cast<std::int64_t>(signal);
    if (signal == Signal::Kill) {
        if (actor.outlives == model::Duration::zero()) {
            return die(index, number, model::exited_by_signal);
        }
        return linger(index);
    }
    if (actor.ignores_sigterm || actor.has_turned || actor.stopped) return;
    const bool begun = actor.activity != Activity::Starting;
    if (begun && actor.life->on_sigterm) return turn_to_sigterm(index);
    die(index, number, model::exited_by_signal);
}

// It stands still in a system call that does not return yet, and dies then.
void World::linger(ActorIndex index) {
    for (Actor& one : actors_) {
        if (one.host == index && one.alive()) one.activity = Activity::Hanging;
    }
    const auto rest = std::exchange(actors_[index].outlives, model::Duration{});
    enter(rest, {.deed = Deed::Signal, .signal = Signal::Kill, .actor = index});
}

// Whatever it was doing is over; a call that it waited for is hung up.
void World::turn_to_sigterm(ActorIndex index) {
    Actor& actor = actors_[index];
    actor.has_turned = true;
    actor.place = *actor.life->on_sigterm;
    if (actor.activity == Activity::Calling) {
        actor.hung_up_on = actor.call;
        const auto earliest = call_of(actor.call).arrival;
        agenda_.enter(std::max(now_ + message_delay(actor), earliest),
                      {.deed = Deed::HangUp, .number = actor.call.value});
    }
    play(index);
}

void World::die(ActorIndex index, std::int64_t status, std::uint8_t flags) {
    const ActorIndex host = actors_[index].host;
    for (ActorIndex one = host; one < actors_.size(); ++one) {
        if (actors_[one].host == host) actors_[one].activity = Activity::Dead;
    }
    Actor& leader = actors_[host];
    leader.exit_status = status;
    leader.exit_flags = flags;
    enter(message_delay(leader), {.deed = Deed::Exit, .actor = host});
}

// The calls of a dead process end before its exit is known.
void World::report_exit(ActorIndex host) {
    for (ActorIndex one = host; one < actors_.size(); ++one) {
        Actor& actor = actors_[one];
        if (actor.host != host) continue;
        actor.gone = true;
        const auto [hung_up_on, call] = std::pair{actor.hung_up_on, actor.call};
        abandon(hung_up_on);
        abandon(call);
    }
    abandon_doubles(host);
    const Actor& leader = actors_[host];
    step({.amount = leader.exit_status,
          .generation = leader.process.generation,
          .kind = Kind::ProcessExited,
          .who = leader.process.who,
          .slot = leader.process.slot,
          .flags = leader.exit_flags});
}

// The platform says that all is gone. Whoever lives and was never killed was forgotten.
void World::note_survivors() {
    for (ActorIndex index = 0; index < actors_.size(); ++index) {
        const Actor& actor = actors_[index];
        if (!actor.leads_process(index) || !actor.alive() || actor.is_doomed) continue;
        const bool runtime = actor.process.who == model::Who::Runtime;
        note({.text = text(fmt::format("{} {} of generation {} is still alive",
                                       runtime ? "runtime" : "extension", actor.process.slot,
                                       actor.process.generation)),
              .kind = Kind::Leak});
    }
}

void World::abandon_doubles(ActorIndex host) {
    if (script_.world.double_permille == 0) return;
    for (const Call& call : calls_) {
        if (call.is_double && actors_[call.caller].host == host) abandon(call.message.call);
    }
}

void World::abandon(model::CallId id) {
    if (!id) return;
    Call& call = call_of(id);
    const bool held = call.stage == Call::Stage::Held;
    if (held || call.stage == Call::Stage::Sent) call.stage = Call::Stage::Over;
    if (held) step({.call = id, .kind = Kind::CallAbandoned, .who = call.message.who});
}

}  // namespace hourglass::sim
