// The calls of the extensions.
#include "model/lifecycle/step.hpp"

#include <algorithm>

namespace hourglass::model::lifecycle {

bool Step::find_extension() {
    const bool known = event_.slot < max_slots && state_.extensions[event_.slot].known &&
                       state_.extensions[event_.slot].generation == event_.generation;
    if (known) {
        slot_ = event_.slot;
        return true;
    }
    answer(event_.call, Answer::UnknownExtension, {.slot = event_.slot});
    return false;
}

// Finds or makes the slot of the extension that registers; answers the call itself if it may not.
bool Step::find_registrant() {
    const auto refuse = [this](Answer why) {
        const auto state = static_cast<std::uint8_t>(
            slot_ < max_slots ? state_.extension_states[slot_] : ExtensionState::Absent);
        fire("EXT-40"_rule, Machine::Extension, state, state);
        answer(event_.call, why, {.text = event_.text});
        return false;
    };
    const auto same_name = [this](const ExtensionFacts& one) {
        return one.known && one.name == event_.text;
    };
    const auto found = std::ranges::find_if(state_.extensions, same_name);
    slot_ = static_cast<std::uint8_t>(found - state_.extensions.begin());
    const bool external = found != state_.extensions.end() && found->external;
    const bool older = event_.generation != 0 && event_.generation != state_.generation;
    if (older) return refuse(Answer::RegistrationClosed);
    if ((event_.flags & subscribe_unknown) != 0) return refuse(Answer::InvalidEventType);
    if (external) return true;
    if ((event_.flags & subscribe_shutdown) != 0) return refuse(Answer::ShutdownNotForInternal);
    if (!state_.registration_open) return refuse(Answer::RegistrationClosed);
    if (extensions_known() >= max_extensions) return refuse(Answer::TooManyExtensions);
    if (found != state_.extensions.end()) return refuse(Answer::NameTaken);
    const auto first_internal = state_.extensions.begin() + state_.setup.external_extensions;
    const auto free = std::find_if(first_internal, state_.extensions.end(),
                                   [](const ExtensionFacts& one) { return !one.known; });
    if (free == state_.extensions.end()) return refuse(Answer::TooManyExtensions);
    slot_ = static_cast<std::uint8_t>(free - state_.extensions.begin());
    return true;
}

void Step::refuse_extension(ExtensionState target) {
    const auto state = static_cast<std::uint8_t>(state_.extension_states[slot_]);
    fire("EXT-40"_rule, Machine::Extension, state, state);
    answer(event_.call, Answer::InvalidExtensionState,
           {.amount = state_pair(state, static_cast<std::uint8_t>(target)),
            .text = extension().name,
            .slot = slot_});
}

bool Step::exited_with_zero() const {
    return event_.amount == 0 && (event_.flags & exited_by_signal) == 0;
}

void Step::register_internal() {
    extension() = {.name = event_.text,
                   .generation = state_.generation,
                   .events = event_.flags,
                   .known = true};
    answer(event_.call, Answer::Registered,
           {.generation = state_.generation, .text = event_.text, .slot = slot_});
}

void Step::register_external() {
    extension().events = event_.flags;
    answer(event_.call, Answer::Registered,
           {.generation = extension().generation, .text = event_.text, .slot = slot_});
    announce(Inner::ExtensionRegistered, slot_);
}

void Step::note_launch_error() {
    extension().launched = false;
}

void Step::extension_arrives() {
    auto& one = extension();
    one.owes_next = false;
    one.waiting.push(event_.call);
    announce(Inner::ExtensionArrived, slot_);
    if (one.event_pending) announce(Inner::ExtensionReleased, slot_);
}

void Step::extension_waits_again() {
    auto& one = extension();
    one.waiting.push(event_.call);
    if (one.event_pending) announce(Inner::ExtensionReleased, slot_);
}

void Step::give_event_to_extension() {
    auto& one = extension();
    one.event_pending = false;
    const CallId call = one.waiting.pop();
    if (one.told_to_stop) {
        const Instant deadline = state_.teardown.start + state_.teardown.available;
        answer(call, Answer::ShutdownEvent,
               {.amount = deadline.time_since_epoch().count(),
                .generation = one.generation,
                .text = state_.teardown.reason,
                .slot = slot_});
        return;
    }
    answer(call, Answer::InvokeEvent,
           {.amount = invoke().deadline.time_since_epoch().count(),
            .invoke = invoke().id,
            .generation = one.generation,
            .slot = slot_});
}

void Step::keep_event_for_extension() {
    extension().event_pending = true;
}

void Step::refuse_waiting_extension() {
    auto& one = extension();
    const auto state = static_cast<std::uint8_t>(state_.extension_states[slot_]);
    const auto target = static_cast<std::uint8_t>(ExtensionState::Ready);
    while (!one.waiting.empty()) {
        answer(one.waiting.pop(), Answer::ConcurrentModification,
               {.amount = state_pair(state, target), .text = one.name, .slot = slot_});
    }
}

void Step::accept_extension_init_error() {
    extension().error_type = event_.text;
    store_fatal_error(known_text("Extension.InitError"));
    answer(event_.call, Answer::Accepted, {.slot = slot_});
}

void Step::accept_extension_exit_error() {
    extension().error_type = event_.text;
    store_fatal_error(known_text("Extension.ExitError"));
    answer(event_.call, Answer::Accepted, {.slot = slot_});
}

void Step::accept_again() {
    answer(event_.call, Answer::Accepted, {.slot = slot_});
}

void Step::forget_call() {
    state_.runtime.waiting.forget(event_.call);
    for (auto& one : state_.extensions) one.waiting.forget(event_.call);
}

}  // namespace hourglass::model::lifecycle
