// Defects of the order in a shutdown sequence: who is told and who is signalled, and when.
#include "sim/defects/alterations.hpp"
#include "sim/defects/families.hpp"

#include <array>

namespace hourglass::sim::defects {

namespace {

bool external(const Witness& witness, std::uint8_t slot) {
    return slot < witness.setup.external_extensions;
}

void tell_shutdown(SeenCall& seen, const Record& cause, Effects& effects) {
    const std::int64_t deadline = (cause.at + 2000ms).time_since_epoch().count();
    answer_now(seen,
               {.at = cause.at,
                .amount = deadline,
                .text = known_text("spindown"),
                .code = static_cast<std::uint16_t>(Answer::ShutdownEvent)},
               effects);
}

bool tell_before_sigterm(Witness& witness, Record& effect, Effects& effects) {
    if (answered_already(witness, effect)) return false;
    if (!signals(effect, Who::Runtime, Signal::Terminate)) return true;
    for (SeenCall& seen : witness.calls) {
        const bool waits = !seen.over && seen.event.kind == Kind::ExtensionNextCalled;
        if (waits && external(witness, seen.event.slot)) tell_shutdown(seen, effect, effects);
    }
    return true;
}

bool tell_internal(Witness& witness, Record& effect, Effects& effects) {
    if (answered_already(witness, effect)) return false;
    if (!arms(effect, Timer::RuntimeStop)) return true;
    for (SeenCall& seen : witness.calls) {
        const bool waits = !seen.over && seen.event.kind == Kind::ExtensionNextCalled;
        if (waits && !external(witness, seen.event.slot)) tell_shutdown(seen, effect, effects);
    }
    return true;
}

bool kill_without_asking(Witness&, Record& effect, Effects&) {
    if (signals(effect, Who::Runtime, Signal::Terminate)) recode(effect, Signal::Kill);
    return true;
}

bool ask_before_every_kill(Witness& witness, Record& effect, Effects& effects) {
    if (signals(effect, Who::Runtime, Signal::Terminate)) witness.done = true;
    if (effect.kind == Kind::ResetDone || effect.kind == Kind::ShutdownDone) witness.done = false;
    if (!signals(effect, Who::Runtime, Signal::Kill) || witness.done) return true;
    Record asked = effect;
    recode(asked, Signal::Terminate);
    effects.push(asked);
    return true;
}

bool ask_extensions(Witness&, Record& effect, Effects& effects) {
    if (!signals(effect, Who::Extension, Signal::Kill)) return true;
    Record asked = effect;
    recode(asked, Signal::Terminate);
    effects.push(asked);
    return true;
}

// One extension at a time is told; the next one when the last has gone.
bool tell_one_by_one(Witness& witness, Record& effect, Effects&) {
    if (effect.kind == Kind::ResetDone || effect.kind == Kind::ShutdownDone) {
        witness.done = false;
        witness.kept.clear();
    }
    if (!answers(effect, Answer::ShutdownEvent)) return true;
    if (witness.done) return hold_back(witness, effect);
    return witness.done = true;
}

bool tell_the_next(Witness& witness, Event& event, Effects& effects) {
    if (event.kind != Kind::ProcessExited || event.who != Who::Extension) return true;
    witness.done = !witness.kept.empty();
    if (!witness.done) return true;
    Record next = witness.kept.front();
    witness.kept.erase(witness.kept.begin());
    next.at = event.at;
    effects.push(next);
    return true;
}

bool tell_nobody(Witness&, Record& effect, Effects&) {
    return !answers(effect, Answer::ShutdownEvent);
}

bool forget_who_polls_late(Witness& witness, Record& effect, Effects&) {
    const bool late = witness.event.kind == Kind::ExtensionNextCalled;
    return !answers(effect, Answer::ShutdownEvent) || !late;
}

bool kill_instead_of_telling(Witness&, Record& effect, Effects& effects) {
    if (!answers(effect, Answer::ShutdownEvent)) return true;
    effects.push({.at = effect.at,
                  .generation = effect.generation,
                  .code = static_cast<std::uint16_t>(Signal::Kill),
                  .kind = Kind::ProcessSignal,
                  .who = Who::Extension,
                  .slot = effect.slot});
    return false;
}

bool spare_unsubscribed(Witness& witness, Record& effect, Effects&) {
    const bool late = fires(witness.event, Timer::ExtensionStop);
    return !signals(effect, Who::Extension, Signal::Kill) || late;
}

bool always_spindown(Witness&, Record& effect, Effects&) {
    if (answers(effect, Answer::ShutdownEvent)) effect.text = known_text("spindown");
    return true;
}

bool deadline_of_its_own(Witness& witness, Record& effect, Effects&) {
    if (answers(effect, Answer::ShutdownEvent)) effect.amount += ++witness.number * 100'000'000;
    return true;
}

constexpr std::array family{
    Defect{.name = "shutdown-before-sigterm",
           .about = "Extensions are told SHUTDOWN before the runtime gets SIGTERM.",
           .report = "honeycombio/honeycomb-lambda-extension#162",
           .rules = "SHD-01",
           .gives = tell_before_sigterm},
    Defect{.name = "shutdown-to-internal",
           .about = "Internal extensions are told SHUTDOWN.",
           .report = "cargo-lambda/cargo-lambda#848",
           .rules = "EXT-32",
           .gives = tell_internal},
    Defect{.name = "no-sigterm",
           .about = "The runtime is killed without SIGTERM though extensions are registered.",
           .report = "cargo-lambda/cargo-lambda#850",
           .rules = "SHD-05",
           .gives = kill_without_asking},
    Defect{.name = "sigterm-without-extensions",
           .about = "The runtime gets SIGTERM though no extension is registered.",
           .report = "aws/aws-lambda-go#318",
           .rules = "SHD-34 SHD-04",
           .gives = ask_before_every_kill},
    Defect{.name = "sigterm-to-extensions",
           .about = "Extensions get SIGTERM.",
           .report = "aws/aws-lambda-go#457",
           .rules = "SHD-34",
           .gives = ask_extensions},
    Defect{.name = "extensions-stopped-in-turn",
           .about = "Extensions are told SHUTDOWN one after the other.",
           .report = "floci-io/floci#1055",
           .rules = "SHD-37 EXT-35",
           .takes = tell_the_next,
           .gives = tell_one_by_one},
    Defect{.name = "shutdown-untold",
           .about = "No extension is ever told SHUTDOWN.",
           .report = "aws-samples/aws-lambda-extensions#47",
           .rules = "EXT-35",
           .gives = tell_nobody},
    Defect{.name = "late-poll-untold",
           .about = "An extension that polls during the sequence is not told SHUTDOWN.",
           .report = "",
           .rules = "SHD-09 EXT-35",
           .gives = forget_who_polls_late},
    Defect{.name = "subscribers-killed",
           .about = "SHUTDOWN subscribers are killed instead of told.",
           .report = "open-telemetry/opentelemetry-lambda#917",
           .rules = "SHD-06 EXT-35",
           .gives = kill_instead_of_telling},
    Defect{.name = "unsubscribed-spared",
           .about = "An extension without SHUTDOWN lives until the deadline of the sequence.",
           .report = "getsentry/sentry-javascript#24219",
           .rules = "SHD-07",
           .gives = spare_unsubscribed},
    Defect{.name = "always-spindown",
           .about = "Every SHUTDOWN event gives spindown as its reason.",
           .report = "honeycombio/honeycomb-lambda-extension#75",
           .rules = "SHD-02",
           .gives = always_spindown},
    Defect{.name = "shutdown-deadlines-differ",
           .about = "Each extension is told another deadline of the same sequence.",
           .report = "",
           .rules = "EXT-33 SHD-06",
           .gives = deadline_of_its_own},
};

}  // namespace

std::span<const Defect> shutdown_defects() {
    return family;
}

}  // namespace hourglass::sim::defects
