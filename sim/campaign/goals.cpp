#include "sim/campaign/goals.hpp"

#include "model/base/expects.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hourglass::sim {

namespace {

void add_rows(std::vector<Goal>& goals) {
    for (const model::ChartRow& row : model::chart_rows()) {
        const FeatureCode code = row_feature(row);
        // Rows for two events with the same effect look alike in a trace.
        if (std::ranges::find(goals, code, &Goal::feature) != goals.end()) continue;
        goals.push_back(
            {fmt::format("row {} {} {} to {}", row.rule, model::machine_name(row.machine), row.from,
                         row.internal ? row.from : row.to),
             code});
    }
}

// Scripted peers misbehave on purpose, so rules for clients are not tested.
void add_rules(std::vector<Goal>& goals) {
    for (std::uint16_t value = 1; value <= model::catalogue.size(); ++value) {
        const model::RuleIndex rule{value};
        const model::Rule& text = model::rule_at(rule);
        const bool applies = text.aws != model::Level::None || text.rapid != model::Level::None;
        if (!model::has_monitor(rule) || !applies || text.kind == model::RuleKind::Client) continue;
        goals.push_back({fmt::format("rule {}", text.id), exercise_feature(rule, 1)});
    }
}

bool is_met(const Goal& goal, const Features& features) {
    if (kind_of(goal.feature) != FeatureKind::Exercised) return features.contains(goal.feature);
    // Once, or any other number of times.
    constexpr unsigned sizes = 16;
    const auto rule = static_cast<std::uint16_t>(goal.feature >> feature_kind_bits & 0x1ffU);
    for (unsigned size = 0; size < sizes; ++size) {
        if (features.contains(exercise_feature({rule}, 1U << size))) return true;
    }
    return false;
}

}  // namespace

const std::vector<Goal>& campaign_goals() {
    static const std::vector<Goal> all = [] {
        std::vector<Goal> goals;
        add_rows(goals);
        add_rules(goals);
        return goals;
    }();
    return all;
}

std::vector<std::string> never_met(const Features& features) {
    std::vector<std::string> names;
    for (const Goal& goal : campaign_goals()) {
        if (!is_met(goal, features)) names.push_back(goal.name);
    }
    return names;
}

}  // namespace hourglass::sim
