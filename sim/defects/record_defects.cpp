// Defects of the platform's own records and of the numbers in them.
#include "sim/defects/alterations.hpp"
#include "sim/defects/families.hpp"

#include <array>

namespace hourglass::sim::defects {

namespace {

template <PlatformEvent What>
bool leave_out(Witness&, Record& effect, Effects&) {
    return !tells(effect, What);
}

template <PlatformEvent What>
bool record_twice(Witness&, Record& effect, Effects& effects) {
    return tells(effect, What) ? twice(effect, effects) : true;
}

bool start_at_admission(Witness& witness, Record& effect, Effects&) {
    const bool known = effect.invoke.value == witness.number;
    return !tells(effect, PlatformEvent::Start) || !known;
}

bool tell_start_at_admission(Witness& witness, Event& event, Effects& effects) {
    if (event.kind != Kind::InvokeAsked || witness.state != SandboxState::Cold) return true;
    witness.number = event.invoke.value;
    effects.push({.at = event.at,
                  .invoke = event.invoke,
                  .code = static_cast<std::uint16_t>(PlatformEvent::Start),
                  .kind = Kind::Telemetry});
    return true;
}

bool done_record_at_post(Witness& witness, Record& effect, Effects& effects) {
    if (tells(effect, PlatformEvent::RuntimeDone) && effect.flags == 0) return false;
    const Event& post = witness.call(effect.call);
    const bool posted = post.kind == Kind::ResponsePosted || post.kind == Kind::ErrorPosted;
    if (!posted || !answers(effect, Answer::Accepted)) return true;
    effects.push(effect);
    effects.push({.at = effect.at,
                  .invoke = post.invoke,
                  .code = static_cast<std::uint16_t>(PlatformEvent::RuntimeDone),
                  .kind = Kind::Telemetry});
    return false;
}

bool init_record_says_success(Witness&, Record& effect, Effects&) {
    if (!tells(effect, PlatformEvent::InitRuntimeDone)) return true;
    effect.flags = 0;
    effect.text = {};
    return true;
}

bool extensions_never_ready(Witness&, Record& effect, Effects&) {
    if (tells(effect, PlatformEvent::Extension)) effect.amount = 0;
    return true;
}

bool end_of_failed_runtime_untold(Witness&, Record& effect, Effects&) {
    return !tells(effect, PlatformEvent::RuntimeDone) || effect.flags == 0;
}

bool clocks_mixed(Witness&, Record& effect, Effects&) {
    const bool measured =
        tells(effect, PlatformEvent::InitReport) || tells(effect, PlatformEvent::RuntimeDone);
    if (measured) effect.amount -= effect.at.time_since_epoch().count();
    return true;
}

bool reset_time_uncut(Witness&, Record& effect, Effects&) {
    if (effect.kind == Kind::ResetDone) effect.amount += 5000;
    return true;
}

bool overrun_untold(Witness&, Record& effect, Effects&) {
    if (effect.kind == Kind::ResetDone) effect.flags = 0;
    return true;
}

bool always_on_demand(Witness&, Record& effect, Effects&) {
    const bool of_init = tells(effect, PlatformEvent::InitStart) ||
                         tells(effect, PlatformEvent::InitRuntimeDone) ||
                         tells(effect, PlatformEvent::InitReport);
    if (of_init) effect.who = model::told_init_type(0);
    return true;
}

bool type_of_no_error(Witness&, Record& effect, Effects&) {
    const bool of_runtime = tells(effect, PlatformEvent::InitRuntimeDone) ||
                            tells(effect, PlatformEvent::RestoreRuntimeDone);
    if (of_runtime && effect.flags == 0) effect.text = known_text("Runtime.Unknown");
    return true;
}

constexpr std::array family{
    Defect{.name = "start-unrecorded",
           .about = "No invoke has a start record.",
           .report = "aws/aws-lambda-runtime-interface-emulator#94",
           .rules = "EVT-04",
           .gives = leave_out<PlatformEvent::Start>},
    Defect{.name = "start-recorded-twice",
           .about = "Every invoke has two start records.",
           .report = "serverless/dashboard#509",
           .rules = "EVT-04",
           .gives = record_twice<PlatformEvent::Start>},
    Defect{.name = "start-before-init",
           .about = "An invoke is recorded as started before the records of the init inside it.",
           .report = "aws/aws-lambda-runtime-interface-emulator#106",
           .rules = "SUPP-39 EVT-04",
           .takes = tell_start_at_admission,
           .gives = start_at_admission},
    Defect{.name = "runtime-done-unrecorded",
           .about = "The end of the runtime's work is not recorded.",
           .report = "DataDog/datadog-lambda-extension#746",
           .rules = "EVT-03",
           .gives = leave_out<PlatformEvent::RuntimeDone>},
    Defect{.name = "runtime-done-at-post",
           .about = "The end of the runtime's work is recorded when it posts its answer.",
           .report = "elastic/apm-aws-lambda#128",
           .rules = "EVT-03",
           .gives = done_record_at_post},
    Defect{.name = "failed-runtime-unrecorded",
           .about = "The end of a runtime is not recorded when it failed or was too late.",
           .report = "aws/aws-sam-cli#6260",
           .rules = "EVT-05",
           .gives = end_of_failed_runtime_untold},
    Defect{.name = "init-start-unrecorded",
           .about = "The records of an init lack the first one.",
           .report = "localstack/localstack#9617",
           .rules = "EVT-30",
           .gives = leave_out<PlatformEvent::InitStart>},
    Defect{.name = "init-runtime-unrecorded",
           .about = "The records of an init lack that of the runtime.",
           .report = "localstack/localstack#9617",
           .rules = "EVT-01 EVT-02",
           .gives = leave_out<PlatformEvent::InitRuntimeDone>},
    Defect{.name = "init-runtime-recorded-twice",
           .about = "The records of an init have that of the runtime twice.",
           .report = "DataDog/datadog-lambda-extension#971",
           .rules = "EVT-30",
           .gives = record_twice<PlatformEvent::InitRuntimeDone>},
    Defect{.name = "init-report-unrecorded",
           .about = "The records of an init are never closed.",
           .report = "elastic/apm-aws-lambda#347",
           .rules = "EVT-30",
           .gives = leave_out<PlatformEvent::InitReport>},
    Defect{.name = "init-record-of-success",
           .about = "The records of a failed init say that the runtime succeeded.",
           .report = "aws/aws-lambda-dotnet#1881",
           .rules = "EVT-02",
           .gives = init_record_says_success},
    Defect{.name = "extensions-unrecorded",
           .about = "The records of an init lack those of the extensions.",
           .report = "aws/aws-lambda-runtime-interface-emulator#94",
           .rules = "EVT-01",
           .gives = leave_out<PlatformEvent::Extension>},
    Defect{.name = "extensions-recorded-as-started",
           .about = "Extensions are recorded in the state that they started in.",
           .report = "aws/aws-lambda-runtime-interface-emulator#94",
           .rules = "EVT-08",
           .gives = extensions_never_ready},
    Defect{.name = "negative-durations",
           .about = "Durations are differences of two clocks and negative.",
           .report = "quarkusio/quarkus#3634",
           .rules = "METR-30",
           .gives = clocks_mixed},
    Defect{.name = "reset-time-uncut",
           .about = "The time that extensions took in a reset is reported beyond its budget.",
           .report = "openfaas/faas#1559",
           .rules = "METR-06",
           .gives = reset_time_uncut},
    Defect{.name = "overrun-untold",
           .about = "A reset does not say that extensions overran its budget.",
           .report = "",
           .rules = "METR-06",
           .gives = overrun_untold},
    Defect{.name = "init-always-on-demand",
           .about = "The records of every init say that it is one on demand.",
           .report = "",
           .rules = "EVT-33",
           .gives = always_on_demand},
    Defect{.name = "success-with-error-type",
           .about = "The record of a runtime that came up well has an error type.",
           .report = "",
           .rules = "ERR-03",
           .gives = type_of_no_error,
           .shows = Shows::InRapid},
};

}  // namespace

std::span<const Defect> record_defects() {
    return family;
}

}  // namespace hourglass::sim::defects
