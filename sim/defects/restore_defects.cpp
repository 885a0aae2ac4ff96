// Defects of a restore from a snapshot and of its hook.
#include "sim/defects/alterations.hpp"
#include "sim/defects/families.hpp"

#include <array>

namespace hourglass::sim::defects {

namespace {

bool restored_at_once(Witness& witness, Record& effect, Effects& effects) {
    if (effect.kind == Kind::RestoreDone && witness.done) return witness.done = false;
    if (!arms(effect, Timer::RestoreHook)) return true;
    witness.done = true;
    effects.push(effect);
    effects.push({.at = effect.at, .kind = Kind::RestoreDone});
    return false;
}

bool forget_hook_limit(Witness&, Record& effect, Effects&) {
    return !arms(effect, Timer::RestoreHook);
}

bool halve_hook_limit(Witness&, Record& effect, Effects&) {
    constexpr std::int64_t half = 500;
    if (arms(effect, Timer::RestoreHook)) stretch(effect, half);
    return true;
}

bool restore_unrecorded(Witness&, Record& effect, Effects&) {
    return !tells(effect, PlatformEvent::RestoreRuntimeDone);
}

bool restore_recorded_twice(Witness&, Record& effect, Effects& effects) {
    return tells(effect, PlatformEvent::RestoreRuntimeDone) ? twice(effect, effects) : true;
}

bool failed_restore_is_success(Witness&, Record& effect, Effects&) {
    if (effect.kind != Kind::RestoreDone) return true;
    recode(effect, Outcome::Success);
    effect.text = {};
    return true;
}

bool drop_hook_error(Witness&, Event& event, Effects& effects) {
    if (event.kind != Kind::RestoreErrorPosted) return true;
    accept(event, effects);
    return false;
}

bool miss_exit_in_hook(Witness& witness, Event& event, Effects&) {
    return event.kind != Kind::ProcessExited || witness.state != SandboxState::Restoring;
}

bool blame_no_process(Witness&, Record& effect, Effects&) {
    const bool exit = effect.text == known_text("Runtime.ExitError");
    if (effect.kind == Kind::RestoreDone && exit) effect.text = known_text("Runtime.Unknown");
    return true;
}

bool blame_hook_for_reset(Witness&, Record& effect, Effects&) {
    const bool reset = effect.text == known_text("errResetReceived");
    if (effect.kind == Kind::RestoreDone && reset) {
        effect.text = known_text("errRestoreHookUserError");
    }
    return true;
}

bool restore_takes_time(Witness&, Record& effect, Effects&) {
    if (effect.kind == Kind::RestoreDone) ++effect.amount;
    return true;
}

bool swallow_restore(Witness&, Record& effect, Effects&) {
    return effect.kind != Kind::RestoreDone;
}

bool accept_restore_poll(Witness&, Record& effect, Effects&) {
    if (answers(effect, Answer::RestoreEvent)) recode(effect, Answer::Accepted);
    return true;
}

bool invoke_in_restore_poll(Witness& witness, Record& effect, Effects& effects) {
    if (answered_already(witness, effect)) return false;
    if (!tells(effect, PlatformEvent::Start)) return true;
    effects.push(effect);
    for (SeenCall& seen : witness.calls) {
        if (seen.over || seen.event.kind != Kind::RestoreNextCalled) continue;
        answer_now(seen,
                   {.at = effect.at,
                    .invoke = effect.invoke,
                    .code = static_cast<std::uint16_t>(Answer::InvokeEvent)},
                   effects);
    }
    return false;
}

bool restore_adds_credentials(Witness& witness, Record& effect, Effects&) {
    const bool restores = witness.event.kind == Kind::RestoreAsked;
    if (restores && effect.kind == Kind::CredentialsStored) ++effect.call.value;
    return true;
}

bool credentials_in_snapshot(Witness& witness, Record& effect, Effects&) {
    const bool snapshot = witness.setup.init_caching == model::InitCaching::On ||
                          witness.setup.init_type == model::InitType::SnapStart;
    if (snapshot && effect.kind == Kind::ProcessStart) effect.flags |= model::plain_credentials;
    return true;
}

bool kill_after_late_hook(Witness& witness, Record& effect, Effects& effects) {
    if (!ends(effect, Kind::RestoreDone, Outcome::TimedOut)) return true;
    effects.push(effect);
    effects.push({.at = effect.at,
                  .generation = witness.generation,
                  .code = static_cast<std::uint16_t>(Signal::Kill),
                  .kind = Kind::ProcessSignal,
                  .who = Who::Runtime});
    return false;
}

constexpr std::array family{
    Defect{.name = "restored-at-once",
           .about = "A restore is reported as done before the runtime has run its hook.",
           .report = "",
           .rules = "RSTR-03 RSTR-30",
           .gives = restored_at_once},
    Defect{.name = "restore-without-limit",
           .about = "A restore hook never meets its limit.",
           .report = "spring-cloud/spring-cloud-function#1450",
           .rules = "RSTR-31 RSTR-04",
           .gives = forget_hook_limit},
    Defect{.name = "restore-limit-halved",
           .about = "A restore hook gets half its limit.",
           .report = "spring-cloud/spring-cloud-function#1450",
           .rules = "RSTR-04",
           .gives = halve_hook_limit},
    Defect{.name = "restore-unrecorded",
           .about = "The end of a restore is not recorded.",
           .report = "aws/aws-lambda-runtime-interface-emulator#94",
           .rules = "RSTR-30",
           .gives = restore_unrecorded},
    Defect{.name = "restore-recorded-twice",
           .about = "The end of a restore is recorded twice.",
           .report = "DataDog/datadog-lambda-extension#911",
           .rules = "RSTR-30",
           .gives = restore_recorded_twice},
    Defect{.name = "failed-restore-is-success",
           .about = "A failed restore is reported as a success.",
           .report = "",
           .rules = "RSTR-30 RSTR-03",
           .gives = failed_restore_is_success},
    Defect{.name = "hook-error-dropped",
           .about = "An error of the restore hook is answered with 202 and dropped.",
           .report = "",
           .rules = "RSTR-05",
           .takes = drop_hook_error},
    Defect{.name = "exit-in-hook-unnoticed",
           .about = "The exit of a runtime in its restore hook is not noticed.",
           .report = "floci-io/floci#609",
           .rules = "RSTR-06",
           .takes = miss_exit_in_hook},
    Defect{.name = "exit-in-hook-unnamed",
           .about = "A restore that fails by an exit does not say so.",
           .report = "aws/aws-lambda-runtime-interface-emulator#86",
           .rules = "RSTR-06",
           .gives = blame_no_process},
    Defect{.name = "reset-in-hook-blamed",
           .about = "A restore that a reset interrupts is blamed on the hook.",
           .report = "",
           .rules = "RSTR-07",
           .gives = blame_hook_for_reset},
    Defect{.name = "restore-takes-time",
           .about = "A restore that has nothing to wait for says that it took time.",
           .report = "",
           .rules = "RSTR-10",
           .gives = restore_takes_time},
    Defect{.name = "restore-unanswered",
           .about = "Who asks for a restore never hears that it is done.",
           .report = "arcboxlabs/arcbox#664",
           .rules = "RSTR-30 RSTR-31",
           .gives = swallow_restore},
    Defect{.name = "restore-poll-accepted",
           .about = "A restore poll is answered as if it were a post.",
           .report = "aws/aws-lambda-python-runtime-interface-client#176",
           .rules = "RSTR-33",
           .gives = accept_restore_poll},
    Defect{.name = "invoke-in-restore-poll",
           .about = "A runtime that waits to be restored gets an event.",
           .report = "DataDog/datadog-lambda-extension#532",
           .rules = "RSTR-32 INV-33",
           .gives = invoke_in_restore_poll},
    Defect{.name = "restore-adds-credentials",
           .about = "A restore stores a second set of credentials in place of new values.",
           .report = "",
           .rules = "CRED-02",
           .gives = restore_adds_credentials,
           .shows = Shows::InRapid},
    Defect{.name = "credentials-in-snapshot",
           .about = "Processes that a snapshot will hold find credentials in their environment.",
           .report = "DataDog/datadog-lambda-extension#532",
           .rules = "CRED-31 INIT-18",
           .gives = credentials_in_snapshot},
    Defect{.name = "late-hook-killed",
           .about = "A restore that times out kills the runtime.",
           .report = "",
           .rules = "RSTR-35",
           .gives = kill_after_late_hook,
           .shows = Shows::InRapid},
};

}  // namespace

std::span<const Defect> restore_defects() {
    return family;
}

}  // namespace hourglass::sim::defects
