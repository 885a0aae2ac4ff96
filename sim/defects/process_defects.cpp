// Defects of processes and their generations, of reservations, and of what ends twice.
#include "sim/defects/alterations.hpp"
#include "sim/defects/families.hpp"

#include <array>

namespace hourglass::sim::defects {

namespace {

bool start_runtime_twice(Witness&, Record& effect, Effects& effects) {
    const bool runtime = effect.kind == Kind::ProcessStart && effect.who == Who::Runtime;
    return runtime ? twice(effect, effects) : true;
}

// Processes of every generation are called after the first.
bool name_after_first(Witness& witness, Record& effect, Effects&) {
    const bool names = effect.kind == Kind::ProcessStart || effect.kind == Kind::ProcessSignal;
    if (!names) return true;
    if (witness.number == 0) witness.number = effect.generation;
    effect.generation = static_cast<std::uint32_t>(witness.number);
    return true;
}

bool generation_leaps(Witness&, Record& effect, Effects&) {
    if (tells(effect, PlatformEvent::InitStart)) ++effect.generation;
    return true;
}

bool note_the_dead(Witness& witness, Event& event, Effects&) {
    if (event.kind != Kind::ProcessExited || !witness.ends_generation()) return true;
    witness.kept.push_back({.generation = event.generation,
                            .code = static_cast<std::uint16_t>(Signal::Kill),
                            .kind = Kind::ProcessSignal,
                            .who = event.who,
                            .slot = event.slot});
    return true;
}

void signal_the_dead(Witness& witness, Effects& effects) {
    if (witness.event.kind == Kind::ProcessExited) return;
    for (Record& one : witness.kept) {
        one.at = witness.event.at;
        effects.push(one);
    }
    witness.kept.clear();
}

bool end_invoke_twice(Witness&, Record& effect, Effects& effects) {
    return effect.kind == Kind::InvokeDone ? twice(effect, effects) : true;
}

bool grant_every_reservation(Witness&, Record& effect, Effects&) {
    if (effect.kind == Kind::ReserveAnswered) recode(effect, Outcome::Success);
    return true;
}

bool swallow_abandoned(Witness&, Event& event, Effects&) {
    return event.kind != Kind::CallAbandoned;
}

bool exit_of_any_generation(Witness& witness, Event& event, Effects&) {
    if (event.kind == Kind::ProcessExited) event.generation = witness.generation;
    return true;
}

// The start is tried again and then counts as failed.
bool start_again(Witness& witness, Event& event, Effects& effects) {
    if (event.kind != Kind::ProcessStartFailed || witness.done) return true;
    witness.done = true;
    effects.push({.at = event.at,
                  .generation = event.generation,
                  .kind = Kind::ProcessStart,
                  .who = event.who,
                  .slot = event.slot});
    return true;
}

bool failed_start_is_exit(Witness&, Record& effect, Effects&) {
    const bool over = effect.kind == Kind::InitDone || effect.kind == Kind::InvokeDone;
    if (!over) return true;
    if (effect.text == known_text("Runtime.InvalidEntrypoint")) {
        effect.text = known_text("Runtime.ExitError");
    }
    if (effect.text == known_text("Extension.LaunchError")) {
        effect.text = known_text("Extension.Crash");
    }
    return true;
}

bool keep_silent_afterwards(Witness& witness, Record& effect, Effects&) {
    return !answered_already(witness, effect);
}

bool deliver_early(Witness& witness, Event& event, Effects& effects) {
    const bool bringing = witness.state == SandboxState::SuppressedInit;
    if (event.kind == Kind::InvokeAsked) witness.kept.assign(1, event);
    if (event.kind != Kind::RuntimeNextCalled || !bringing || witness.kept.empty()) return true;
    const Record& asked = witness.kept.front();
    answer_now(witness.calls.at(event.call.value - 1),
               {.at = event.at,
                .invoke = asked.invoke,
                .payload = asked.payload,
                .generation = event.generation,
                .code = static_cast<std::uint16_t>(Answer::InvokeEvent)},
               effects);
    return true;
}

constexpr std::array family{
    Defect{.name = "runtime-started-twice",
           .about = "Two runtime processes start in one sandbox.",
           .report = "localstack/localstack#1777",
           .rules = "PROC-32 PROC-01",
           .gives = start_runtime_twice},
    Defect{.name = "process-names-used-again",
           .about = "The processes of a new generation have the names of the first.",
           .report = "floci-io/floci#1963",
           .rules = "PROC-01 PROC-02",
           .gives = name_after_first},
    Defect{.name = "generation-leaps",
           .about = "An init counts as two.",
           .report = "serverless/dashboard#509",
           .rules = "PROC-02 PROC-03",
           .gives = generation_leaps},
    Defect{.name = "signals-to-the-dead",
           .about = "Processes that have been reaped are killed once more.",
           .report = "",
           .rules = "PROC-37",
           .takes = note_the_dead,
           .ends = signal_the_dead},
    Defect{.name = "invoke-done-twice",
           .about = "The outcome of an invoke is reported twice.",
           .report = "DataDog/datadog-lambda-extension#1237",
           .rules = "INV-45",
           .gives = end_invoke_twice},
    Defect{.name = "two-reservations",
           .about = "A sandbox that is reserved may be reserved again.",
           .report = "aws/aws-lambda-runtime-interface-emulator#97",
           .rules = "INV-01",
           .gives = grant_every_reservation},
    Defect{.name = "abandoned-poll-gets-event",
           .about = "An event goes to a poll that its client has given up, and is lost.",
           .report = "Nike-Inc/hal#54",
           .rules = "INV-36",
           .takes = swallow_abandoned},
    Defect{.name = "old-exit-cancels",
           .about = "The exit of an older generation's process fails what is under way.",
           .report = "floci-io/floci#485",
           .rules = "RST-35",
           .takes = exit_of_any_generation},
    Defect{.name = "failed-start-tried-again",
           .about = "A process that cannot be started is started once more.",
           .report = "ministackorg/ministack#1374",
           .rules = "EXT-39 PROC-01",
           .takes = start_again},
    Defect{.name = "failed-start-is-exit",
           .about = "A process that cannot be started is reported as one that exited.",
           .report = "aws-samples/aws-lambda-extensions#54",
           .rules = "INIT-12 EXT-04 ERR-30",
           .gives = failed_start_is_exit},
    Defect{.name = "event-before-init-ends",
           .about = "A runtime gets its event at its first poll, though extensions are not ready.",
           .report = "hashicorp/vault-lambda-extension#31",
           .rules = "INIT-34 SUPP-01 SUPP-02 RST-36",
           .takes = deliver_early,
           .gives = keep_silent_afterwards},
};

}  // namespace

std::span<const Defect> process_defects() {
    return family;
}

}  // namespace hourglass::sim::defects
