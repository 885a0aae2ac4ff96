// Reset and shutdown, and the sequence that both share.
#include "model/lifecycle/step.hpp"

#include <algorithm>

namespace hourglass::model::lifecycle {

namespace {

bool alike(const StopRequest& one, const StopRequest& other) {
    return one.reason == other.reason && one.budget == other.budget;
}

// Makes room: neighbours that ask for the same become one that is asked for several times.
void join_equal_resets(State& state) {
    auto& waiting = state.resets_waiting;
    std::uint8_t kept = 0;
    for (std::uint8_t i = 1; i < state.resets_waiting_count; ++i) {
        if (alike(waiting.at(kept), waiting.at(i))) {
            waiting.at(kept).more += waiting.at(i).more + 1;
        } else {
            waiting.at(++kept) = waiting.at(i);
        }
    }
    state.resets_waiting_count = static_cast<std::uint8_t>(kept + 1);
}

}  // namespace

// Whoever was coming up or being served stops waiting; an init that was going on is told as over.
void Step::cancel_flows() {
    state_.cancelled = true;
    close_bring_up_report();
    announce(Inner::FlowsCancelled);
}

void Step::begin_reset() {
    begin_teardown({.budget = event_.amount, .reason = event_.text});
    tell_reset_to_telemetry();
    state_.first_fatal_error = {};
}

void Step::begin_shutdown() {
    begin_teardown({.budget = event_.amount, .reason = known_text("spindown")});
    state_.first_fatal_error = {};
}

void Step::reset_after_failure(TextId reason) {
    begin_teardown({.reason = reason});
    tell_reset_to_telemetry();
    state_.first_fatal_error = {};
}

void Step::keep_reset_waiting() {
    auto& waiting = state_.resets_waiting;
    if (state_.resets_waiting_count == waiting.size()) join_equal_resets(state_);
    const StopRequest request{.budget = event_.amount, .reason = event_.text};
    StopRequest& last = waiting.at(std::max<std::size_t>(state_.resets_waiting_count, 1) - 1);
    const bool joined = state_.resets_waiting_count > 0 && last.more > 0 && alike(last, request);
    if (joined || state_.resets_waiting_count == waiting.size()) {
        ++last.more;
        return;
    }
    waiting.at(state_.resets_waiting_count++) = request;
}

void Step::keep_shutdown_waiting() {
    if (state_.shutdowns_waiting++ > 0) return;
    state_.shutdown_waiting = {.budget = event_.amount, .reason = known_text("spindown")};
}

StopBudget Step::stop_budget() const {
    return external_known() ? profile_.stop_with_external : profile_.stop_with_internal_only;
}

void Step::begin_teardown(StopRequest request) {
    state_.stopping = true;
    state_.cancelled = true;
    state_.stop = request;
    disarm(Timer::InitLimit);
    disarm(Timer::RestoreHook);
    const Duration whole =
        request.budget == no_amount ? stop_budget().whole : Duration{request.budget};
    state_.teardown = {
        .start = now(), .available = std::max(whole, Duration::zero()), .reason = request.reason};
    state_.runtime.event_pending = false;  // an event that nobody fetched dies with its invoke
    for (auto& one : state_.extensions) one.event_pending = false;
    announce(Inner::TeardownBegan);
}

// A reset for one of the two documented reasons is told as the end of the runtime's work.
void Step::tell_reset_to_telemetry() {
    const bool timeout = state_.stop.reason == known_text("timeout");
    const TextId type = timeout ? TextId{} : error_type();
    const bool sandbox = type == known_text("Sandbox.Failure");
    const std::uint8_t failed = sandbox ? status_failure : status_error;
    const std::uint8_t status = timeout ? status_timeout : failed;
    const bool served = invoke().stage == InvokeStage::Active;
    const bool documented = timeout || state_.stop.reason == known_text("failure");
    if (documented && (served || profile_.name != ProfileName::Aws)) {
        // An invoke that only waits for its turn has not begun: nothing of it is over.
        telemetry(PlatformEvent::RuntimeDone, {.amount = since_release().count(),
                                               .call = bytes_told(),
                                               .invoke = served ? invoke().id : InvokeId{},
                                               .text = type,
                                               .flags = status});
    }
    report_invoke(status, type);
}

bool Step::extensions_live() const {
    return extension_processes_live();
}

bool Step::runtime_lives_beside_extensions() const {
    return process(Who::Runtime, 0).alive && extensions_known() > 0;
}

bool Step::runtime_lives_alone() const {
    return process(Who::Runtime, 0).alive && extensions_known() == 0;
}

bool Step::only_extensions_live() const {
    return !process(Who::Runtime, 0).alive && extension_processes_live();
}

bool Step::only_runtime_lives() const {
    return process(Who::Runtime, 0).alive && !extension_processes_live();
}

bool Step::nothing_lives() const {
    return !process(Who::Runtime, 0).alive && !extension_processes_live();
}

void Step::terminate_runtime() {
    const StopBudget budget = stop_budget();
    const Duration available = state_.teardown.available;
    const Duration share = budget.runtime_permille > 0
                               ? Duration{available.count() * budget.runtime_permille / 1000}
                               : std::min(budget.runtime, available);
    signal(Who::Runtime, 0, Signal::Terminate);
    arm(Timer::RuntimeStop, now() + share);
}

void Step::kill_runtime() {
    disarm(Timer::RuntimeStop);
    signal(Who::Runtime, 0, Signal::Kill);
    arm(Timer::KillWait, now() + profile_.kill_wait);
}

void Step::stop_extensions() {
    disarm(Timer::RuntimeStop);
    disarm(Timer::KillWait);
    arm(Timer::ExtensionStop, state_.teardown.start + state_.teardown.available);
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        if (!process(Who::Extension, slot).alive) continue;
        auto& one = state_.extensions[slot];
        if ((one.events & subscribe_shutdown) == 0) {
            signal(Who::Extension, slot, Signal::Kill);
            continue;
        }
        one.told_to_stop = true;
        ++state_.teardown.told;
        announce(Inner::ExtensionReleased, slot);
    }
}

