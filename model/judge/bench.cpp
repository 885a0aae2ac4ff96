#include "model/judge/bench.hpp"

#include "model/rules/level.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

// More of one rule say no more than the first few.
constexpr std::uint8_t most_violations = 3;

using Flags = std::array<std::uint8_t, catalogue.size() + 1>;

constexpr Flags flags_of(ProfileName profile, bool foreign) {
    Flags flags{};
    for (std::size_t i = 0; i < catalogue.size(); ++i) {
        const Rule& rule = catalogue[i];
        const bool shown = foreign || rule.kind != RuleKind::Client;
        flags[i + 1] = shown && level_of(rule, profile) != Level::None ? 1 : 0;
    }
    return flags;
}

const Flags& applicable(ProfileName profile, bool foreign) {
    static const std::array flags{
        flags_of(ProfileName::Aws, false), flags_of(ProfileName::Aws, true),
        flags_of(ProfileName::Rapid, false), flags_of(ProfileName::Rapid, true)};
    return flags.at((profile == ProfileName::Rapid ? 2U : 0U) + (foreign ? 1U : 0U));
}

}  // namespace

void Bench::begin(const Trace& trace) {
    judgement_.exercised.fill(0);
    judgement_.violations.clear();
    judgement_.divergence.reset();
    violated_.fill(0);
    record_ = 0;
    profile_ = trace.header.setup.profile;
    counts_ = &applicable(profile_, trace.header.clients == Clients::Foreign);
}

bool Bench::wants(RuleIndex rule) const {
    const Level level = level_of(rule_at(rule), profile_);
    return (*counts_)[rule.value] != 0 && level >= Level::Should &&
           violated_[rule.value] < most_violations;
}

void Bench::add(RuleIndex rule, std::string message) {
    ++violated_[rule.value];
    judgement_.violations.push_back(
        {rule, record_, std::move(message), level_of(rule_at(rule), profile_)});
}

}  // namespace hourglass::model::judging
