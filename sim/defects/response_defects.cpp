// Defects of the answers that a runtime posts: which are taken, and what the caller gets of them.
#include "sim/defects/alterations.hpp"
#include "sim/defects/families.hpp"

#include <algorithm>
#include <array>

namespace hourglass::sim::defects {

namespace {

bool is_post(const Event& event) {
    return event.kind == Kind::ResponsePosted || event.kind == Kind::ErrorPosted;
}

bool take_for_current(Witness& witness, Event& event, Effects&) {
    if (is_post(event) && event.invoke) event.invoke = witness.served;
    return true;
}

bool accept_in_any_state(Witness& witness, Record& effect, Effects&) {
    const bool post = is_post(witness.call(effect.call));
    if (post && answers(effect, Answer::InvalidTransition)) recode(effect, Answer::Accepted);
    return true;
}

bool accept_any_id(Witness& witness, Record& effect, Effects&) {
    const bool post = is_post(witness.call(effect.call));
    if (post && answers(effect, Answer::InvalidRequestId)) recode(effect, Answer::Accepted);
    return true;
}

bool refuse_by_state(Witness&, Record& effect, Effects&) {
    if (answers(effect, Answer::InvalidRequestId)) recode(effect, Answer::InvalidTransition);
    return true;
}

// The answer is taken for lost and the runtime for idle: it may post again.
bool refuse_every_second(Witness& witness, Event& event, Effects& effects) {
    if (!is_post(event) || event.invoke != witness.served) return true;
    witness.number = witness.number + 1;
    if (witness.number % 2 != 0) return true;
    effects.push({.at = event.at,
                  .call = event.call,
                  .code = static_cast<std::uint16_t>(Answer::InvalidTransition),
                  .kind = Kind::CallAnswered});
    return false;
}

constexpr std::int64_t response_limit = 6'291'556;

bool take_any_size(Witness&, Event& event, Effects&) {
    if (event.kind == Kind::ResponsePosted) event.amount = std::min(event.amount, response_limit);
    return true;
}

bool take_one_megabyte(Witness&, Event& event, Effects&) {
    constexpr std::int64_t megabyte = 1'000'000;
    const bool large = event.kind == Kind::ResponsePosted && event.amount > megabyte;
    if (large) event.amount = std::max(event.amount, response_limit + 1);
    return true;
}

bool blame_sandbox_for_size(Witness&, Record& effect, Effects&) {
    if (replies(effect, Reply::Oversize)) effect.text = known_text("Sandbox.Failure");
    return true;
}

bool lose_error_body(Witness&, Record& effect, Effects&) {
    if (replies(effect, Reply::FunctionError)) effect.payload = {};
    return true;
}

bool answer_with_the_one_before(Witness& witness, Record& effect, Effects&) {
    if (!replies(effect, Reply::Response)) return true;
    const auto mine = effect.payload;
    if (!witness.kept.empty()) effect.payload = witness.kept.front().payload;
    witness.kept.assign(1, {.payload = mine});
    return true;
}

bool answer_twice(Witness&, Record& effect, Effects& effects) {
    return effect.kind == Kind::InvokeAnswered ? twice(effect, effects) : true;
}

bool error_is_response(Witness&, Record& effect, Effects&) {
    if (!replies(effect, Reply::FunctionError)) return true;
    recode(effect, Reply::Response);
    effect.text = {};
    return true;
}

// The response goes to the caller as soon as it is there, in a platform that holds it.
bool answer_when_accepted(Witness& witness, Record& effect, Effects& effects) {
    const bool done = effect.invoke.value == witness.number;
    if (effect.kind == Kind::InvokeAnswered && done) return false;
    const Event& post = witness.call(effect.call);
    if (!answers(effect, Answer::Accepted) || post.kind != Kind::ResponsePosted) return true;
    witness.number = post.invoke.value;
    effects.push(effect);
    effects.push({.at = effect.at,
                  .amount = post.amount,
                  .invoke = post.invoke,
                  .payload = post.payload,
                  .code = static_cast<std::uint16_t>(Reply::Response),
                  .kind = Kind::InvokeAnswered});
    return false;
}

bool empty_is_no_answer(Witness&, Record& effect, Effects&) {
    if (!replies(effect, Reply::Response) || effect.amount != 0) return true;
    recode(effect, Reply::PlatformError);
    effect.text = known_text("Sandbox.Failure");
    return true;
}

// A runtime whose post was refused is taken for one whose answer is still on its way.
bool block_after_refusal(Witness& witness, Event& event, Effects& effects) {
    if (event.kind != Kind::RuntimeNextCalled || !witness.done) return true;
    const auto pair =
        model::state_pair(static_cast<std::uint8_t>(model::RuntimeState::InvocationResponse),
                          static_cast<std::uint8_t>(model::RuntimeState::Ready));
    answer_now(witness.calls.at(event.call.value - 1),
               {.at = event.at,
                .amount = pair,
                .code = static_cast<std::uint16_t>(Answer::InvalidTransition)},
               effects);
    return false;
}

bool note_refusal(Witness& witness, Record& effect, Effects&) {
    const bool response = witness.call(effect.call).kind == Kind::ResponsePosted;
    if (response && answers(effect, Answer::InvalidRequestId)) witness.done = true;
    return true;
}

bool take_any_mode(Witness&, Event& event, Effects&) {
    if (event.kind == Kind::ResponsePosted) {
        event.flags &= static_cast<std::uint8_t>(~model::mode_unknown);
    }
    return true;
}

constexpr std::array family{
    Defect{.name = "late-response-for-current",
           .about = "A late response of a dead invoke is taken for the invoke at hand.",
           .report = "aws/aws-lambda-rust-runtime#1155",
           .rules = "RESP-30 RESP-32 RESP-33",
           .takes = take_for_current},
    Defect{.name = "late-response-accepted",
           .about = "A late response of a dead invoke is answered with 202.",
           .report = "aws/aws-lambda-dotnet#2508",
           .rules = "RESP-32 RESP-30",
           .gives = accept_any_id},
    Defect{.name = "second-answer-accepted",
           .about = "A second answer for one invoke is accepted.",
           .report = "brefphp/bref#1368",
           .rules = "INV-10 RESP-10 RESP-31",
           .gives = accept_in_any_state},
    Defect{.name = "state-before-id",
           .about = "A response with a wrong request id is refused for the state of the runtime.",
           .report = "",
           .rules = "RESP-01 RESP-32",
           .gives = refuse_by_state},
    Defect{.name = "good-response-refused",
           .about = "Every second response of a runtime is refused with 403.",
           .report = "",
           .rules = "RESP-30",
           .takes = refuse_every_second},
    Defect{.name = "response-of-any-size",
           .about = "A response is never too large.",
           .report = "brefphp/bref#1368",
           .rules = "RESP-03 RESP-04",
           .takes = take_any_size},
    Defect{.name = "response-limit-too-low",
           .about = "A response of more than a megabyte is too large.",
           .report = "awslabs/aws-lambda-cpp#60",
           .rules = "RESP-03",
           .takes = take_one_megabyte},
    Defect{
        .name = "oversize-is-failure",
        .about = "The caller of an invoke with too large a response is told of a failed sandbox.",
        .report = "brefphp/bref#1090",
        .rules = "RESP-04",
        .gives = blame_sandbox_for_size},
    Defect{.name = "error-body-lost",
           .about = "The body of a function error does not reach the caller.",
           .report = "micronaut-projects/micronaut-aws#881",
           .rules = "RESP-42 INV-34",
           .gives = lose_error_body},
    Defect{.name = "empty-response-is-none",
           .about = "A response without a body is taken for none.",
           .report = "aws/aws-lambda-nodejs-runtime-interface-client#95",
           .rules = "RESP-41",
           .gives = empty_is_no_answer},
    Defect{.name = "error-is-response",
           .about = "The caller gets a function error as if it were a response.",
           .report = "floci-io/floci#3314",
           .rules = "RESP-42 INV-34",
           .gives = error_is_response},
    Defect{.name = "answer-of-the-invoke-before",
           .about = "The caller gets the response of the invoke before.",
           .report = "floci-io/floci#525",
           .rules = "INV-34",
           .gives = answer_with_the_one_before},
    Defect{.name = "answered-twice",
           .about = "The caller of an invoke is answered twice.",
           .report = "awslabs/swift-aws-lambda-runtime#592",
           .rules = "INV-32 RESP-36",
           .gives = answer_twice},
    Defect{.name = "answered-when-posted",
           .about = "The response goes out when it is posted, in a platform that holds it back.",
           .report = "aws-observability/aws-otel-lambda#886",
           .rules = "INV-07",
           .gives = answer_when_accepted,
           .shows = Shows::InRapid},
    Defect{.name = "refusal-blocks-poll",
           .about = "After a response that was refused the runtime's poll is refused for ever.",
           .report = "",
           .rules = "RESP-37",
           .takes = block_after_refusal,
           .gives = note_refusal},
    Defect{.name = "any-mode-accepted",
           .about = "A response in a mode that does not exist is accepted.",
           .report = "",
           .rules = "RESP-38",
           .takes = take_any_mode,
           .shows = Shows::InRapid},
};

}  // namespace

std::span<const Defect> response_defects() {
    return family;
}

}  // namespace hourglass::sim::defects
