// Restore from a snapshot: the runtime leaves restore/next and must come back to next in time.
#include "model/lifecycle/step.hpp"

namespace hourglass::model::lifecycle {

namespace {

std::int64_t milliseconds(Duration time) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

}  // namespace

void Step::begin_restore() {
    state_.restore_start = now();
    telemetry(PlatformEvent::RestoreStart);
    if (event_.amount > 0) arm(Timer::RestoreHook, now() + Duration{event_.amount});
    announce(Inner::RuntimeReleased);
}

void Step::succeed_restore() {
    disarm(Timer::RestoreHook);
    telemetry(PlatformEvent::RestoreRuntimeDone);
    emit(Kind::RestoreDone, {.amount = milliseconds(now() - state_.restore_start)});
}

void Step::succeed_restore_at_once() {
    telemetry(PlatformEvent::RestoreRuntimeDone);
    emit(Kind::RestoreDone, {.amount = 0});
}

void Step::fail_restore() {
    disarm(Timer::RestoreHook);
    const TextId type =
        state_.first_fatal_error ? state_.first_fatal_error : known_text("errRestoreHookUserError");
    const TextId told = state_.first_fatal_error ? type : known_text("Runtime.Unknown");
    telemetry(PlatformEvent::RestoreRuntimeDone, {.text = told, .flags = status_error});
    emit(Kind::RestoreDone, {.amount = milliseconds(now() - state_.restore_start),
                             .text = type,
                             .code = static_cast<std::uint16_t>(Outcome::Failure)});
}

void Step::fail_restore_by_reset() {
    cancel_flows();
    disarm(Timer::RestoreHook);
    telemetry(PlatformEvent::RestoreRuntimeDone,
              {.text = known_text("Runtime.Unknown"), .flags = status_error});
    emit(Kind::RestoreDone, {.amount = milliseconds(now() - state_.restore_start),
                             .text = known_text("errResetReceived"),
                             .code = static_cast<std::uint16_t>(Outcome::Failure)});
    if (invoke().stage == InvokeStage::Waiting) fail_invoke(reset_received);
    begin_reset();
}

void Step::time_out_restore() {
    telemetry(PlatformEvent::RestoreRuntimeDone,
              {.text = known_text("Runtime.Unknown"), .flags = status_error});
    emit(Kind::RestoreDone, {.amount = milliseconds(now() - state_.restore_start),
                             .text = known_text("Runtime.RestoreHookUserTimeout"),
                             .code = static_cast<std::uint16_t>(Outcome::TimedOut)});
}

}  // namespace hourglass::model::lifecycle
