// Defects of the times in a shutdown sequence, and of how it ends.
#include "sim/defects/alterations.hpp"
#include "sim/defects/families.hpp"

#include <array>

namespace hourglass::sim::defects {

namespace {

template <Timer Of, std::int64_t Permille>
bool scale(Witness&, Record& effect, Effects&) {
    if (arms(effect, Of)) stretch(effect, Permille);
    return true;
}

template <Timer Of>
bool never_arm(Witness&, Record& effect, Effects&) {
    return !arms(effect, Of);
}

// The exits of extensions in their turn are noticed at the deadline only.
bool wait_for_deadline(Witness& witness, Event& event, Effects&) {
    const bool exit = event.kind == Kind::ProcessExited && event.who == Who::Extension;
    if (exit && witness.ends_generation()) return hold_back(witness, event);
    if (!fires(event, Timer::ExtensionStop) || witness.kept.empty()) return true;
    for (const Record& one : witness.kept) witness.forged.push_back(one);
    witness.kept.clear();
    return false;
}

bool swallow_shutdown(Witness&, Record& effect, Effects&) {
    return effect.kind != Kind::ShutdownDone;
}

bool blame_exit(Witness&, Record& effect, Effects&) {
    if (effect.kind == Kind::ShutdownDone) effect.text = known_text("Runtime.ExitError");
    return true;
}

bool restart_runtime(Witness& witness, Event& event, Effects& effects) {
    const bool exit = event.kind == Kind::ProcessExited && event.who == Who::Runtime;
    if (!exit || !witness.ends_generation() || witness.done) return true;
    witness.done = true;
    effects.push({.at = event.at,
                  .generation = event.generation,
                  .kind = Kind::ProcessStart,
                  .who = Who::Runtime});
    return true;
}

bool shut_down_twice(Witness&, Record& effect, Effects& effects) {
    return effect.kind == Kind::ShutdownDone ? twice(effect, effects) : true;
}

constexpr std::int64_t half = 500;  // permille
constexpr std::int64_t twofold = 2000;

constexpr std::array family{
    Defect{.name = "runtime-share-doubled",
           .about = "The runtime gets twice its share of the budget.",
           .report = "aws-samples/graceful-shutdown-with-aws-lambda",
           .rules = "SHD-05 SHD-31",
           .gives = scale<Timer::RuntimeStop, twofold>},
    Defect{.name = "runtime-share-halved",
           .about = "The runtime gets half its share of the budget.",
           .report = "aws-samples/graceful-shutdown-with-aws-lambda",
           .rules = "SHD-05 SHD-31",
           .gives = scale<Timer::RuntimeStop, half>},
    Defect{.name = "runtime-never-killed",
           .about = "A runtime that ignores SIGTERM is never killed.",
           .report = "openfaas/of-watchdog#101",
           .rules = "SHD-05 SHD-31 RST-30",
           .gives = never_arm<Timer::RuntimeStop>},
    Defect{.name = "budget-doubled",
           .about = "Extensions get twice the budget of the sequence.",
           .report = "openfaas/faas#1559",
           .rules = "SHD-30 SHD-06",
           .gives = scale<Timer::ExtensionStop, twofold>},
    Defect{.name = "extensions-killed-early",
           .about = "Extensions are killed when half their time is over.",
           .report = "open-telemetry/opentelemetry-lambda#917",
           .rules = "SHD-06 SHD-30",
           .gives = scale<Timer::ExtensionStop, half>},
    Defect{.name = "extensions-never-killed",
           .about = "Extensions that ignore SHUTDOWN are never killed.",
           .report = "getsentry/sentry-javascript#24219",
           .rules = "SHD-35 RST-30",
           .gives = never_arm<Timer::ExtensionStop>},
    Defect{.name = "kill-hardly-awaited",
           .about = "The death of a killed process is awaited for half as long as it should be.",
           .report = "floci-io/floci#1055",
           .rules = "SHD-12",
           .gives = scale<Timer::KillWait, half>},
    Defect{.name = "rest-awaited-for-long",
           .about = "What is left after the kills is awaited for twice as long as it should be.",
           .report = "openfaas/faas#1559",
           .rules = "SHD-10",
           .gives = scale<Timer::ReapWait, twofold>},
    Defect{.name = "kill-awaited-for-ever",
           .about = "The death of a killed process is awaited however long it takes.",
           .report = "openfaas/faas#1559",
           .rules = "SHD-13 RST-30",
           .gives = never_arm<Timer::KillWait>},
    Defect{.name = "shutdown-waits-for-deadline",
           .about = "A sequence lasts until its deadline though all processes have ended.",
           .report = "openfaas/faas#1559",
           .rules = "SHD-38",
           .takes = wait_for_deadline},
    Defect{.name = "shutdown-unanswered",
           .about = "Who asks for a shutdown never hears that it is done.",
           .report = "serverless/serverless#13663",
           .rules = "SHD-32",
           .gives = swallow_shutdown},
    Defect{.name = "shutdown-told-twice",
           .about = "The end of a shutdown is reported twice.",
           .report = "",
           .rules = "SHD-32",
           .gives = shut_down_twice},
    Defect{.name = "exit-in-shutdown-is-error",
           .about = "A process that ends because of a shutdown is reported as a failure.",
           .report = "aws/aws-lambda-ruby-runtime-interface-client#28",
           .rules = "SHD-11 SHD-03",
           .gives = blame_exit},
    Defect{.name = "runtime-restarted-in-shutdown",
           .about = "A runtime that ends during a shutdown sequence is started again.",
           .report = "localstack/localstack#6800",
           .rules = "SHD-33",
           .takes = restart_runtime},
};

}  // namespace

std::span<const Defect> stop_defects() {
    return family;
}

}  // namespace hourglass::sim::defects
