// What the callers of invokes got, held against what a scenario claims of it.
#include "model/trace/names.hpp"
#include "model/trace/payload_bytes.hpp"
#include "scenarios/conductor.hpp"
#include "scenarios/format/vocabulary.hpp"
#include "scenarios/suites/jq.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace hourglass::scenarios {

namespace {

using Json = nlohmann::json;
using model::Kind;
using model::Record;
using model::Reply;

// What one caller got.
struct Answer {
    Json body;              // text that is no JSON: a string
    bool is_error = false;  // a JSON object with an errorType
    std::string content_type;
    std::uint32_t record{};
};

Answer answer_in(const model::Trace& trace, const Record& answered) {
    Answer answer;
    const auto reply = model::code_of<Reply>(answered);
    const bool by_runtime =
        reply == Reply::Response || reply == Reply::FunctionError || reply == Reply::InitError;
    if (by_runtime) {
        const std::string_view text = bytes_of(trace, answered.payload);
        answer.body = Json::parse(text, nullptr, false);
        if (answer.body.is_discarded()) answer.body = text;
    } else {
        const auto type = trace.texts.text_of(answered.text);
        answer.body["errorType"] = type.empty() ? model::name_of(reply) : type;
    }
    answer.is_error = answer.body.is_object() && answer.body.contains("errorType");
    answer.content_type = "application/json";
    return answer;
}

// The n-th invoke's, counted from 1; none if it was not answered.
std::optional<Answer> answer_to(const model::Trace& trace, std::uint32_t ordinal) {
    model::InvokeId invoke;
    std::string content_type;
    for (std::uint32_t i = 0; i < trace.records.size(); ++i) {
        const Record& record = trace.records[i];
        if (record.kind == Kind::InvokeAsked && --ordinal == 0) invoke = record.invoke;
        if (!invoke || record.invoke != invoke) continue;
        if (record.kind == Kind::ResponsePosted && record.text) {
            content_type = trace.texts.text_of(record.text);
        }
        if (record.kind != Kind::InvokeAnswered) continue;
        Answer answer = answer_in(trace, record);
        answer.record = i;
        if (!content_type.empty()) answer.content_type = content_type;
        return answer;
    }
    return std::nullopt;
}

std::string shortened(const Json& json) {
    constexpr std::size_t most = 300;
    std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() <= most) return text;
    return text.substr(0, most) + "...";
}

// The part that the claim is about, or what is there instead.
model::Result<Json> part_of(const Answer& answer, ClaimOf of) {
    if (of == ClaimOf::ContentType) return answer.content_type;
    const bool wants_error = of != ClaimOf::Response;
    if (wants_error != answer.is_error) {
        return model::failure(
            model::ErrorKind::BadInput,
            fmt::format("expected {}, got {} {}", wants_error ? "an error" : "a response",
                        answer.is_error ? "the error" : "the response", shortened(answer.body)));
    }
    return of == ClaimOf::ErrorType ? answer.body["errorType"] : answer.body;
}

std::optional<std::string> objection(const ReplyClaim& claim, const Answer& answer) {
    auto part = part_of(answer, claim.of);
    if (part && !claim.transform.empty()) part = filtered(claim.transform, *part);
    if (!part) return part.error().message;
    const Json wanted = Json::parse(claim.equals, nullptr, false);
    if (*part == wanted) return std::nullopt;
    return fmt::format("the {}{} is {}, expected {}", word_of(claim.of),
                       claim.transform.empty() ? "" : " by " + claim.transform, shortened(*part),
                       shortened(wanted));
}

}  // namespace

std::vector<Mismatch> unmet_claims(const Scenario& scenario, const model::Trace& trace) {
    std::vector<Mismatch> unmet;
    for (const ReplyClaim& claim : scenario.replies) {
        const auto answer = answer_to(trace, claim.invoke);
        const auto what = fmt::format("invoke {}: ", claim.invoke);
        if (!answer) {
            unmet.push_back({what + "its caller got no answer", 0});
            continue;
        }
        if (const auto why = objection(claim, *answer))
            unmet.push_back({what + *why, answer->record});
    }
    return unmet;
}

}  // namespace hourglass::scenarios
