// What every step needs: effects, the inner queue, timers, processes.
#include "model/lifecycle/step.hpp"

#include <algorithm>

namespace hourglass::model::lifecycle {

CallId Waiters::pop() {
    if (empty()) return {};
    const CallId first = calls_[0];
    std::copy(calls_.begin() + 1, calls_.end(), calls_.begin());
    --size_;
    return first;
}

void Waiters::forget(CallId call) {
    const auto end = calls_.begin() + size_;
    const auto kept = std::remove(calls_.begin(), end, call);
    size_ = static_cast<std::uint8_t>(kept - calls_.begin());
}

void Step::fire(RuleIndex rule, Machine machine, std::uint8_t from, std::uint8_t to) {
    if (machine == Machine::Sandbox) state_.sandbox_state = static_cast<SandboxState>(to);
    if (machine == Machine::Runtime) state_.runtime_state = static_cast<RuntimeState>(to);
    if (machine == Machine::Extension && slot_ < max_slots) {
        state_.extension_states[slot_] = static_cast<ExtensionState>(to);
    }
    emit(Kind::RuleFired, {.amount = state_pair(from, to),
                           .code = rule.value,
                           .who = static_cast<Who>(machine),
                           .slot = machine == Machine::Extension ? slot_ : std::uint8_t{0}});
}

void Step::arm(Timer timer, Instant due) {
    auto& data = state_.timers[static_cast<std::size_t>(timer)];
    data.token = ++state_.last_token;
    emit(Kind::TimerArmed, {.amount = due.time_since_epoch().count(),
                            .call = CallId{data.token},
                            .code = static_cast<std::uint16_t>(timer)});
}

void Step::disarm(Timer timer) {
    auto& data = state_.timers[static_cast<std::size_t>(timer)];
    if (data.token == 0) return;
    data.token = 0;
    emit(Kind::TimerCancelled, {.code = static_cast<std::uint16_t>(timer)});
}

// Also takes the timer off, so that it fires once.
bool Step::timer_is_current() {
    if (event_.code >= timer_count || !event_.call) return false;
    auto& data = state_.timers[event_.code];
    if (data.token != event_.call.value) return false;
    data.token = 0;
    return true;
}

void Step::start_process(Who who, std::uint8_t slot) {
    process(who, slot) = {state_.generation, true};
    const bool token = credentials_have_token();
    emit(Kind::ProcessStart, {.call = CallId{token ? state_.credential_sets : 0U},
                              .generation = state_.generation,
                              .who = who,
                              .slot = slot,
                              .flags = token ? credentials_token : plain_credentials});
}

void Step::signal(Who who, std::uint8_t slot, Signal signal) {
    emit(Kind::ProcessSignal, {.generation = process(who, slot).generation,
                               .code = static_cast<std::uint16_t>(signal),
                               .who = who,
                               .slot = slot});
}

void Step::store_fatal_error(TextId type) {
    if (!state_.first_fatal_error) state_.first_fatal_error = type;
}

TextId Step::error_type() const {
    return state_.first_fatal_error ? state_.first_fatal_error : known_text("Sandbox.Failure");
}

std::uint8_t Step::extensions_known() const {
    return static_cast<std::uint8_t>(std::ranges::count_if(
        state_.extensions, [](const ExtensionFacts& one) { return one.known; }));
}

bool Step::external_known() const {
    return std::ranges::any_of(state_.extensions,
                               [](const ExtensionFacts& one) { return one.known && one.external; });
}

bool Step::extension_processes_live() const {
    return std::any_of(state_.processes.begin() + 1, state_.processes.end(),
                       [](const ProcessFacts& one) { return one.alive; });
}

// A frozen sandbox is thawed before anything is asked of it, and frozen when it is idle.
void Step::thaw() {
    if (!state_.frozen) return;
    state_.frozen = false;
    emit(Kind::SandboxThawed);
}

void Step::freeze_if_idle() {
    const bool idle = state_.sandbox_state == SandboxState::Ready && !state_.cancelled;
    if (profile_.idle != IdlePolicy::Freeze || !idle || state_.frozen) return;
    state_.frozen = true;
    emit(Kind::SandboxFrozen);
}

}  // namespace hourglass::model::lifecycle
