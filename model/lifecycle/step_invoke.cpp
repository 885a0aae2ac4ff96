// Invoke: from the request to the verdict, with every way to fail.
#include "model/lifecycle/step.hpp"

#include <algorithm>
#include <limits>

namespace hourglass::model::lifecycle {

bool Step::all_extensions_back() const {
    return std::ranges::none_of(state_.extensions,
                                [](const ExtensionFacts& one) { return one.owes_next; });
}

bool Step::invoke_is_open() const {
    return state_.invoke.stage == InvokeStage::Active && !state_.invoke.done;
}

void Step::arm_function_timeout() {
    invoke().deadline = now() + invoke().timeout;
    arm(Timer::FunctionTimeout, invoke().deadline);
}

void Step::keep_invoke_waiting() {
    invoke().stage = InvokeStage::Waiting;
}

void Step::begin_invocation() {
    const bool after_suppressed_init = invoke().stage == InvokeStage::Active;
    invoke().stage = InvokeStage::Active;
    if (profile_.timeout_start == TimeoutStart::AtItsOwnPhase && !after_suppressed_init) {
        arm_function_timeout();
    }
    tell_start();
    announce(Inner::InvocationBegan);
}

void Step::begin_and_fail_invoke() {
    invoke().stage = InvokeStage::Active;
    tell_start();
    fail_invoke(request_reset);
    reset_after_failure(profile_.reason_failure);
}

void Step::tell_start() {
    if (invoke().started_told) return;
    invoke().started_told = true;
    telemetry(PlatformEvent::Start, {.invoke = invoke().id});
}

void Step::hand_out_event() {
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        auto& one = state_.extensions[slot];
        if (!one.known || (one.events & subscribe_invoke) == 0) continue;
        one.owes_next = true;
        announce(Inner::ExtensionReleased, slot);
    }
    invoke().runtime_started = now();
    announce(Inner::RuntimeReleased);
}

void Step::answer_caller() {
    if (invoke().answered) return;
    invoke().answered = true;
    const ReplyFacts& held = invoke().held;
    emit(Kind::InvokeAnswered, {.amount = held.amount,
                                .invoke = invoke().id,
                                .payload = held.payload,
                                .text = held.text,
                                .code = static_cast<std::uint16_t>(held.reply)});
}

void Step::deliver_response() {
    if (profile_.delivery == Delivery::WhenPosted) answer_caller();
}

void Step::tell_runtime_done() {
    telemetry(PlatformEvent::RuntimeDone,
              {.amount = since_release().count(), .call = bytes_told(), .invoke = invoke().id});
}

Duration Step::since_release() const {
    const auto& released = state_.invoke.runtime_started;
    return released ? now() - *released : Duration{};
}

// Records hold what fits their smaller members; no platform takes a response that long.
CallId Step::bytes_told() const {
    constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max();
    return CallId{
        static_cast<std::uint32_t>(std::clamp<std::int64_t>(state_.invoke.produced, 0, most))};
}

void Step::complete_invocation() {
    tell_runtime_done();
    complete_invoke();
}

void Step::complete_invoke() {
    announce(Inner::InvokeCompleted);
}

void Step::succeed_invoke() {
    disarm(Timer::FunctionTimeout);
    answer_caller();
    end_invoke(Outcome::Success, {}, 0);
    report_invoke(0, {});
    forget_invoke();
}

// The verdict. The caller may have its answer already, get it now, or after the reset.
void Step::end_invoke(Outcome outcome, TextId type, std::uint8_t flags) {
    if (!invoke().done) {
        invoke().done = true;
        tell_start();
        emit(Kind::InvokeDone, {.amount = extensions_known(),
                                .invoke = invoke().id,
                                .text = type,
                                .code = static_cast<std::uint16_t>(outcome),
                                .flags = flags});
    }
    disarm(Timer::FunctionTimeout);
    const bool at_once = profile_.failure_report == FailureReport::AtOnce;
    if (outcome != Outcome::Success && at_once) answer_caller();
}

void Step::hold_failure() {
    if (invoke().held.present) return;
    hold({.reply = Reply::PlatformError, .text = error_type()});
}

void Step::fail_invoke(std::uint8_t flags) {
    hold_failure();
    end_invoke(Outcome::Failure, error_type(), flags);
}

// The caller of an invoke that a reset ends gets nothing that the platform made up, whether the
// invoke was served or only waited.
void Step::interrupt_invoke(std::uint8_t flags) {
    if (!invoke().responded) hold({.reply = Reply::Empty, .text = error_type()});
    fail_invoke(flags);
}

void Step::fail_invoke_and_reset() {
    const bool reported =
        state_.bring_up.inside_invoke && state_.init_error.present && !invoke().held.present;
    if (reported) hold(state_.init_error);
    fail_invoke(request_reset);
    reset_after_failure(profile_.reason_failure);
}

void Step::fail_invoke_by_reset() {
    cancel_flows();
    interrupt_invoke(reset_received | request_reset);
    begin_reset();
}

void Step::fail_invoke_when_down() {
    invoke().stage = InvokeStage::Active;
    fail_invoke(request_reset);
    reset_after_failure(profile_.reason_failure);
}

void Step::time_out_invoke() {
    cancel_flows();
    hold({.reply = Reply::TimedOut, .text = profile_.timeout_error});
    end_invoke(Outcome::TimedOut, profile_.timeout_error, reset_received | request_reset);
    reset_after_failure(profile_.reason_timeout);
}

void Step::time_out_invoke_and_init() {
    cancel_flows();
    report_init(Outcome::Failure, error_type(), reset_received | request_reset);
    hold({.reply = Reply::TimedOut, .text = profile_.timeout_error});
    end_invoke(Outcome::TimedOut, profile_.timeout_error, reset_received | request_reset);
    reset_after_failure(profile_.reason_timeout);
}

// It never got its turn, so there is nothing to reset for it.
void Step::time_out_waiting_invoke() {
    hold({.reply = Reply::TimedOut, .text = profile_.timeout_error});
    end_invoke(Outcome::TimedOut, profile_.timeout_error, reset_received);
    answer_caller();
    report_invoke(status_timeout, {});
    forget_invoke();
}

// The documented service closes the records of every invoke with a report.
void Step::report_invoke(std::uint8_t status, TextId type) {
    if (profile_.name != ProfileName::Aws || !invoke().done) return;
    const bool timed = invoke().deadline != Instant{};
    const Duration taken = timed ? now() - (invoke().deadline - invoke().timeout) : Duration{};
    telemetry(PlatformEvent::Report,
              {.amount = taken.count(), .invoke = invoke().id, .text = type, .flags = status});
}

void Step::forget_invoke() {
    state_.invoke = {};
    state_.reserved = {};
}

}  // namespace hourglass::model::lifecycle
