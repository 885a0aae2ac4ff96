// Defects of the events that runtime and extensions get.
#include "sim/defects/alterations.hpp"
#include "sim/defects/families.hpp"

#include <array>

namespace hourglass::sim::defects {

namespace {

bool wrong_id(Witness& witness, Record& effect, Effects&) {
    const bool runtime = witness.call(effect.call).kind == Kind::RuntimeNextCalled;
    if (answers(effect, Answer::InvokeEvent) && runtime) effect.invoke.value += 1000;
    return true;
}

bool old_id_for_extensions(Witness& witness, Record& effect, Effects&) {
    const bool extension = witness.call(effect.call).kind == Kind::ExtensionNextCalled;
    if (answers(effect, Answer::InvokeEvent) && extension && witness.served_before) {
        effect.invoke = witness.served_before;
    }
    return true;
}

bool old_payload(Witness& witness, Record& effect, Effects&) {
    const bool runtime = witness.call(effect.call).kind == Kind::RuntimeNextCalled;
    if (!answers(effect, Answer::InvokeEvent) || !runtime) return true;
    const auto mine = effect.payload;
    if (!witness.kept.empty()) effect.payload = witness.kept.front().payload;
    witness.kept.assign(1, {.payload = mine});
    return true;
}

bool fan_out_early(Witness& witness, Event& event, Effects& effects) {
    const bool waits = witness.state != SandboxState::Ready;
    if (event.kind != Kind::InvokeAsked || !waits) return true;
    for (SeenCall& seen : witness.calls) {
        if (seen.over || seen.event.kind != Kind::ExtensionNextCalled) continue;
        seen.over = true;
        effects.push({.at = event.at,
                      .call = seen.event.call,
                      .invoke = event.invoke,
                      .generation = seen.event.generation,
                      .code = static_cast<std::uint16_t>(Answer::InvokeEvent),
                      .kind = Kind::CallAnswered,
                      .slot = seen.event.slot});
    }
    return true;
}

bool add_clocks(Witness&, Record& effect, Effects&) {
    constexpr std::int64_t boot = 1'000'000'000'000'000'000;
    if (answers(effect, Answer::InvokeEvent)) effect.amount += boot;
    return true;
}

bool skew_extensions(Witness& witness, Record& effect, Effects&) {
    const bool extension = witness.call(effect.call).kind == Kind::ExtensionNextCalled;
    if (answers(effect, Answer::InvokeEvent) && extension) effect.amount += 1'000'000'000;
    return true;
}

bool first_deadline(Witness& witness, Record& effect, Effects&) {
    if (!answers(effect, Answer::InvokeEvent)) return true;
    if (witness.number == 0) witness.number = effect.amount;
    effect.amount = witness.number;
    return true;
}

bool no_deadline(Witness&, Record& effect, Effects&) {
    if (answers(effect, Answer::InvokeEvent)) effect.amount = 0;
    return true;
}

bool lose_event(Witness& witness, Record& effect, Effects&) {
    const bool runtime = witness.call(effect.call).kind == Kind::RuntimeNextCalled;
    const bool gives = answers(effect, Answer::InvokeEvent) && runtime;
    if (gives) ++witness.number;
    return !gives || witness.number % 2 != 0;
}

void answer_poll_with_nothing(Witness& witness, Effects& effects) {
    const Event& event = witness.event;
    const bool back = event.kind == Kind::RuntimeNextCalled && witness.waits(event.call);
    if (back && witness.state == SandboxState::Invoking) accept(event, effects);
}

bool skip_extensions(Witness& witness, Record& effect, Effects&) {
    const bool extension = witness.call(effect.call).kind == Kind::ExtensionNextCalled;
    return !answers(effect, Answer::InvokeEvent) || !extension;
}

bool event_twice(Witness& witness, Record& effect, Effects& effects) {
    const bool runtime = witness.call(effect.call).kind == Kind::RuntimeNextCalled;
    const bool gives = answers(effect, Answer::InvokeEvent) && runtime;
    return gives ? twice(effect, effects) : true;
}

constexpr std::array family{
    Defect{.name = "event-with-other-id",
           .about = "The runtime sees another request id than the one that was reserved.",
           .report = "aws/aws-lambda-rust-runtime#1155",
           .rules = "INV-02 INV-41",
           .gives = wrong_id},
    Defect{.name = "extension-sees-old-id",
           .about = "Extensions are told the request id of the invoke before.",
           .report = "elastic/apm-aws-lambda#128",
           .rules = "EXT-41 INV-41",
           .gives = old_id_for_extensions},
    Defect{.name = "event-of-the-invoke-before",
           .about = "The runtime gets the payload of the invoke before.",
           .report = "floci-io/floci#525",
           .rules = "INV-42",
           .gives = old_payload},
    Defect{.name = "fan-out-at-enqueue",
           .about = "INVOKE goes out to extensions when the invoke is asked for, not when it "
                    "is served.",
           .report = "floci-io/floci#2573",
           .rules = "INV-35",
           .takes = fan_out_early},
    Defect{.name = "deadline-of-two-clocks",
           .about = "The deadline is the sum of two clocks and lies decades ahead.",
           .report = "aws/aws-sam-cli#2519",
           .rules = "TMO-02",
           .gives = add_clocks},
    Defect{.name = "deadline-missing",
           .about = "The deadline is zero.",
           .report = "aws/aws-lambda-go#361",
           .rules = "TMO-02",
           .gives = no_deadline},
    Defect{.name = "deadline-taken-once",
           .about = "Every invoke is told the deadline of the first one.",
           .report = "lambci/docker-lambda#281",
           .rules = "TMO-02",
           .gives = first_deadline},
    Defect{.name = "extension-deadline-skewed",
           .about = "Extensions are told a deadline one second after that of the runtime.",
           .report = "aws/aws-lambda-redshift-loader#216",
           .rules = "TMO-02",
           .gives = skew_extensions},
    Defect{
        .name = "event-lost",
        .about = "Every second event is lost between the platform and a runtime that waits for it.",
        .report = "aws/aws-lambda-rust-runtime#218",
        .rules = "INV-43",
        .gives = lose_event},
    Defect{.name = "poll-without-event",
           .about = "A runtime that polls an idle sandbox gets an answer without an event.",
           .report = "floci-io/floci#504",
           .rules = "INV-40 INV-33 INV-43",
           .ends = answer_poll_with_nothing},
    Defect{.name = "extension-not-told",
           .about = "Extensions that wait in their poll do not get the event of an invoke.",
           .report = "floci-io/floci#2573",
           .rules = "EXT-36",
           .gives = skip_extensions},
    Defect{.name = "event-delivered-twice",
           .about = "The event of an invoke is delivered twice.",
           .report = "serverless/dashboard#509",
           .rules = "INV-33 INV-43",
           .gives = event_twice},
};

}  // namespace

std::span<const Defect> delivery_defects() {
    return family;
}

}  // namespace hourglass::sim::defects
