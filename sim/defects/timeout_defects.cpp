// Defects of the function timeout: when it comes, and what it leaves behind.
#include "sim/defects/alterations.hpp"
#include "sim/defects/families.hpp"

#include <array>

namespace hourglass::sim::defects {

namespace {

constexpr std::int64_t half = 500;  // permille
constexpr std::int64_t twice_as_long = 2000;

bool keep_old_timer(Witness& witness, Record& effect, Effects&) {
    if (!arms(effect, Timer::FunctionTimeout)) return true;
    const bool runs = witness.number > effect.at.time_since_epoch().count();
    if (runs) effect.amount = witness.number;
    witness.number = effect.amount;
    return true;
}

bool forget_timeout(Witness&, Record& effect, Effects&) {
    return !arms(effect, Timer::FunctionTimeout);
}

bool double_timeout(Witness&, Record& effect, Effects&) {
    if (arms(effect, Timer::FunctionTimeout)) stretch(effect, twice_as_long);
    return true;
}

bool halve_timeout(Witness&, Record& effect, Effects&) {
    if (arms(effect, Timer::FunctionTimeout)) stretch(effect, half);
    return true;
}

bool halve_timeout_after_reset(Witness& witness, Record& effect, Effects&) {
    if (effect.kind == Kind::ResetDone) witness.done = true;
    if (arms(effect, Timer::FunctionTimeout) && witness.done) stretch(effect, half);
    return true;
}

bool ignore_own_timeout(Witness&, Event& event, Effects&) {
    if (event.kind == Kind::InvokeAsked) event.amount = 0;
    return true;
}

bool finish_init_first(Witness& witness, Event& event, Effects&) {
    const bool due = fires(event, Timer::FunctionTimeout);
    return !due || witness.state != SandboxState::SuppressedInit;
}

bool stop_timer_with_runtime(Witness&, Record& effect, Effects& effects) {
    if (!tells(effect, PlatformEvent::RuntimeDone) || effect.flags != 0) return true;
    effects.push({.at = effect.at,
                  .code = static_cast<std::uint16_t>(Timer::FunctionTimeout),
                  .kind = Kind::TimerCancelled});
    return true;
}

bool note_timeout(Witness& witness, Event& event, Effects&) {
    const bool serving =
        witness.state == SandboxState::Invoking || witness.state == SandboxState::SuppressedInit;
    if (fires(event, Timer::FunctionTimeout) && serving) witness.done = true;
    return true;
}

bool spare_after_timeout(Witness& witness, Record& effect, Effects&) {
    if (effect.kind == Kind::ResetDone) witness.done = false;
    if (!witness.done || effect.kind != Kind::ProcessSignal) return true;
    return pretend_exit(witness, effect);
}

// The caller hears of the timeout and the platform does not.
bool tell_timeout_only(Witness& witness, Event& event, Effects& effects) {
    const bool due = fires(event, Timer::FunctionTimeout);
    if (!due || witness.state != SandboxState::Invoking) return true;
    witness.number = witness.served.value;
    effects.push({.at = event.at,
                  .invoke = witness.served,
                  .text = model::profile_of(witness.setup.profile).timeout_error,
                  .code = static_cast<std::uint16_t>(Outcome::TimedOut),
                  .kind = Kind::InvokeDone,
                  .flags = model::reset_received | model::request_reset});
    effects.push({.at = event.at,
                  .invoke = witness.served,
                  .text = model::profile_of(witness.setup.profile).timeout_error,
                  .code = static_cast<std::uint16_t>(Reply::TimedOut),
                  .kind = Kind::InvokeAnswered});
    return false;
}

bool swallow_late_end(Witness& witness, Record& effect, Effects&) {
    const bool end = effect.kind == Kind::InvokeDone || effect.kind == Kind::InvokeAnswered;
    return !end || witness.number == 0 || effect.invoke.value != witness.number;
}

bool answer_timeout_at_once(Witness& witness, Record& effect, Effects& effects) {
    if (replies(effect, Reply::TimedOut) && effect.invoke.value == witness.number) return false;
    if (!ends(effect, Kind::InvokeDone, Outcome::TimedOut)) return true;
    witness.number = effect.invoke.value;
    effects.push(effect);
    effects.push({.at = effect.at,
                  .invoke = effect.invoke,
                  .text = effect.text,
                  .code = static_cast<std::uint16_t>(Reply::TimedOut),
                  .kind = Kind::InvokeAnswered});
    return false;
}

bool answer_timeout_as_failure(Witness&, Record& effect, Effects&) {
    if (!replies(effect, Reply::TimedOut)) return true;
    recode(effect, Reply::PlatformError);
    effect.text = known_text("Sandbox.Failure");
    return true;
}

bool end_after_signals(Witness& witness, Record& effect, Effects&) {
    const bool timed_out = ends(effect, Kind::InvokeDone, Outcome::TimedOut);
    return !timed_out || hold_back(witness, effect);
}

constexpr std::array family{
    Defect{.name = "stale-timer-kills-next-invoke",
           .about = "The timer of an invoke that has ended goes on and ends the next one.",
           .report = "dherault/serverless-offline#1592",
           .rules = "TMO-31 TMO-01 TMO-30",
           .gives = keep_old_timer},
    Defect{.name = "timeout-never-comes",
           .about = "No invoke ever meets its function timeout.",
           .report = "localstack/localstack#6800",
           .rules = "TMO-30 TMO-01",
           .gives = forget_timeout},
    Defect{.name = "timeout-doubled",
           .about = "An invoke gets twice its function timeout.",
           .report = "floci-io/floci#3314",
           .rules = "TMO-01 TMO-30",
           .gives = double_timeout},
    Defect{.name = "timeout-halved",
           .about = "An invoke gets half its function timeout.",
           .report = "awslabs/aws-lambda-powershell-runtime#34",
           .rules = "TMO-01 TMO-30",
           .gives = halve_timeout},
    Defect{.name = "timeout-halved-after-reset",
           .about = "After a reset an invoke gets half its function timeout.",
           .report = "dherault/serverless-offline#1896",
           .rules = "TMO-35 TMO-01 TMO-30",
           .gives = halve_timeout_after_reset},
    Defect{.name = "own-timeout-ignored",
           .about = "The timeout that an invoke brings along is ignored.",
           .report = "",
           .rules = "TMO-01 TMO-30",
           .takes = ignore_own_timeout},
    Defect{.name = "suppressed-init-untimed",
           .about = "An init inside an invoke does not count against the function timeout.",
           .report = "awslabs/llrt#694",
           .rules = "TMO-33 TMO-30",
           .takes = finish_init_first},
    Defect{.name = "extensions-untimed",
           .about = "The function timeout ends with the runtime, and extensions may take for ever.",
           .report = "newrelic/newrelic-lambda-extension#341",
           .rules = "TMO-34 TMO-30",
           .gives = stop_timer_with_runtime},
    Defect{.name = "timeout-kills-nobody",
           .about = "After a timeout the old processes are forgotten and live on.",
           .report = "floci-io/floci#485",
           .rules = "TMO-32 RST-31",
           .takes = note_timeout,
           .gives = spare_after_timeout},
    Defect{.name = "timeout-without-reset",
           .about = "A timeout is told to the caller, and the runtime works on and is used again.",
           .report = "ministackorg/ministack#1374",
           .rules = "TMO-04 SUPP-36 RST-37",
           .takes = tell_timeout_only,
           .gives = swallow_late_end},
    Defect{.name = "timeout-told-before-reset",
           .about = "The caller hears of a timeout before the sandbox has been reset.",
           .report = "",
           .rules = "TMO-04",
           .gives = answer_timeout_at_once,
           .shows = Shows::InRapid},
    Defect{.name = "timeout-told-as-failure",
           .about = "The caller of an invoke that timed out is told of a failure.",
           .report = "aws/aws-lambda-runtime-interface-emulator#21",
           .rules = "TMO-05",
           .gives = answer_timeout_as_failure},
    Defect{.name = "timeout-stops-first",
           .about = "A timeout stops the processes before it ends the invoke.",
           .report = "",
           .rules = "TMO-05",
           .gives = end_after_signals,
           .ends = let_out},
    Defect{.name = "wall-clock-read-once",
           .about = "Where the wall clock stands is looked at once: deadlines ignore its steps.",
           .report = "",
           .rules = "TMO-37 TMO-02",
           .wall_clock = WallClock::ReadOnce},
    Defect{.name = "timers-on-wall-clock",
           .about = "Timers run by the wall clock, and are moved when it is stepped.",
           .report = "KensioSoftware/yulin#1218",
           .rules = "TMO-37 TMO-30",
           .wall_clock = WallClock::ForTimers},
};

}  // namespace

std::span<const Defect> timeout_defects() {
    return family;
}

}  // namespace hourglass::sim::defects