void Step::kill_extensions() {
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        if (process(Who::Extension, slot).alive) signal(Who::Extension, slot, Signal::Kill);
    }
    arm(Timer::KillWait, now() + profile_.kill_wait);
}

void Step::await_the_rest() {
    disarm(Timer::ExtensionStop);
    disarm(Timer::KillWait);
    arm(Timer::ReapWait, now() + profile_.reap_wait);
}

void Step::give_up_and_finish() {
    for (auto& one : state_.processes) one.alive = false;
    finish_teardown();
}

void Step::finish_teardown() {
    for (const Timer timer :
         {Timer::RuntimeStop, Timer::ExtensionStop, Timer::KillWait, Timer::ReapWait}) {
        disarm(timer);
    }
    announce(Inner::TeardownFinished);
}

std::int64_t Step::extensions_reset_ms(bool& exceeded) const {
    using std::chrono::milliseconds;
    const Duration taken = now() - state_.teardown.start;
    const Duration available = state_.teardown.available;
    exceeded = state_.teardown.told > 0 && taken > available;
    if (state_.teardown.told == 0) return 0;
    return std::chrono::duration_cast<milliseconds>(exceeded ? available : taken).count();
}

void Step::finish_reset() {
    state_.stopping = false;
    bool exceeded = false;
    const std::int64_t spent = extensions_reset_ms(exceeded);
    std::uint8_t flags = exceeded ? budget_exceeded : std::uint8_t{};
    if (state_.first_fatal_error == known_text("Extension.ExitError"))
        flags |= exit_error_meanwhile;
    if (state_.first_fatal_error == known_text("Extension.InitError"))
        flags |= init_error_meanwhile;
    const bool ended = invoke().done;
    if (ended) answer_caller();
    if (ended) forget_invoke();
    if (invoke().stage == InvokeStage::None) state_.reserved = {};
    ++state_.generation;
    clear_sandbox();
    emit(Kind::ResetDone, {.amount = spent,
                           .generation = state_.generation,
                           .text = state_.stop.reason,
                           .flags = flags});
}

void Step::finish_shutdown() {
    state_.stopping = false;
    emit(Kind::ShutdownDone, {.generation = state_.generation, .text = state_.first_fatal_error});
}

// What the next init must not see. Processes that would not die stay in nobody's registry.
void Step::clear_sandbox() {
    const auto close = [this](Waiters& waiting) {
        while (!waiting.empty()) answer(waiting.pop(), Answer::ConnectionClosed);
    };
    close(state_.runtime.waiting);
    for (auto& one : state_.extensions) close(one.waiting);
    state_.runtime = {};
    state_.extensions = {};
    state_.runtime_state = {};
    state_.extension_states = {};
    state_.cleared = true;
    state_.first_fatal_error = {};
    state_.init_error = {};
    state_.cancelled = false;
    state_.registration_open = true;
    state_.bring_up = {};
}

}  // namespace hourglass::model::lifecycle
