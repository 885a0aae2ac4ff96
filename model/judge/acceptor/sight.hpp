// What somebody outside a platform sees of its records, by level of observation, and in which form.
//
// The form of an outsider's trace (View::Black, View::Grey):
// (1) A call (RuntimeNextCalled ...) stands where its client sent it, a stimulus where it was
// asked,
//     a ProcessExited where the process ended: the platform takes it then or within the tolerance.
// (2) An effect (CallAnswered, ProcessStarted, InvokeAnswered ...) stands where it was seen: the
//     platform did it then or at most the tolerance before. CallAnswered is the answer as the
//     client got it, ProcessStarted replaces ProcessStart.
// (3) Nobody outside knows generations. `generation` of a process, and of a runtime's call, counts
//     the starts of that process from 1 (0: unknown); of an extension's call it is the number of
//     the RegisterCalled whose answer gave the identifier (0: no such).
// (4) An InitAsked that the platform did by itself has who = Platform: nobody is told of its end.
// (5) A member that is 0 is unknown and is not compared.
#pragma once

#include "model/trace/answer.hpp"
#include "model/trace/trace.hpp"

namespace hourglass::model::acceptor {

// Whether an outsider at that level sees the effect.
constexpr bool is_seen(const Record& effect, View view) {
    switch (effect.kind) {
        case Kind::ProcessStart:
        case Kind::CallAnswered:
        case Kind::ReserveAnswered:
        case Kind::InvokeRefused:
        case Kind::InvokeAnswered:
        case Kind::ResetDone:
        case Kind::ShutdownDone:
        case Kind::RestoreDone:
            return true;
        case Kind::InitDone:
            return (effect.flags & phase_invoke) == 0;
        case Kind::InvokeDone:
        case Kind::ProcessSignal:
        case Kind::Telemetry:
            return view == View::Grey;
        default:
            return false;
    }
}

// Whether one may be taken for another of its kind: nothing outside names them.
constexpr bool is_anonymous(Kind kind) {
    return kind == Kind::InitDone || kind == Kind::RestoreDone || kind == Kind::ShutdownDone ||
           kind == Kind::ResetDone;
}

// What the amount of an effect is: a point or a length of time, which is met within the tolerance,
// or something else, which is met exactly.
constexpr bool is_deadline(const Record& answer) {
    return answer.kind == Kind::CallAnswered && tells_deadline(code_of<Answer>(answer));
}

constexpr bool is_in_milliseconds(const Record& effect) {
    return effect.kind == Kind::ResetDone || effect.kind == Kind::RestoreDone;
}

constexpr bool is_told_duration(const Record& effect) {
    return effect.kind == Kind::Telemetry &&
           code_of<PlatformEvent>(effect) != PlatformEvent::Extension;
}

}  // namespace hourglass::model::acceptor
