// What the invoker does and what it expects.
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/notation.hpp"
#include "scenarios/format/reader.hpp"
#include "scenarios/suites/jq.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace hourglass::scenarios {
namespace {

using model::JsonValue;
using model::ObjectReader;

constexpr std::uint32_t most_asks = 1'000'000;
constexpr std::int64_t largest_event = 8'000'000;  // bytes; still fits a file when written out

void read_budget(ObjectReader& object, std::string_view name, InvokerStep& step) {
    if (const auto budget = object.find(name)) {
        step.budget = model::read_duration(*budget, step_durations);
    }
}

// A JSON string of so many bytes.
std::string event_of(std::int64_t bytes) {
    std::string event(static_cast<std::size_t>(bytes), 'x');
    event.front() = event.back() = '"';
    return event;
}

// Bytes as they are; anything but a string is sent as JSON. `bytes` spares a large file.
void read_payload(ObjectReader& object, InvokerStep& step) {
    step.payload = default_payload;
    const auto payload = object.find("payload");
    if (const auto bytes = object.find("bytes")) {
        if (payload) return bytes->complain("stands beside a payload", "leave one of them out");
        step.payload =
            event_of(std::max<std::int64_t>(2, model::read_whole(*bytes, 2, largest_event)));
    }
    if (!payload) return;
    const model::Json& json = payload->json();
    step.payload = json.is_string() ? json.get<std::string>() : json.dump();
}

void read_reason(ObjectReader& object, InvokerStep& step) {
    const auto reason = object.find("reason");
    if (!reason) return;
    model::read_value(*reason, step.text);
    if (!is_one_line(step.text)) reason->complain("has control characters", "write one line");
}

void read_members(ObjectReader& object, InvokerStep& step) {
    switch (step.ask) {
        case Ask::Invoke:
            read_payload(object, step);
            read_budget(object, "timeout", step);
            if (const auto direct = object.find("direct")) {
                model::read_named(*direct, step.direct, direct_words);
            }
            break;
        case Ask::Reset:
            read_reason(object, step);
            read_budget(object, "budget", step);
            break;
        case Ask::Shutdown:
            read_budget(object, "budget", step);
            break;
        case Ask::Restore:
            read_budget(object, "timeout", step);
            break;
        case Ask::Wait:
            if (const auto time = object.need("time")) {
                step.time = model::read_duration(*time, step_durations);
            }
            break;
        case Ask::Init:
        case Ask::Reserve:
        case Ask::AwaitAll:
            break;
    }
}

}  // namespace

void read_value(const JsonValue& value, InvokerStep& step) {
    if (value.json().is_string()) {
        const auto read = parse_invoker_step(value.json().get_ref<const std::string&>());
        if (!read) return value.complain(read.error().message, read.error().remedy);
        step = *read;
        return;
    }
    ObjectReader object{value};
    if (const auto ask = object.need("do")) model::read_named(*ask, step.ask, ask_words);
    read_members(object, step);
    bool background = false;
    const bool passes_time = step.ask == Ask::Wait || step.ask == Ask::AwaitAll;
    if (!passes_time) object.optional("background", background);
    step.waiting = background ? Waiting::Background : Waiting::Foreground;
    object.finish();
}

void read_filter(const JsonValue& value, std::string& filter) {
    model::read_value(value, filter);
    const auto good = check_filter(filter);
    if (!good) value.complain(good.error().message, good.error().remedy);
}

void read_value(const JsonValue& value, ReplyClaim& claim) {
    ObjectReader object{value};
    if (const auto ordinal = object.need("invoke")) {
        claim.invoke = static_cast<std::uint32_t>(model::read_whole(*ordinal, 1, most_asks));
    }
    if (const auto of = object.need("of")) model::read_named(*of, claim.of, claim_words);
    if (const auto transform = object.find("transform")) read_filter(*transform, claim.transform);
    if (const auto equals = object.need("equals")) claim.equals = equals->json().dump();
    object.finish();
}

void read_value(const JsonValue& value, Expectation& expectation) {
    ObjectReader object{value};
    int asks = 0;
    for (const auto& [ask, name] : ask_words) {
        if (!is_expectable(ask)) continue;
        const auto ordinal = object.find(name);
        if (!ordinal) continue;
        ++asks;
        expectation.ask = ask;
        expectation.ordinal = static_cast<std::uint32_t>(model::read_whole(*ordinal, 1, most_asks));
    }
    if (asks != 1) {
        value.complain("expects nothing, or of several things at once",
                       "name one of init, invoke, reset, shutdown, restore with its number, "
                       "such as {\"invoke\": 1, \"outcome\": \"success\"}");
    }
    if (const auto outcome = object.need("outcome")) {
        model::read_named(*outcome, expectation.outcome, outcome_words);
    }
    object.optional("error", expectation.error_type);
    if (const auto profile = object.find("profile")) {
        model::read_named(*profile, expectation.profile.emplace(), profile_words);
    }
    object.finish();
}

}  // namespace hourglass::scenarios
