// Defects of the way of an invoke: who may have the sandbox, how an invoke ends and is blamed.
#include "sim/defects/alterations.hpp"
#include "sim/defects/families.hpp"

#include <array>

namespace hourglass::sim::defects {

namespace {

bool drop_refusal(Witness&, Record& effect, Effects&) {
    return effect.kind != Kind::InvokeRefused;
}

bool succeed_when_posted(Witness& witness, Record& effect, Effects&) {
    const bool over = ends(effect, Kind::InvokeDone, Outcome::Success);
    if (over && witness.done) return witness.done = false;
    return true;
}

void succeed_at_post(Witness& witness, Effects& effects) {
    const bool post = witness.event.kind == Kind::ResponsePosted;
    if (!post || witness.done || witness.event.invoke != witness.served) return;
    witness.done = true;
    effects.push({.at = witness.event.at,
                  .amount = witness.setup.external_extensions,
                  .invoke = witness.served,
                  .code = static_cast<std::uint16_t>(Outcome::Success),
                  .kind = Kind::InvokeDone});
}

bool succeed_before_extensions(Witness& witness, Record& effect, Effects& effects) {
    const bool back = tells(effect, PlatformEvent::RuntimeDone) && effect.flags == 0;
    const bool over = ends(effect, Kind::InvokeDone, Outcome::Success);
    if (over && witness.done) return witness.done = false;
    if (!back || witness.done) return true;
    witness.done = true;
    effects.push(effect);
    effects.push({.at = effect.at,
                  .amount = witness.setup.external_extensions,
                  .invoke = effect.invoke,
                  .code = static_cast<std::uint16_t>(Outcome::Success),
                  .kind = Kind::InvokeDone});
    return false;
}

bool reset_after_function_error(Witness& witness, Record& effect, Effects&) {
    if (!replies(effect, Reply::FunctionError)) return true;
    witness.forged.push_back(
        {.amount = model::no_amount, .text = known_text("failure"), .kind = Kind::ResetAsked});
    return true;
}

bool miss_exit_in_invoke(Witness& witness, Event& event, Effects&) {
    const bool invoking = witness.state == SandboxState::Invoking;
    return event.kind != Kind::ProcessExited || event.who != Who::Runtime || !invoking;
}

bool answer_failures_never(Witness&, Record& effect, Effects&) {
    return !replies(effect, Reply::PlatformError) && !replies(effect, Reply::Empty);
}

bool tell_failure_as_success(Witness&, Record& effect, Effects&) {
    if (!ends(effect, Kind::InvokeDone, Outcome::Failure)) return true;
    recode(effect, Outcome::Success);
    effect.text = {};
    return true;
}

bool refuse_second_look(Witness& witness, Record& effect, Effects&) {
    const bool runtime = witness.call(effect.call).kind == Kind::RuntimeNextCalled;
    if (!answers(effect, Answer::InvokeEvent) || !runtime) return true;
    const bool again = witness.number == effect.invoke.value;
    witness.number = effect.invoke.value;
    if (again) recode(effect, Answer::InvalidTransition);
    return true;
}

bool refuse_every_second_invoke(Witness& witness, Event& event, Effects& effects) {
    if (event.kind != Kind::InvokeAsked) return true;
    witness.number = witness.number + 1;
    const bool refused = witness.number % 2 == 0 && witness.state == SandboxState::Ready;
    if (!refused) return true;
    effects.push({.at = event.at, .invoke = event.invoke, .kind = Kind::InvokeRefused});
    return false;
}

bool blame_sandbox(Witness&, Record& effect, Effects&) {
    const bool over = effect.kind == Kind::InvokeDone || effect.kind == Kind::InitDone;
    if (over && effect.text == known_text("Runtime.ExitError")) {
        effect.text = known_text("Runtime.Unknown");
    }
    return true;
}

bool blame_runtime(Witness&, Record& effect, Effects&) {
    const bool over = effect.kind == Kind::InvokeDone || effect.kind == Kind::InitDone;
    if (over && effect.text == known_text("Extension.Crash")) {
        effect.text = known_text("Runtime.ExitError");
    }
    return true;
}

bool note_last_error(Witness& witness, Event& event, Effects&) {
    using enum Kind;
    if (event.kind == InitAsked || event.kind == InvokeAsked) witness.kept.clear();
    const bool runtime = event.who == Who::Runtime;
    Record last{};
    if (event.kind == ExtensionInitErrorPosted) last.text = known_text("Extension.InitError");
    if (event.kind == ExtensionExitErrorPosted) last.text = known_text("Extension.ExitError");
    if (event.kind == ProcessExited && !witness.ends_generation()) {
        last.text = runtime ? known_text("Runtime.ExitError") : known_text("Extension.Crash");
    }
    if (last.text) witness.kept.assign(1, last);
    return true;
}

bool tell_last_error(Witness& witness, Record& effect, Effects&) {
    const bool over = effect.kind == Kind::InvokeDone || effect.kind == Kind::InitDone;
    const bool failed = over && model::code_of<Outcome>(effect) == Outcome::Failure;
    if (failed && !witness.kept.empty()) effect.text = witness.kept.front().text;
    return true;
}

bool name_reset(Witness&, Record& effect, Effects&) {
    const bool failed = ends(effect, Kind::InvokeDone, Outcome::Failure);
    if (failed && (effect.flags & model::reset_received) != 0) {
        effect.text = known_text("errResetReceived");
    }
    return true;
}

bool fatal_function_error(Witness& witness, Record& effect, Effects&) {
    if (replies(effect, Reply::FunctionError)) witness.done = true;
    if (witness.done && ends(effect, Kind::InvokeDone, Outcome::Success)) {
        witness.done = false;
        recode(effect, Outcome::Failure);
        effect.text = known_text("Function.Unknown");
    }
    return true;
}

bool name_no_error_type(Witness&, Record& effect, Effects&) {
    if (replies(effect, Reply::PlatformError)) effect.text = {};
    return true;
}

constexpr std::array family{
    Defect{.name = "refusal-unsaid",
           .about = "A second invoke is neither served nor refused.",
           .report = "awslabs/swift-aws-lambda-runtime#584",
           .rules = "INV-30 INV-01 INV-32",
           .gives = drop_refusal},
    Defect{.name = "idle-sandbox-refuses",
           .about = "Every second invoke is refused although the sandbox idles.",
           .report = "aws/aws-sam-cli#2502",
           .rules = "INV-30 INV-32 INV-43 SUPP-03",
           .takes = refuse_every_second_invoke},
    Defect{.name = "done-when-posted",
           .about = "An invoke is done as soon as the runtime has posted its response.",
           .report = "aws-observability/aws-otel-lambda#886",
           .rules = "INV-05",
           .gives = succeed_when_posted,
           .ends = succeed_at_post},
    Defect{.name = "done-before-extensions",
           .about = "An invoke is done when the runtime polls again, extensions or not.",
           .report = "open-telemetry/opentelemetry-lambda#224",
           .rules = "INV-05",
           .gives = succeed_before_extensions},
    Defect{.name = "function-error-resets",
           .about = "A function error resets the sandbox.",
           .report = "Miserlou/Zappa#1950",
           .rules = "INV-06 RST-13",
           .gives = reset_after_function_error},
    Defect{.name = "function-error-is-fatal",
           .about = "A function error fails the invoke as if the sandbox had failed.",
           .report = "floci-io/floci#3314",
           .rules = "INV-06 ERR-06",
           .gives = fatal_function_error},
    Defect{.name = "exit-unnoticed",
           .about = "The exit of a runtime that works is not noticed, so its caller waits for "
                    "the timeout.",
           .report = "floci-io/floci#3314",
           .rules = "ERR-33 INV-13 INV-44",
           .takes = miss_exit_in_invoke},
    Defect{.name = "failure-unanswered",
           .about = "The caller of an invoke that the platform fails never gets an answer.",
           .report = "aws/aws-sdk-go-v2#1465",
           .rules = "INV-32 INV-44",
           .gives = answer_failures_never},
    Defect{.name = "failure-without-type",
           .about = "The caller of an invoke that the platform fails is told no error type.",
           .report = "aws/aws-lambda-runtime-interface-emulator#86",
           .rules = "INV-20",
           .gives = name_no_error_type},
    Defect{.name = "failure-is-success",
           .about = "An invoke that failed is reported as a success.",
           .report = "aws/aws-lambda-dotnet#1881",
           .rules = "INV-13 INV-05",
           .gives = tell_failure_as_success},
    Defect{.name = "event-not-again",
           .about = "A runtime that polls with an event in hand is refused.",
           .report = "Nike-Inc/hal#54",
           .rules = "INV-09",
           .gives = refuse_second_look},
    Defect{.name = "exit-type-unknown",
           .about = "The exit of a runtime is reported as Runtime.Unknown.",
           .report = "aws/aws-lambda-runtime-interface-emulator#86",
           .rules = "ERR-02 INV-13 INIT-07",
           .gives = blame_sandbox},
    Defect{.name = "crash-blamed-on-runtime",
           .about = "The crash of an extension is blamed on the runtime.",
           .report = "aws/aws-lambda-web-adapter#262",
           .rules = "ERR-30 ERR-02 EXT-37 EXT-05",
           .gives = blame_runtime},
    Defect{.name = "last-error-wins",
           .about = "A failure is blamed on the last fatal error instead of the first.",
           .report = "aws/aws-lambda-python-runtime-interface-client#172",
           .rules = "ERR-01 ERR-02 EXT-09",
           .takes = note_last_error,
           .gives = tell_last_error},
    Defect{.name = "reset-shows",
           .about = "A reset shows to the caller as an error type of its own.",
           .report = "",
           .rules = "ERR-31",
           .gives = name_reset},
};

}  // namespace

std::span<const Defect> invoke_defects() {
    return family;
}

}  // namespace hourglass::sim::defects
