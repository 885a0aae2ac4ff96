// Defects of extensions: how they are started and registered, what they are told, how they end.
#include "sim/defects/alterations.hpp"
#include "sim/defects/families.hpp"

#include <algorithm>
#include <array>

namespace hourglass::sim::defects {

namespace {

bool starts_extension(const Record& effect) {
    return effect.kind == Kind::ProcessStart && effect.who == Who::Extension;
}

bool hold_start(Witness& witness, Record& effect, Effects&) {
    return !starts_extension(effect) || hold_back(witness, effect);
}

void start_in_reverse(Witness& witness, Effects& effects) {
    std::ranges::reverse(witness.kept);
    let_out(witness, effects);
}

// The platform believes that the last of several files has registered and polls.
bool leave_out_last(Witness& witness, Record& effect, Effects&) {
    const bool last = starts_extension(effect) && effect.slot > 0 &&
                      effect.slot + 1 == witness.setup.external_extensions;
    if (!last) return true;
    const auto pretend = [&](Kind kind) {
        witness.forged.push_back({.generation = effect.generation,
                                  .text = witness.setup.names.at(effect.slot),
                                  .kind = kind,
                                  .who = Who::Extension,
                                  .slot = effect.slot});
    };
    pretend(Kind::RegisterCalled);
    pretend(Kind::ExtensionNextCalled);
    return false;
}

bool exit_with_zero_is_fine(Witness& witness, Event& event, Effects&) {
    const bool exit = event.kind == Kind::ProcessExited && event.who == Who::Extension;
    return !exit || witness.ends_generation() || event.amount != 0 || event.flags != 0;
}

bool idle_exit_unnoticed(Witness& witness, Event& event, Effects&) {
    return event.kind != Kind::ProcessExited || witness.state != SandboxState::Ready;
}

template <Kind Report>
bool drop_report(Witness&, Event& event, Effects& effects) {
    if (event.kind != Report) return true;
    accept(event, effects);
    return false;
}

bool accept_any_call(Witness& witness, Record& effect, Effects&) {
    const bool answer = answers(effect, Answer::InvalidExtensionState);
    if (!answer) return true;
    const bool registers = witness.call(effect.call).kind == Kind::RegisterCalled;
    recode(effect, registers ? Answer::Registered : Answer::Accepted);
    return true;
}

bool admit_eleventh(Witness&, Record& effect, Effects&) {
    if (answers(effect, Answer::TooManyExtensions)) {
        recode(effect, Answer::Registered);
        effect.slot = model::max_extensions;
    }
    return true;
}

bool start_eleventh(Witness& witness, Record& effect, Effects& effects) {
    const bool tenth = starts_extension(effect) && effect.slot + 1 == model::max_extensions;
    if (!tenth || witness.setup.external_extensions <= model::max_extensions) return true;
    effects.push(effect);
    ++effect.slot;
    return true;
}

bool tell_unsubscribed(Witness& witness, Record& effect, Effects& effects) {
    if (answered_already(witness, effect)) return false;
    const bool runtime = witness.call(effect.call).kind == Kind::RuntimeNextCalled;
    if (!answers(effect, Answer::InvokeEvent) || !runtime) return true;
    for (SeenCall& seen : witness.calls) {
        if (seen.over || seen.event.kind != Kind::ExtensionNextCalled) continue;
        answer_now(seen,
                   {.at = effect.at,
                    .amount = effect.amount,
                    .invoke = effect.invoke,
                    .code = static_cast<std::uint16_t>(Answer::InvokeEvent)},
                   effects);
    }
    return true;
}

bool admit_shutdown_for_internal(Witness&, Event& event, Effects&) {
    const auto wanted = static_cast<std::uint8_t>(event.flags & ~model::subscribe_shutdown);
    if (event.kind == Kind::RegisterCalled) event.flags = wanted;
    return true;
}

bool take_name_for_file(Witness& witness, Record& effect, Effects&) {
    const bool internal =
        answers(effect, Answer::Registered) && effect.slot >= witness.setup.external_extensions;
    if (internal && witness.setup.external_extensions > 0) effect.slot = 0;
    return true;
}

bool close_to_internal(Witness& witness, Record& effect, Effects&) {
    const bool internal = effect.slot >= witness.setup.external_extensions;
    if (internal && answers(effect, Answer::Registered)) {
        recode(effect, Answer::RegistrationClosed);
    }
    return true;
}

bool refuse_exit_error(Witness& witness, Record& effect, Effects&) {
    const bool report = witness.call(effect.call).kind == Kind::ExtensionExitErrorPosted;
    if (report && answers(effect, Answer::Accepted)) recode(effect, Answer::InvalidExtensionState);
    return true;
}

bool serve_after_error(Witness& witness, Record& effect, Effects& effects) {
    const bool poll = witness.call(effect.call).kind == Kind::ExtensionNextCalled;
    const bool refused = answers(effect, Answer::InvalidExtensionState);
    if (!poll || !refused) return true;
    recode(effect, Answer::InvokeEvent);
    effect.invoke = witness.served;
    effect.amount = effect.at.time_since_epoch().count();
    effects.push(effect);
    return false;
}

// The platform never hears that the runtime is back while such an extension has not polled again.
bool await_bystander(Witness& witness, Event& event, Effects&) {
    constexpr int registered = 1;
    constexpr int answered = 2;
    const bool bystander = event.kind == Kind::RegisterCalled && event.flags == 0;
    if (bystander) witness.number = registered;
    if (witness.number == 0) return true;
    if (event.kind == Kind::ResponsePosted) witness.number = answered;
    const bool back = event.kind == Kind::RuntimeNextCalled && witness.number == answered;
    if (back) witness.number = registered;
    return !back;
}

bool miss_given_up_poll(Witness& witness, Event& event, Effects&) {
    const bool given_up = event.kind == Kind::CallAbandoned;
    return !given_up || witness.call(event.call).kind != Kind::ExtensionNextCalled;
}

constexpr std::array family{
    Defect{.name = "extensions-in-reverse",
           .about = "Extensions are started in reverse order of their names.",
           .report = "",
           .rules = "EXT-01",
           .gives = hold_start,
           .ends = start_in_reverse},
    Defect{.name = "last-extension-not-started",
           .about = "The last of several extensions is not started and taken for ready.",
           .report = "",
           .rules = "EXT-01",
           .gives = leave_out_last},
    Defect{.name = "extension-exit-zero-ignored",
           .about = "An extension that exits with 0 is taken for one that has done its work.",
           .report = "aws/aws-lambda-web-adapter#262",
           .rules = "INV-44 ERR-33",
           .takes = exit_with_zero_is_fine},
    Defect{.name = "idle-exit-unnoticed",
           .about = "The exit of a process in an idle sandbox is not noticed.",
           .report = "floci-io/floci#609",
           .rules = "ERR-33 INV-14 INV-44",
           .takes = idle_exit_unnoticed},
    Defect{.name = "extension-init-error-ignored",
           .about = "An init error of an extension is answered with 202 and dropped.",
           .report = "floci-io/floci#1773",
           .rules = "EXT-30 EXT-09 ERR-02",
           .takes = drop_report<Kind::ExtensionInitErrorPosted>},
    Defect{.name = "extension-exit-error-ignored",
           .about = "An exit error of an extension is answered with 202 and dropped.",
           .report = "elastic/apm-aws-lambda#140",
           .rules = "EXT-09 EXT-30 ERR-02",
           .takes = drop_report<Kind::ExtensionExitErrorPosted>},
    Defect{.name = "exit-error-refused",
           .about = "An exit error of an extension is refused.",
           .report = "elastic/apm-aws-lambda#140",
           .rules = "EXT-08",
           .gives = refuse_exit_error},
    Defect{.name = "served-after-error",
           .about = "An extension that reported an error gets INVOKE again.",
           .report = "floci-io/floci#1773",
           .rules = "EXT-30",
           .gives = serve_after_error},
    Defect{.name = "any-extension-call-accepted",
           .about = "A call that the state of an extension does not allow is accepted.",
           .report = "open-telemetry/opentelemetry-lambda#750",
           .rules = "EXT-40 EXT-07",
           .gives = accept_any_call},
    Defect{.name = "eleventh-file-started",
           .about = "An eleventh extension is started.",
           .report = "",
           .rules = "EXT-06",
           .gives = start_eleventh},
    Defect{.name = "eleventh-registers",
           .about = "An extension may register beside ten others.",
           .report = "",
           .rules = "EXT-06",
           .gives = admit_eleventh},
    Defect{.name = "invoke-to-unsubscribed",
           .about = "Every extension that polls gets INVOKE, subscribed or not.",
           .report = "honeycombio/honeycomb-lambda-extension#170",
           .rules = "EXT-31 INV-04",
           .gives = tell_unsubscribed},
    Defect{.name = "internal-shutdown-admitted",
           .about = "An internal extension may subscribe to SHUTDOWN.",
           .report = "cargo-lambda/cargo-lambda#848",
           .rules = "EXT-32",
           .takes = admit_shutdown_for_internal},
    Defect{.name = "internal-taken-for-file",
           .about = "An internal extension gets the identifier of an external one.",
           .report = "DataDog/datadog-lambda-extension#210",
           .rules = "EXT-03",
           .gives = take_name_for_file},
    Defect{.name = "internal-refused",
           .about = "Registration is closed to internal extensions from the beginning.",
           .report = "cargo-lambda/cargo-lambda#848",
           .rules = "EXT-13",
           .gives = close_to_internal},
    Defect{.name = "bystander-awaited",
           .about = "An extension without INVOKE is waited for at the end of each invoke.",
           .report = "cargo-lambda/cargo-lambda#848",
           .rules = "EXT-42",
           .takes = await_bystander},
    Defect{.name = "given-up-poll-gets-event",
           .about = "An extension's event goes to a poll that it has given up, and is lost.",
           .report = "",
           .rules = "INV-36",
           .takes = miss_given_up_poll,
           .shows = Shows::InAws},
};

}  // namespace

std::span<const Defect> extension_defects() {
    return family;
}

}  // namespace hourglass::sim::defects
