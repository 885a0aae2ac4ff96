#include "model/judge/bench.hpp"

#include "model/rules/level.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

// More of one rule say no more than the first few.
constexpr std::uint8_t most_violations = 3;

}  // namespace

void Bench::begin(const Trace& trace) {
    judgement_.exercised.fill(0);
    judgement_.violations.clear();
    judgement_.divergence.reset();
    violated_.fill(0);
    record_ = 0;
    profile_ = trace.header.setup.profile;
    const bool foreign = trace.header.clients == Clients::Foreign;
    for (std::size_t i = 0; i < catalogue.size(); ++i) {
        const Rule& rule = catalogue[i];
        const bool shown = foreign || rule.kind != RuleKind::Client;
        counts_[i + 1] = shown && level_of(rule, profile_) != Level::None ? 1 : 0;
    }
}

bool Bench::wants(RuleIndex rule) const {
    const Level level = level_of(rule_at(rule), profile_);
    return counts_[rule.value] != 0 && level >= Level::Should &&
           violated_[rule.value] < most_violations;
}

void Bench::add(RuleIndex rule, std::string message) {
    ++violated_[rule.value];
    judgement_.violations.push_back(
        {rule, record_, std::move(message), level_of(rule_at(rule), profile_)});
}

}  // namespace hourglass::model::judging
