#include "model/search/verification.hpp"

#include <fmt/format.h>

#include <array>

namespace hourglass::model::search {

namespace {

struct Named {
    std::string_view name;
    Reductions reductions;
};

constexpr std::array variants{
    Named{"none", no_reductions},
    Named{"symmetry", {Symmetry::On, Pruning::Off, Memory::Everything}},
    Named{"pruning", {Symmetry::Off, Pruning::On, Memory::Everything}},
    Named{"memory", {Symmetry::Off, Pruning::Off, Memory::WhatMatters}},
    Named{"all", {}},
};

std::string verdict_of(const Exploration& one) {
    if (one.violations.empty()) return "nothing broken";
    const Counterexample& found = one.violations.front();
    return fmt::format("{} after {} steps",
                       found.rule ? rule_at(found.rule).id : std::string_view{"something stuck"},
                       found.steps.size());
}

// A search that found something stops there, and which rules had fired by then means nothing.
std::vector<std::string> disagreements(const Exploration& full, const Exploration& reduced) {
    std::vector<std::string> found;
    if (verdict_of(full) != verdict_of(reduced)) {
        found.push_back(fmt::format("{} instead of {}", verdict_of(reduced), verdict_of(full)));
    }
    if (!full.violations.empty()) return found;
    for (std::size_t i = 1; i < full.fired.size(); ++i) {
        if (full.fired[i] == reduced.fired[i]) continue;
        const RuleIndex rule{static_cast<std::uint16_t>(i)};
        found.push_back(
            fmt::format("{} {}", rule_at(rule).id, reduced.fired[i] ? "fires" : "does not fire"));
    }
    return found;
}

}  // namespace

std::vector<ReductionCheck> verify_reductions(const NamedBounds& world, const Limits& limits) {
    std::vector<ReductionCheck> checks;
    Exploration full;
    for (const Named& variant : variants) {
        NamedBounds asked = world;
        asked.reductions = variant.reductions;
        const Exploration one = explore(asked, limits);
        if (checks.empty()) full = one;
        checks.push_back({.reduction = variant.name,
                          .states = one.progress.states,
                          .disagreements = disagreements(full, one),
                          .complete = one.complete || !one.violations.empty()});
    }
    return checks;
}

}  // namespace hourglass::model::search
