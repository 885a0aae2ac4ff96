// What the families of defects have in common: questions about records, and small alterations.
#pragma once

#include "sim/defects/defect.hpp"

namespace hourglass::sim::defects {

using model::Answer;
using model::Effects;
using model::Event;
using model::InvokeId;
using model::Kind;
using model::known_text;
using model::Outcome;
using model::PlatformEvent;
using model::Record;
using model::Reply;
using model::SandboxState;
using model::Signal;
using model::TextId;
using model::Timer;
using model::Who;
using namespace std::chrono_literals;

inline bool answers(const Record& effect, Answer answer) {
    return effect.kind == Kind::CallAnswered && model::code_of<Answer>(effect) == answer;
}
inline bool signals(const Record& effect, Who who, Signal signal) {
    return effect.kind == Kind::ProcessSignal && effect.who == who &&
           model::code_of<Signal>(effect) == signal;
}
inline bool arms(const Record& effect, Timer timer) {
    return effect.kind == Kind::TimerArmed && model::code_of<Timer>(effect) == timer;
}
inline bool fires(const Event& event, Timer timer) {
    return event.kind == Kind::TimerFired && model::code_of<Timer>(event) == timer;
}
inline bool tells(const Record& effect, PlatformEvent what) {
    return effect.kind == Kind::Telemetry && model::code_of<PlatformEvent>(effect) == what;
}
inline bool ends(const Record& effect, Kind kind, Outcome outcome) {
    return effect.kind == kind && model::code_of<Outcome>(effect) == outcome;
}
inline bool replies(const Record& effect, Reply reply) {
    return effect.kind == Kind::InvokeAnswered && model::code_of<Reply>(effect) == reply;
}

template <class Code>
void recode(Record& record, Code code) {
    record.code = static_cast<std::uint16_t>(code);
}

// Moves a due time: `permille` of the wait that was meant, and `more` on top.
inline void stretch(Record& armed, std::int64_t permille, model::Duration more = {}) {
    const std::int64_t now = armed.at.time_since_epoch().count();
    armed.amount = now + (armed.amount - now) * permille / 1000 + more.count();
}

// Answers a call that the platform is not going to hear of.
inline void accept(const Event& call, Effects& effects) {
    effects.push({.at = call.at,
                  .call = call.call,
                  .invoke = call.invoke,
                  .code = static_cast<std::uint16_t>(Answer::Accepted),
                  .kind = Kind::CallAnswered,
                  .slot = call.slot});
}

// Answers a call that waits, whatever the platform thinks of it. See answered_already.
inline void answer_now(SeenCall& seen, Record answer, Effects& effects) {
    seen.over = true;
    answer.call = seen.event.call;
    answer.slot = seen.event.slot;
    if (answer.generation == 0) answer.generation = seen.event.generation;
    answer.kind = Kind::CallAnswered;
    effects.push(answer);
}

// Whether the platform answers a call that the defect has answered before it.
inline bool answered_already(const Witness& witness, const Record& effect) {
    return effect.kind == Kind::CallAnswered && effect.call && !witness.waits(effect.call);
}

// The platform takes the process of a signal for dead, and the world never gets the signal.
inline bool pretend_exit(Witness& witness, const Record& signal) {
    witness.forged.push_back({.amount = static_cast<std::int64_t>(Signal::Kill),
                              .generation = signal.generation,
                              .kind = Kind::ProcessExited,
                              .who = signal.who,
                              .slot = signal.slot,
                              .flags = model::exited_by_signal});
    return false;
}

// Holds an effect back until `ends` lets all of them out, so that they come last in their step.
inline bool hold_back(Witness& witness, const Record& effect) {
    witness.kept.push_back(effect);
    return false;
}

inline void let_out(Witness& witness, Effects& effects) {
    for (const Record& one : witness.kept) effects.push(one);
    witness.kept.clear();
}

inline bool twice(const Record& effect, Effects& effects) {
    effects.push(effect);
    return true;
}

}  // namespace hourglass::sim::defects
