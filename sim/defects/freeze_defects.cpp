// Defects of freezing an idle sandbox and of thawing it.
#include "sim/defects/alterations.hpp"
#include "sim/defects/families.hpp"

#include <array>

namespace hourglass::sim::defects {

namespace {

bool never_freeze(Witness&, Record& effect, Effects&) {
    return effect.kind != Kind::SandboxFrozen && effect.kind != Kind::SandboxThawed;
}

bool never_thaw(Witness&, Record& effect, Effects&) {
    return effect.kind != Kind::SandboxThawed;
}

bool thaw_last(Witness& witness, Record& effect, Effects&) {
    return effect.kind != Kind::SandboxThawed || hold_back(witness, effect);
}

template <PlatformEvent When>
bool freeze_when(Witness&, Record& effect, Effects& effects) {
    if (!tells(effect, When)) return true;
    effects.push({.at = effect.at, .kind = Kind::SandboxFrozen});
    return true;
}

void freeze_when_answered(Witness& witness, Effects& effects) {
    if (witness.event.kind != Kind::ResponsePosted) return;
    if (witness.event.invoke != witness.served) return;
    effects.push({.at = witness.event.at, .kind = Kind::SandboxFrozen});
}

// The rest is thawed when the invoke ends.
bool thaw_when_done(Witness&, Record& effect, Effects& effects) {
    if (effect.kind != Kind::InvokeDone) return true;
    effects.push({.at = effect.at, .kind = Kind::SandboxThawed});
    return true;
}

constexpr std::array family{
    Defect{.name = "never-frozen",
           .about = "An idle sandbox is not frozen.",
           .report = "",
           .rules = "FRZ-01",
           .gives = never_freeze,
           .shows = Shows::InAws},
    Defect{.name = "never-thawed",
           .about = "A frozen sandbox is not thawed for what reaches it.",
           .report = "kvcache-ai/AgentENV#41",
           .rules = "FRZ-02 FRZ-04",
           .gives = never_thaw,
           .shows = Shows::InAws},
    Defect{.name = "thawed-too-late",
           .about = "A sandbox is thawed after it was given events and signals.",
           .report = "",
           .rules = "FRZ-02 FRZ-04",
           .gives = thaw_last,
           .ends = let_out,
           .shows = Shows::InAws},
    Defect{.name = "frozen-in-export",
           .about = "The sandbox is frozen when the runtime is done, extensions or not.",
           .report = "open-telemetry/opentelemetry-lambda#224",
           .rules = "FRZ-03",
           .gives = freeze_when<PlatformEvent::RuntimeDone>},
    Defect{.name = "frozen-when-answered",
           .about = "The sandbox is frozen between a response and the next poll of the runtime.",
           .report = "aws-observability/aws-otel-lambda#886",
           .rules = "FRZ-03",
           .gives = thaw_when_done,
           .ends = freeze_when_answered},
    Defect{.name = "frozen-in-init",
           .about = "The sandbox is frozen while it initialises.",
           .report = "",
           .rules = "FRZ-03",
           .gives = freeze_when<PlatformEvent::InitStart>,
           .shows = Shows::InAws},
};

}  // namespace

std::span<const Defect> freeze_defects() {
    return family;
}

}  // namespace hourglass::sim::defects
