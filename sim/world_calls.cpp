// Calls to the platform and its answers: messages that take time and may get lost.
#include "sim/world.hpp"

#include <algorithm>

namespace hourglass::sim {

using model::Answer;
using model::CallId;
using model::Kind;
using model::Record;
using scenarios::Op;

namespace {

// Of the process, or of the identifier that an internal extension was given.
std::uint8_t slot_of(const Actor& actor) {
    if (actor.part == Part::InternalExtension) {
        return actor.identifier.generation == 0 ? model::no_slot : actor.identifier.slot;
    }
    return actor.process.slot;
}

model::Who who_of(const Actor& actor) {
    return actor.part == Part::Runtime ? model::Who::Runtime : model::Who::Extension;
}

}  // namespace

// Sends the message of the last of calls_.
void World::call(ActorIndex index, model::Duration patience) {
    Actor& actor = actors_[index];
    const CallId id{static_cast<std::uint32_t>(calls_.size())};
    Call& call = call_of(id);
    call.message.call = id;
    call.message.who = who_of(actor);
    call.caller = index;
    actor.activity = Activity::Calling;
    actor.call = id;
    send_request(id);
    if (chance_has_it(script_.world.double_permille)) double_request(id);
    if (patience == model::Duration::zero()) return;
    // Waiting begins when the request has come.
    agenda_.enter(call_of(id).arrival + patience,
                  {.deed = Deed::GiveUp, .actor = index, .number = id.value});
}

// A request that gets lost breaks its connection.
void World::send_request(CallId id) {
    Call& call = call_of(id);
    const auto delay = message_delay(actors_[call.caller]);
    call.arrival = now_ + delay;
    call.lost = chance_has_it(script_.world.request_loss_permille);
    if (call.lost) call.stage = Call::Stage::Answered;
    enter(delay, {.deed = call.lost ? Deed::Answer : Deed::Request, .number = id.value});
}

// What lies between sends the same once more. Nobody listens to that answer.
void World::double_request(CallId id) {
    Call again = call_of(id);
    again.message.call = CallId{static_cast<std::uint32_t>(calls_.size()) + 1};
    again.stage = Call::Stage::Sent;
    again.is_double = true;
    calls_.push_back(again);
    send_request(again.message.call);
}

// The client closes the connection and goes on without an answer.
void World::give_up(ActorIndex index, CallId id) {
    Actor& actor = actors_[index];
    if (actor.activity != Activity::Calling || actor.call != id) return;
    actor.activity = Activity::Hanging;
    actor.hung_up_on = id;
    const auto earliest = call_of(id).arrival;
    agenda_.enter(std::max(now_ + message_delay(actor), earliest),
                  {.deed = Deed::HangUp, .number = id.value});
    play(index);
}

void World::deliver_request(CallId id) {
    Call& call = call_of(id);
    if (call.stage != Call::Stage::Sent) return;
    call.stage = Call::Stage::Held;
    step(call.message);
}

// A platform that answers what nobody asks or twice is heard once: the trace shows the rest.
void World::send_answer(std::uint32_t place) {
    const Record& answer = trace_.records[place];
    if (!answer.call || answer.call.value > calls_.size()) return;
    Call& call = call_of(answer.call);
    if (call.stage != Call::Stage::Held) return;
    call.stage = Call::Stage::Answered;
    call.answer = place;
    const bool closed = model::code_of<Answer>(answer) == Answer::ConnectionClosed;
    call.lost = closed || chance_has_it(script_.world.loss_permille);
    enter(message_delay(actors_[call.caller]), {.deed = Deed::Answer, .number = answer.call.value});
}

void World::deliver_answer(const Due& due) {
    Call& call = call_of(CallId{due.number});
    const ActorIndex index = call.caller;
    const Actor& actor = actors_[index];
    if (stands_still() && actor.alive()) return held_back_.push_back(due);
    call.stage = Call::Stage::Over;
    const bool listens = actor.activity == Activity::Calling && actor.call.value == due.number;
    if (!call.lost && listens) return hear(index, trace_.records[call.answer]);
    note({.call = CallId{due.number},
          .kind = Kind::CallLost,
          .who = who_of(actor),
          .slot = slot_of(actor)});
    if (listens) hear_silence(index);
}

void World::hear(ActorIndex index, Record answer) {
    Actor& actor = actors_[index];
    const auto said = model::code_of<Answer>(answer);
    if (said == Answer::Registered) actor.identifier = process_of(answer);
    note({.call = answer.call,
          .code = answer.code,
          .kind = Kind::CallReceived,
          .who = who_of(actor),
          .slot = slot_of(actor)});
    if (said == Answer::InvokeEvent) {
        actor.last_task = actor.task;
        actor.task = {answer.invoke, answer.payload};
    }
    const bool asked_next = script_.instructions[actor.place - 1].op == Op::Next;
    if (asked_next && !model::is_good(said)) return hang(actor);
    if (said == Answer::ShutdownEvent) actor.place = actor.life->on_shutdown;
    play(index);
}

// A program that hears nothing from its next hangs; after a post it goes on.
void World::hear_silence(ActorIndex index) {
    Actor& actor = actors_[index];
    if (script_.instructions[actor.place - 1].op == Op::Next) return hang(actor);
    play(index);
}

}  // namespace hourglass::sim
