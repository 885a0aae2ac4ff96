// The calls of the runtime.
#include "model/lifecycle/step.hpp"

namespace hourglass::model::lifecycle {

// A caller of an older generation, or a call when there is no runtime, is told to go.
bool Step::runtime_may_call() {
    const bool older = event_.generation != 0 && event_.generation != state_.generation;
    if (!older && state_.runtime_state != RuntimeState::Absent) return true;
    const auto state = static_cast<std::uint8_t>(state_.runtime_state);
    fire("INV-40"_rule, Machine::Runtime, state, state);
    answer(event_.call, Answer::NoRuntime);
    return false;
}

bool Step::id_is_current() {
    const bool current = event_.invoke && event_.invoke == invoke().id && invoke_is_open();
    if (current) return true;
    const auto state = static_cast<std::uint8_t>(state_.runtime_state);
    fire("RESP-30"_rule, Machine::Runtime, state, state);
    answer(event_.call, Answer::InvalidRequestId, {.invoke = event_.invoke});
    return false;
}

// Checked after the state. The event stays with the runtime, which may answer it properly.
bool Step::mode_is_known() {
    const bool unknown = (event_.flags & mode_unknown) != 0;
    if (!unknown || state_.runtime_state != RuntimeState::Running) return true;
    const auto state = static_cast<std::uint8_t>(state_.runtime_state);
    fire("RESP-38"_rule, Machine::Runtime, state, state);
    answer(event_.call, Answer::InvalidResponseMode, {.invoke = event_.invoke});
    return false;
}

void Step::refuse_runtime(RuntimeState target) {
    const auto state = static_cast<std::uint8_t>(state_.runtime_state);
    fire("INV-40"_rule, Machine::Runtime, state, state);
    answer(event_.call, Answer::InvalidTransition,
           {.amount = state_pair(state, static_cast<std::uint8_t>(target))});
}

// A direct caller brings its own limit, and a stream may be longer.
bool Step::body_is_too_large() const {
    const std::uint8_t flags = state_.invoke.flags;
    const std::int64_t own = state_.setup.stream.most;
    std::int64_t limit = profile_.response_limit;
    if ((flags & wants_stream) != 0) limit = profile_.stream_limit;
    if ((flags & direct_invoke) != 0 && own != 0) limit = own;
    return event_.amount > limit;
}

void Step::runtime_arrives() {
    state_.runtime.waiting.push(event_.call);
    announce(Inner::RuntimeArrived);
    if (state_.runtime.event_pending) announce(Inner::RuntimeReleased);
}

void Step::runtime_waits_too() {
    auto& runtime = state_.runtime;
    if (runtime.waiting.full()) answer(runtime.waiting.pop(), Answer::ConnectionClosed);
    runtime.waiting.push(event_.call);
    if (runtime.event_pending) announce(Inner::RuntimeReleased);
}

void Step::give_invoke_to_runtime(CallId call) {
    answer(call, Answer::InvokeEvent,
           {.amount = invoke().deadline.time_since_epoch().count(),
            .invoke = invoke().id,
            .payload = invoke().payload,
            .generation = state_.generation});
}

void Step::give_event_to_runtime() {
    state_.runtime.event_pending = false;
    give_invoke_to_runtime(state_.runtime.waiting.pop());
}

void Step::keep_event_for_runtime() {
    state_.runtime.event_pending = true;
}

void Step::give_event_again() {
    give_invoke_to_runtime(event_.call);
}

void Step::give_restore_to_runtime() {
    if (!runtime_waits()) return;
    answer(state_.runtime.waiting.pop(), Answer::RestoreEvent, {.generation = state_.generation});
}

void Step::accept_response() {
    hold({.reply = Reply::Response, .payload = event_.payload, .amount = event_.amount});
    invoke().responded = true;
    invoke().produced = event_.amount;
    answer(event_.call, Answer::Accepted, {.invoke = event_.invoke});
    announce(Inner::ResponseTransmitted);
}

void Step::accept_error() {
    hold({.reply = Reply::FunctionError,
          .payload = event_.payload,
          .text = event_.text,
          .amount = event_.amount});
    invoke().responded = true;
    answer(event_.call, Answer::Accepted, {.invoke = event_.invoke});
    announce(Inner::ResponseTransmitted);
}

void Step::replace_response() {
    hold({.reply = Reply::Oversize,
          .text = known_text("Function.ResponseSizeTooLarge"),
          .amount = event_.amount});
    invoke().responded = true;
    answer(event_.call, Answer::ResponseTooLarge,
           {.amount = event_.amount, .invoke = event_.invoke});
    announce(Inner::ResponseTransmitted);
}

void Step::tell_response_sent() {
    announce(Inner::ResponseSent);
}

void Step::accept_init_error() {
    state_.init_error = {.reply = Reply::InitError,
                         .payload = event_.payload,
                         .text = event_.text,
                         .amount = event_.amount,
                         .present = true};
    answer(event_.call, Answer::Accepted);
    if (profile_.init_error == InitErrorEffect::EndsInit) {
        cancel_flows();
        announce(Inner::InitBroken);
    } else if (state_.bring_up.inside_invoke && invoke_is_open()) {
        hold(state_.init_error);
    }
}

void Step::accept_restore_error() {
    answer(event_.call, Answer::Accepted);
    announce(Inner::RestoreBroken);
}

}  // namespace hourglass::model::lifecycle
