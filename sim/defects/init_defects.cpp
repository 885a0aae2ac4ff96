// Defects of init, plain and suppressed.
#include "sim/defects/alterations.hpp"
#include "sim/defects/families.hpp"

#include <array>

namespace hourglass::sim::defects {

namespace {

bool start_runtime_early(Witness& witness, Record& effect, Effects& effects) {
    const bool runtime = effect.kind == Kind::ProcessStart && effect.who == Who::Runtime;
    const bool extension = effect.kind == Kind::ProcessStart && effect.who == Who::Extension;
    if (runtime && witness.done) return witness.done = false;
    if (!extension || witness.done) return true;
    witness.done = true;
    Record early = effect;
    early.who = Who::Runtime;
    early.slot = 0;
    effects.push(early);
    return true;
}

bool watch_first_poll(Witness& witness, Event& event, Effects& effects) {
    const bool polls = event.kind == Kind::RuntimeNextCalled;
    if (polls && witness.state == SandboxState::Initializing && !witness.done) {
        witness.done = true;
        effects.push({.at = event.at,
                      .amount = witness.setup.external_extensions,
                      .generation = witness.generation,
                      .code = static_cast<std::uint16_t>(Outcome::Success),
                      .kind = Kind::InitDone});
    }
    return true;
}

bool tell_init_once(Witness& witness, Record& effect, Effects&) {
    if (effect.kind != Kind::InitDone || !witness.done) return true;
    return witness.done = false;
}

bool ignore_init_error(Witness&, Event& event, Effects& effects) {
    if (event.kind != Kind::InitErrorPosted) return true;
    accept(event, effects);
    return false;
}

bool forget_init_limit(Witness&, Record& effect, Effects&) {
    return !arms(effect, Timer::InitLimit);
}

bool double_init_limit(Witness&, Record& effect, Effects&) {
    if (arms(effect, Timer::InitLimit)) stretch(effect, 2000);
    return true;
}

bool halve_init_limit(Witness&, Record& effect, Effects&) {
    if (arms(effect, Timer::InitLimit)) stretch(effect, 500);
    return true;
}

bool tell_init_twice(Witness&, Record& effect, Effects& effects) {
    return effect.kind == Kind::InitDone ? twice(effect, effects) : true;
}

bool swallow_failed_init(Witness&, Record& effect, Effects&) {
    return !ends(effect, Kind::InitDone, Outcome::Failure);
}

bool call_failed_init_success(Witness&, Record& effect, Effects&) {
    if (!ends(effect, Kind::InitDone, Outcome::Failure)) return true;
    recode(effect, Outcome::Success);
    effect.text = {};
    return true;
}

bool keep_registration_open(Witness&, Record& effect, Effects&) {
    if (answers(effect, Answer::RegistrationClosed)) recode(effect, Answer::Registered);
    return true;
}

bool confuse_phases(Witness&, Record& effect, Effects&) {
    const bool of_init = tells(effect, PlatformEvent::InitStart) ||
                         tells(effect, PlatformEvent::InitRuntimeDone) ||
                         tells(effect, PlatformEvent::InitReport);
    if (of_init) effect.flags = static_cast<std::uint8_t>(effect.flags ^ model::phase_invoke);
    return true;
}

bool bring_up_at_once(Witness& witness, Event& event, Effects& effects) {
    const bool suppressed = witness.setup.init_mode == model::InitMode::Suppressed;
    if (!suppressed || event.kind != Kind::InitAsked || witness.done) return true;
    witness.done = true;
    effects.push({.at = event.at,
                  .generation = witness.generation,
                  .kind = Kind::ProcessStart,
                  .who = Who::Runtime});
    return true;
}

bool name_no_cause(Witness&, Record& effect, Effects&) {
    if (ends(effect, Kind::InitDone, Outcome::Failure)) effect.text = known_text("Sandbox.Failure");
    return true;
}

bool lose_init_payload(Witness&, Record& effect, Effects&) {
    if (replies(effect, Reply::InitError)) effect.payload = {};
    return true;
}

bool report_every_init_error(Witness& witness, Record& effect, Effects&) {
    if (replies(effect, Reply::InitError) || witness.kept.empty()) {
        if (replies(effect, Reply::InitError)) witness.kept.assign(1, effect);
        return true;
    }
    if (effect.kind != Kind::InvokeAnswered) return true;
    const Record kept = witness.kept.front();
    effect.code = kept.code;
    effect.payload = kept.payload;
    effect.text = kept.text;
    return true;
}

bool count_no_extensions(Witness&, Record& effect, Effects&) {
    if (effect.kind == Kind::InitDone) effect.amount = 0;
    return true;
}

bool forget_reset_flag(Witness&, Record& effect, Effects&) {
    const bool over = effect.kind == Kind::InitDone || effect.kind == Kind::InvokeDone;
    if (over) effect.flags = 0;
    return true;
}

bool ignore_exit_in_init(Witness& witness, Event& event, Effects&) {
    const bool in_init = witness.state == SandboxState::Initializing;
    return event.kind != Kind::ProcessExited || event.who != Who::Runtime || !in_init;
}

bool limit_every_init(Witness& witness, Event& event, Effects& effects) {
    constexpr model::Duration limit = 300ms;
    if (event.kind == Kind::InitAsked) {
        effects.push({.at = event.at,
                      .amount = (event.at + limit).time_since_epoch().count(),
                      .code = static_cast<std::uint16_t>(Timer::InitLimit),
                      .kind = Kind::TimerArmed});
    }
    const bool due = fires(event, Timer::InitLimit);
    if (!due || witness.state != SandboxState::Initializing) return true;
    witness.done = true;
    effects.push({.at = event.at,
                  .generation = witness.generation,
                  .text = known_text("Sandbox.Timeout"),
                  .code = static_cast<std::uint16_t>(Outcome::TimedOut),
                  .kind = Kind::InitDone});
    return false;
}

void end_init_by_error(Witness& witness, Effects& effects) {
    const bool in_init = witness.state == SandboxState::Initializing;
    const Event& event = witness.event;
    if (event.kind != Kind::InitErrorPosted || !in_init || witness.done) return;
    witness.done = true;
    effects.push({.at = event.at,
                  .generation = witness.generation,
                  .text = event.text,
                  .code = static_cast<std::uint16_t>(Outcome::Failure),
                  .kind = Kind::InitDone,
                  .flags = model::request_reset});
}

bool note_init_error(Witness& witness, Event& event, Effects&) {
    if (event.kind == Kind::InitErrorPosted) witness.done = true;
    if (event.kind == Kind::InvokeAsked) witness.done = false;
    return true;
}

bool refuse_reservation(Witness& witness, Record& effect, Effects&) {
    if (witness.done && effect.kind == Kind::ReserveAnswered) recode(effect, Outcome::Refused);
    return true;
}

constexpr std::array family{
    Defect{.name = "runtime-before-extensions",
           .about =
               "The runtime is started together with the extensions, before they have registered.",
           .report = "hashicorp/vault-lambda-extension#31",
           .rules = "INIT-33 INIT-03",
           .gives = start_runtime_early},
    Defect{.name = "init-done-at-first-poll",
           .about = "An init is reported as done when the runtime polls, ready extensions or not.",
           .report = "KensioSoftware/yulin",
           .rules = "INIT-34",
           .takes = watch_first_poll,
           .gives = tell_init_once},
    Defect{.name = "init-error-dropped",
           .about = "An init error of the runtime is answered with 202 and then dropped.",
           .report = "floci-io/floci#3314",
           .rules = "INIT-31 INIT-05 INIT-36 SUPP-07 SUPP-09",
           .takes = ignore_init_error},
    Defect{.name = "init-without-limit",
           .about = "No init ever meets the init limit.",
           .report = "awslabs/llrt#694",
           .rules = "INIT-30",
           .gives = forget_init_limit},
    Defect{.name = "init-limited-everywhere",
           .about = "An init meets a limit where the platform has none.",
           .report = "aws/serverless-java-container#210",
           .rules = "INIT-04",
           .takes = limit_every_init,
           .gives = tell_init_once,
           .shows = Shows::InRapid},
    Defect{.name = "init-error-ends-init",
           .about = "An init error ends the init where the platform waits for the exit.",
           .report = "",
           .rules = "INIT-05",
           .gives = tell_init_once,
           .ends = end_init_by_error,
           .shows = Shows::InRapid},
    Defect{.name = "init-limit-doubled",
           .about = "An init gets twice the init limit.",
           .report = "pwrdrvr/lambda-dispatch#37",
           .rules = "INIT-30",
           .gives = double_init_limit},
    Defect{.name = "init-limit-halved",
           .about = "An init gets half the init limit.",
           .report = "pwrdrvr/lambda-dispatch#37",
           .rules = "INIT-30",
           .gives = halve_init_limit},
    Defect{.name = "init-told-twice",
           .about = "The outcome of an init is reported twice.",
           .report = "",
           .rules = "INIT-01",
           .gives = tell_init_twice},
    Defect{.name = "failed-init-untold",
           .about = "The outcome of a failed init is never reported.",
           .report = "awslabs/swift-aws-lambda-runtime#488",
           .rules = "INIT-01",
           .gives = swallow_failed_init},
    Defect{.name = "failed-init-is-success",
           .about = "A failed init is reported as a success.",
           .report = "aws/aws-lambda-dotnet#1881",
           .rules = "INIT-07 INIT-16 INIT-34 INIT-31",
           .gives = call_failed_init_success},
    Defect{.name = "registration-never-closes",
           .about = "An extension may register after the init has ended.",
           .report = "aws/aws-lambda-rust-runtime#743",
           .rules = "INIT-09",
           .gives = keep_registration_open},
    Defect{.name = "init-phase-confused",
           .about = "Init records of a first init name the phase invoke, and the other way round.",
           .report = "newrelic/newrelic-lambda-layers#277",
           .rules = "INIT-10",
           .gives = confuse_phases},
    Defect{.name = "suppressed-init-starts",
           .about = "A suppressed init request starts the runtime all the same.",
           .report = "",
           .rules = "INIT-11",
           .takes = bring_up_at_once},
    Defect{.name = "init-fails-without-cause",
           .about = "A failed init is always reported as Sandbox.Failure.",
           .report = "awslabs/llrt#225",
           .rules = "INIT-32 INIT-07",
           .gives = name_no_cause},
    Defect{.name = "init-payload-lost",
           .about = "The caller of a failed init gets the type of the error without the payload.",
           .report = "micronaut-projects/micronaut-aws#881",
           .rules = "INIT-36 SUPP-07",
           .gives = lose_init_payload},
    Defect{.name = "init-error-for-ever",
           .about = "An init error that was reported once answers every later invoke.",
           .report = "aws/aws-lambda-dotnet#233",
           .rules = "SUPP-37 SUPP-38 INIT-36",
           .gives = report_every_init_error},
    Defect{.name = "init-counts-no-extensions",
           .about = "The outcome of an init says that there are no extensions.",
           .report = "",
           .rules = "METR-31",
           .gives = count_no_extensions},
    Defect{
        .name = "failure-asks-no-reset",
        .about = "A failed init or invoke does not say that it asks for a reset or came from one.",
        .report = "",
        .rules = "ERR-08",
        .gives = forget_reset_flag},
    Defect{.name = "exit-in-init-unnoticed",
           .about = "The exit of a runtime that initialises is not noticed.",
           .report = "floci-io/floci#609",
           .rules = "ERR-33 INIT-07",
           .takes = ignore_exit_in_init},
    Defect{.name = "reservation-refused-after-init-error",
           .about = "After a reported init error nobody may reserve the sandbox.",
           .report = "",
           .rules = "SUPP-10",
           .takes = note_init_error,
           .gives = refuse_reservation},
};

}  // namespace

std::span<const Defect> init_defects() {
    return family;
}

}  // namespace hourglass::sim::defects
