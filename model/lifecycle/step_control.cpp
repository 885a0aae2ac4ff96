// What is asked of the sandbox, before its table sees it.
#include "model/lifecycle/step.hpp"

#include <algorithm>

namespace hourglass::model::lifecycle {

void Step::reserve() {
    const bool taken = is_taken_by_another(event_.invoke);
    if (!taken) state_.reserved = event_.invoke;
    emit(Kind::ReserveAnswered,
         {.invoke = event_.invoke,
          .code = static_cast<std::uint16_t>(taken ? Outcome::Refused : Outcome::Success)});
}

// Whether another invoke has the sandbox or its reservation. One that is over, whose reset alone
// still runs, has neither.
bool Step::is_taken_by_another(InvokeId id) const {
    const InvokeFacts& last = state_.invoke;
    const bool over = last.done && last.answered;
    if (!over && last.stage != InvokeStage::None) return true;
    const bool left_over = over && state_.reserved == last.id;
    return state_.reserved && !left_over && state_.reserved != id;
}

// One invoke at a time: a second one, or one past another's reservation, is refused.
bool Step::admit_invoke() {
    if (is_taken_by_another(event_.invoke)) {
        emit(Kind::InvokeRefused, {.invoke = event_.invoke});
        return false;
    }
    const Duration configured = state_.setup.function_timeout > Duration::zero()
                                    ? state_.setup.function_timeout
                                    : profile_.function_timeout;
    state_.reserved = event_.invoke;
    state_.invoke = {};
    invoke().id = event_.invoke;
    invoke().payload = event_.payload;
    invoke().stage = InvokeStage::Waiting;
    invoke().timeout = event_.amount > 0 ? Duration{event_.amount} : configured;
    invoke().flags = event_.flags;
    if (profile_.timeout_start == TimeoutStart::AtArrival) arm_function_timeout();
    return true;
}

void Step::refuse_init() {
    emit(Kind::InitDone, {.amount = extensions_known(),
                          .generation = state_.generation,
                          .code = static_cast<std::uint16_t>(Outcome::Refused)});
}

bool Step::settled() const {
    const SandboxState state = state_.sandbox_state;
    return state == SandboxState::Cold || state == SandboxState::Ready ||
           state == SandboxState::Failed || state == SandboxState::Down;
}

bool Step::request_waits() const {
    return state_.resets_waiting_count > 0 || state_.shutdowns_waiting > 0 ||
           state_.invoke.stage == InvokeStage::Waiting;
}

// The request that a settled sandbox takes next: resets first, then shutdowns, then the invoke.
Record Step::next_waiting_request() {
    Record request{.at = now()};
    if (state_.resets_waiting_count > 0) {
        auto& waiting = state_.resets_waiting;
        request.kind = Kind::ResetAsked;
        request.text = waiting[0].reason;
        request.amount = waiting[0].budget;
        if (waiting[0].more > 0) return --waiting[0].more, request;
        std::copy(waiting.begin() + 1, waiting.end(), waiting.begin());
        --state_.resets_waiting_count;
        return request;
    }
    if (state_.shutdowns_waiting > 0) {
        request.kind = Kind::ShutdownAsked;
        request.amount = state_.shutdown_waiting.budget;
        --state_.shutdowns_waiting;
        return request;
    }
    request.kind = Kind::InvokeAsked;
    return request;
}

}  // namespace hourglass::model::lifecycle
