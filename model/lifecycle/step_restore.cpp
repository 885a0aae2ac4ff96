// Restore from a snapshot: the runtime leaves restore/next and must come back to next in time.
#include "model/lifecycle/step.hpp"

namespace hourglass::model::lifecycle {

namespace {

constexpr TextId unknown_error = known_text("Runtime.Unknown");

std::int64_t milliseconds(Duration time) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

}  // namespace

// A restore brings new credentials for the one set that there is, and cannot tell two apart.
bool Step::renew_credentials() {
    if (state_.credential_sets == 0) return true;
    if (state_.credential_sets == 1) {
        emit(Kind::CredentialsStored, {.call = CallId{1}});
        return true;
    }
    tell_restore_start();
    end_restore(Outcome::Failure, known_text("errRestoreUpdateCredentials"), unknown_error);
    return false;
}

// Only the documented service records more of a restore than the end of the runtime's hook.
void Step::tell_restore_start() {
    if (profile_.name == ProfileName::Aws) telemetry(PlatformEvent::RestoreStart);
}

void Step::end_restore(Outcome outcome, TextId type, TextId told, Duration taken) {
    const std::uint8_t status = outcome == Outcome::Success ? std::uint8_t{} : status_error;
    telemetry(PlatformEvent::RestoreRuntimeDone, {.text = told, .flags = status});
    if (profile_.name == ProfileName::Aws) {
        telemetry(PlatformEvent::RestoreReport, {.amount = taken.count(), .flags = status});
    }
    emit(
        Kind::RestoreDone,
        {.amount = milliseconds(taken), .text = type, .code = static_cast<std::uint16_t>(outcome)});
}

// The end of a restore that the runtime's hook was waited for. In the emulator's core a fatal
// error that stands by then is the result, whatever the hook did.
void Step::end_restore_hook(Outcome outcome, TextId type, TextId told) {
    disarm(Timer::RestoreHook);
    const Duration taken = now() - state_.restore_start;
    const TextId fatal = state_.first_fatal_error;
    if (fatal && profile_.name == ProfileName::Rapid) {
        return end_restore(Outcome::Failure, fatal, fatal, taken);
    }
    end_restore(outcome, type, told, taken);
}

void Step::begin_restore() {
    state_.restore_start = now();
    tell_restore_start();
    if (event_.amount > 0) arm(Timer::RestoreHook, now() + Duration{event_.amount});
    announce(Inner::RuntimeReleased);
}

void Step::succeed_restore() {
    end_restore_hook(Outcome::Success, {}, {});
}

void Step::succeed_restore_at_once() {
    tell_restore_start();
    end_restore(Outcome::Success, {}, {});
}

// Outside an idle sandbox a restore finds no runtime that waits for one.
void Step::restore_elsewhere() {
    if (state_.runtime_state != RuntimeState::Absent) return succeed_restore_at_once();
    tell_restore_start();
    end_restore(Outcome::Failure, known_text("Sandbox.Failure"), unknown_error);
}

void Step::fail_restore() {
    const TextId fatal = state_.first_fatal_error;
    end_restore_hook(Outcome::Failure, fatal ? fatal : known_text("errRestoreHookUserError"),
                     fatal ? fatal : unknown_error);
}

// What waits would be cancelled already; the runtime, if it lives, is let go all the same.
void Step::fail_restore_at_once() {
    tell_restore_start();
    announce(Inner::RuntimeReleased);
    end_restore(Outcome::Failure, error_type(), error_type());
}

void Step::fail_restore_by_reset() {
    cancel_flows();
    end_restore_hook(Outcome::Failure, known_text("errResetReceived"), unknown_error);
    if (invoke().stage == InvokeStage::Waiting) interrupt_invoke(reset_received);
    begin_reset();
}

void Step::time_out_restore() {
    end_restore_hook(Outcome::TimedOut, known_text("Runtime.RestoreHookUserTimeout"),
                     unknown_error);
}

}  // namespace hourglass::model::lifecycle
