// Defects of a reset: what it interrupts, what it leaves behind, what is told of it.
#include "model/trace/calls.hpp"
#include "sim/defects/alterations.hpp"
#include "sim/defects/families.hpp"

#include <array>

namespace hourglass::sim::defects {

namespace {

bool keep_generation(Witness&, Record& effect, Effects&) {
    if (effect.kind == Kind::ResetDone) --effect.generation;
    return true;
}

bool spare_runtime(Witness& witness, Record& effect, Effects&) {
    return !signals(effect, Who::Runtime, Signal::Kill) || pretend_exit(witness, effect);
}

bool spare_extensions(Witness& witness, Record& effect, Effects&) {
    return !signals(effect, Who::Extension, Signal::Kill) || pretend_exit(witness, effect);
}

bool take_orphan_for_current(Witness& witness, Event& event, Effects&) {
    if (model::is_runtime_call(event.kind)) event.generation = witness.generation;
    return true;
}

bool swallow_reset(Witness&, Record& effect, Effects&) {
    return effect.kind != Kind::ResetDone;
}

bool tell_reset_twice(Witness&, Record& effect, Effects& effects) {
    return effect.kind == Kind::ResetDone ? twice(effect, effects) : true;
}

template <SandboxState Busy>
bool reset_after(Witness& witness, Event& event, Effects&) {
    const bool busy = witness.state == Busy;
    if (event.kind == Kind::ResetAsked && busy) return hold_back(witness, event);
    if (busy) return true;
    for (const Record& reset : witness.kept) witness.forged.push_back(reset);
    witness.kept.clear();
    return true;
}

bool end_init_after_signals(Witness& witness, Record& effect, Effects&) {
    const bool received = (effect.flags & model::reset_received) != 0;
    const bool interrupted = effect.kind == Kind::InitDone && received;
    return !interrupted || hold_back(witness, effect);
}

bool make_up_answer(Witness&, Record& effect, Effects&) {
    if (!replies(effect, Reply::Empty)) return true;
    recode(effect, Reply::PlatformError);
    effect.text = known_text("Sandbox.Failure");
    return true;
}

bool keep_registry(Witness& witness, Record& effect, Effects&) {
    if (effect.kind == Kind::ResetDone) witness.done = true;
    if (witness.done && answers(effect, Answer::Registered)) {
        recode(effect, Answer::InvalidExtensionState);
    }
    return true;
}

bool reset_over_shutdown(Witness& witness, Event& event, Effects& effects) {
    const bool down = witness.state == SandboxState::ShuttingDown;
    if (event.kind != Kind::ResetAsked || !down) return true;
    effects.push({.at = event.at,
                  .generation = witness.generation + 1,
                  .text = event.text,
                  .kind = Kind::ResetDone});
    return false;
}

bool prewarm(Witness&, Record& effect, Effects& effects) {
    if (effect.kind != Kind::ResetDone) return true;
    effects.push(effect);
    effects.push({.at = effect.at,
                  .generation = effect.generation,
                  .kind = Kind::ProcessStart,
                  .who = Who::Runtime});
    return false;
}

bool keep_error(Witness& witness, Record& effect, Effects&) {
    if (effect.kind == Kind::ResetDone) witness.done = true;
    const bool over = effect.kind == Kind::InvokeDone || effect.kind == Kind::InitDone;
    if (!over || model::code_of<Outcome>(effect) != Outcome::Failure) return true;
    if (witness.kept.empty()) {
        witness.kept.push_back({.text = effect.text});
    } else if (witness.done) {
        effect.text = witness.kept.front().text;
    }
    return true;
}

bool ignore_budget(Witness&, Event& event, Effects&) {
    const bool stops = event.kind == Kind::ResetAsked || event.kind == Kind::ShutdownAsked;
    if (stops) event.amount = model::no_amount;
    return true;
}

bool tell_end_at_every_reset(Witness& witness, Event& event, Effects& effects) {
    const bool documented =
        event.text == known_text("timeout") || event.text == known_text("failure");
    if (event.kind != Kind::ResetAsked || documented) return true;
    effects.push({.at = event.at,
                  .invoke = witness.served,
                  .code = static_cast<std::uint16_t>(PlatformEvent::RuntimeDone),
                  .kind = Kind::Telemetry,
                  .flags = model::status_failure});
    return true;
}

bool reset_at_once(Witness& witness, Event& event, Effects& effects) {
    const bool idle = witness.state == SandboxState::Ready;
    if (event.kind != Kind::ResetAsked || !idle) return true;
    effects.push({.at = event.at,
                  .generation = witness.generation + 1,
                  .text = event.text,
                  .kind = Kind::ResetDone});
    return false;
}

// One is under way, eight more may wait.
bool lose_tenth_reset(Witness& witness, Event& event, Effects&) {
    constexpr std::int64_t most = 9;
    if (event.kind != Kind::ResetAsked) return true;
    if (witness.state != SandboxState::Resetting) witness.number = 0;
    return ++witness.number <= most;
}

constexpr std::array family{
    Defect{.name = "reset-keeps-generation",
           .about = "A reset is reported under the generation that it ends.",
           .report = "floci-io/floci#1963",
           .rules = "RST-32 RST-06",
           .gives = keep_generation},
    Defect{.name = "runtime-left-alive",
           .about = "A reset takes the runtime for dead without killing it.",
           .report = "floci-io/floci#485",
           .rules = "RST-31 RST-11 PROC-31",
           .gives = spare_runtime},
    Defect{.name = "extensions-left-alive",
           .about = "A reset takes extensions for dead without killing them.",
           .report = "anomalyco/ion#317",
           .rules = "RST-31",
           .gives = spare_extensions},
    Defect{.name = "orphan-serves",
           .about = "A runtime that outlived a reset is taken for the one of the new generation.",
           .report = "aws/aws-lambda-rust-runtime#1155",
           .rules = "PROC-36 RESP-35",
           .takes = take_orphan_for_current,
           .gives = spare_runtime},
    Defect{.name = "reset-unanswered",
           .about = "Who asks for a reset never hears that it is done.",
           .report = "",
           .rules = "RST-13 RST-01 RST-30",
           .gives = swallow_reset},
    Defect{.name = "reset-told-twice",
           .about = "The end of a reset is reported twice.",
           .report = "",
           .rules = "RST-13",
           .gives = tell_reset_twice},
    Defect{.name = "reset-only-told",
           .about = "The reset of an idle sandbox is reported and not done.",
           .report = "serverless/serverless#13663",
           .rules = "RST-31 RST-11",
           .takes = reset_at_once},
    Defect{.name = "reset-waits-for-init",
           .about = "A reset during an init waits until that has ended.",
           .report = "",
           .rules = "RST-02 RST-09",
           .takes = reset_after<SandboxState::Initializing>},
    Defect{.name = "reset-waits-for-invoke",
           .about = "A reset during an invoke waits until that has ended.",
           .report = "",
           .rules = "RST-02 RST-10",
           .takes = reset_after<SandboxState::Invoking>},
    Defect{.name = "reset-stops-before-init-ends",
           .about = "A reset during an init stops processes before it ends the init.",
           .report = "",
           .rules = "RST-09",
           .gives = end_init_after_signals,
           .ends = let_out},
    Defect{
        .name = "reset-makes-up-answer",
        .about = "The caller of an invoke that a reset interrupts gets an error of the platform.",
        .report = "",
        .rules = "RST-10",
        .gives = make_up_answer},
    Defect{.name = "registry-survives-reset",
           .about = "After a reset extensions count as registered and cannot register again.",
           .report = "",
           .rules = "RST-07 RST-33",
           .gives = keep_registry},
    Defect{.name = "reset-overtakes-shutdown",
           .about = "A reset during a shutdown is reported as done before the shutdown.",
           .report = "serverless/serverless#13663",
           .rules = "RST-16 RST-31",
           .takes = reset_over_shutdown},
    Defect{.name = "reset-starts-runtime",
           .about = "A new runtime starts as soon as a reset is done, before anybody asks for it.",
           .report = "localstack/localstack#6800",
           .rules = "RST-34",
           .gives = prewarm},
    Defect{.name = "error-survives-reset",
           .about = "The first fatal error of a sandbox is never cleared.",
           .report = "Miserlou/Zappa#1950",
           .rules = "ERR-01 ERR-02",
           .gives = keep_error},
    Defect{.name = "budget-ignored",
           .about = "The budget that a reset or shutdown brings along is ignored.",
           .report = "",
           .rules = "RST-04 SHD-05 SHD-06",
           .takes = ignore_budget},
    Defect{.name = "every-reset-told-as-end",
           .about = "A reset for any reason is recorded as the end of the runtime.",
           .report = "",
           .rules = "RST-05",
           .takes = tell_end_at_every_reset},
    Defect{.name = "tenth-reset-lost",
           .about = "Of more than nine resets at once the last are forgotten.",
           .report = "",
           .rules = "RST-13 RST-30",
           .takes = lose_tenth_reset},
};

}  // namespace

std::span<const Defect> reset_defects() {
    return family;
}

}  // namespace hourglass::sim::defects
