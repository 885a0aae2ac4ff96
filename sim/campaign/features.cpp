#include "sim/campaign/features.hpp"

#include "model/base/expects.hpp"
#include "model/trace/states.hpp"
#include "sim/chance.hpp"

#include <algorithm>
#include <bit>
#include <optional>

namespace hourglass::sim {

using model::Kind;
using model::Record;

namespace {

constexpr FeatureCode coded(FeatureKind kind, std::uint32_t what) {
    return what << feature_kind_bits | static_cast<FeatureCode>(kind);
}

// Timers count as events of their own.
std::uint32_t event_number(const Record& event) {
    constexpr std::uint32_t after_kinds = 40;
    if (event.kind == Kind::TimerFired) return after_kinds + event.code;
    return static_cast<std::uint32_t>(event.kind);
}

constexpr std::uint32_t most_answers = 64;
constexpr std::uint32_t most_events = 64;

// Calls have Answers; behind them stand the refusals of what the invoker asks.
std::optional<std::uint32_t> answer_number(const Record& record) {
    const bool refused = model::code_of<model::Outcome>(record) == model::Outcome::Refused;
    switch (record.kind) {
        case Kind::CallAnswered:
            return record.code;
        case Kind::InvokeRefused:
            return number_of(Refusal::Invoke);
        case Kind::InitDone:
            if (refused) return number_of(Refusal::Init);
            return std::nullopt;
        case Kind::ReserveAnswered:
            if (refused) return number_of(Refusal::Reservation);
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

FeatureCode row_code(std::uint32_t machine, std::uint32_t rule, std::uint32_t from,
                     std::uint32_t to) {
    return coded(FeatureKind::Row, ((machine * 16 + from) * 16 + to) * 512 + rule);
}

FeatureCode triple_code(const Record& fired, std::uint32_t event) {
    const auto machine = static_cast<std::uint32_t>(model::machine_of(fired));
    const std::uint32_t state = machine * 16 + model::from_of(fired);
    return coded(FeatureKind::Triple, (state * 64 + event) * 512 + fired.code);
}

}  // namespace

FeatureCode row_feature(const model::ChartRow& row) {
    const auto rule = model::find_rule(row.rule);
    EXPECTS(rule.has_value(), "a row carries a rule of the catalogue");
    return row_code(static_cast<std::uint32_t>(row.machine), rule->value, row.from_state,
                    row.internal ? row.from_state : row.to_state);
}

FeatureCode exercise_feature(model::RuleIndex rule, std::uint32_t times) {
    const auto size = static_cast<std::uint32_t>(std::bit_width(times));
    return coded(FeatureKind::Exercised, size * 512 + rule.value);
}

bool holds_answer(const Features& features, std::uint32_t answer) {
    for (std::uint32_t event = 0; event < most_events; ++event) {
        const auto what = event * most_answers + answer;
        if (features.contains(coded(FeatureKind::Answer, what))) return true;
    }
    return false;
}

std::size_t Features::place_of(FeatureCode code) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t place = mixed(code) & mask;
    while (slots_[place].in_case != 0 && slots_[place].code != code) place = (place + 1) & mask;
    return place;
}

bool Features::add(FeatureCode code, std::uint64_t in_case) {
    Slot& slot = slots_[place_of(code)];
    if (slot.in_case != 0) {
        slot.again |= slot.in_case != in_case;
        return false;
    }
    slot = {.in_case = in_case, .code = code, .again = false};
    if (++size_ * 2 > slots_.size()) grow();
    return true;
}

void Features::insert(const Seen& seen) {
    constexpr std::uint64_t some_case = 1;
    add(seen.code, some_case);
    slots_[place_of(seen.code)].again |= seen.again;
}

void Features::grow() {
    const std::vector<Slot> old = std::move(slots_);
    slots_.assign(old.size() * 2, {});
    for (const Slot& slot : old) {
        if (slot.in_case != 0) slots_[place_of(slot.code)] = slot;
    }
}

std::size_t Features::count(FeatureKind kind) const {
    return static_cast<std::size_t>(std::ranges::count_if(slots_, [kind](const Slot& slot) {
        return slot.in_case != 0 && kind_of(slot.code) == kind;
    }));
}

std::size_t Features::singletons() const {
    return static_cast<std::size_t>(std::ranges::count_if(slots_, [](const Slot& slot) {
        const bool counts = slot.in_case != 0 && kind_of(slot.code) != FeatureKind::Guard;
        return counts && !slot.again;
    }));
}

void Features::merge(const Features& other) {
    for (const Slot& slot : other.slots_) {
        if (slot.in_case == 0) continue;
        const bool known = !add(slot.code, slot.in_case);
        slots_[place_of(slot.code)].again |= known || slot.again;
    }
}

std::vector<Features::Seen> Features::sorted() const {
    std::vector<Seen> all;
    for (const Slot& slot : slots_) {
        if (slot.in_case != 0) all.push_back({slot.code, slot.again});
    }
    std::ranges::sort(all);
    return all;
}

std::uint32_t add_features(const model::Trace& trace, const model::Judgement& judgement,
                           std::uint64_t in_case, Features& features) {
    std::uint32_t fresh = 0;
    const auto add = [&](FeatureCode code) {
        if (features.add(code, in_case)) ++fresh;
    };
    std::uint32_t event = 0;
    std::uint32_t rule_before = 0;
    for (const Record& record : trace.records) {
        if (model::is_event(record.kind)) event = event_number(record);
        if (const auto answer = answer_number(record)) {
            add(coded(FeatureKind::Answer, event * most_answers + *answer));
        }
        if (record.kind != Kind::RuleFired) continue;
        add(triple_code(record, event));
        add(row_code(static_cast<std::uint32_t>(model::machine_of(record)), record.code,
                     model::from_of(record), model::to_of(record)));
        add(coded(FeatureKind::Pair, rule_before * 512 + record.code));
        rule_before = record.code;
    }
    for (std::uint16_t rule = 1; rule <= model::catalogue.size(); ++rule) {
        const std::uint32_t times = judgement.exercised[rule];
        if (times > 0) add(exercise_feature({rule}, times));
    }
    return fresh;
}

}  // namespace hourglass::sim
