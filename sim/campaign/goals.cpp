#include "sim/campaign/goals.hpp"

#include "model/base/expects.hpp"
#include "model/trace/names.hpp"
#include "sim/campaign/guards.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hourglass::sim {

namespace {

std::string name_of_row(const model::ChartRow& row) {
    return fmt::format("{} {} {} to {}", row.rule, model::machine_name(row.machine), row.from,
                       row.internal ? row.from : row.to);
}

void add_rows(std::vector<Goal>& goals) {
    for (const model::ChartRow& row : model::chart_rows()) {
        const FeatureCode code = row_feature(row);
        // Rows for two events with the same effect look alike in a trace.
        const auto same = [code](const Goal& goal) { return goal.what == code; };
        if (std::ranges::any_of(goals, same)) continue;
        goals.push_back({"row " + name_of_row(row), GoalKind::Row, code});
    }
}

void add_guard_outcomes(std::vector<Goal>& goals) {
    const auto rows = model::chart_rows();
    for (std::size_t place = 0; place < rows.size(); ++place) {
        const model::ChartRow& row = rows[place];
        if (row.guard.empty()) continue;
        for (const bool held : {true, false}) {
            goals.push_back(
                {fmt::format("guard [{}{}] of {} {} on {} {}", row.negated ? "not " : "", row.guard,
                             model::machine_name(row.machine), row.from, row.event,
                             held ? "holds" : "fails"),
                 GoalKind::Guard, guard_feature(place, held)});
        }
    }
}

void add_refusals(std::vector<Goal>& goals) {
    const auto names = model::answer_names();
    for (std::size_t answer = 0; answer < names.size(); ++answer) {
        if (model::is_good(static_cast<model::Answer>(answer))) continue;
        goals.push_back({fmt::format("refusal {}", names[answer]), GoalKind::Refusal,
                         static_cast<std::uint32_t>(answer)});
    }
    goals.push_back({"refusal of an invoke", GoalKind::Refusal, number_of(Refusal::Invoke)});
    goals.push_back({"refusal of an init", GoalKind::Refusal, number_of(Refusal::Init)});
    goals.push_back(
        {"refusal of a reservation", GoalKind::Refusal, number_of(Refusal::Reservation)});
}

// Scripted peers misbehave on purpose, so rules for clients are not tested.
void add_rules(std::vector<Goal>& goals) {
    for (std::uint16_t value = 1; value <= model::catalogue.size(); ++value) {
        const model::RuleIndex rule{value};
        const model::Rule& text = model::rule_at(rule);
        const bool applies = text.aws != model::Level::None || text.rapid != model::Level::None;
        if (!model::has_monitor(rule) || !applies || text.kind == model::RuleKind::Client) continue;
        goals.push_back({fmt::format("rule {}", text.id), GoalKind::Rule, value});
    }
}

bool is_exercised(std::uint16_t rule, const Features& features) {
    // Once, or any other number of times.
    constexpr unsigned sizes = 16;
    for (unsigned size = 0; size < sizes; ++size) {
        if (features.contains(exercise_feature({rule}, 1U << size))) return true;
    }
    return false;
}

bool fits(std::string_view pattern, std::string_view name) {
    if (!pattern.ends_with('*')) return pattern == name;
    return name.starts_with(pattern.substr(0, pattern.size() - 1));
}

struct Goals {
    std::vector<Goal> of_campaigns;
    std::vector<Goal> out_of_reach;
};

Goals sorted_goals() {
    std::vector<Goal> all;
    add_rows(all);
    add_guard_outcomes(all);
    add_refusals(all);
    add_rules(all);
    Goals goals;
    for (Goal& goal : all) {
        const bool out = std::ranges::any_of(
            unreachable_goals(), [&](const Unreachable& one) { return fits(one.goal, goal.name); });
        (out ? goals.out_of_reach : goals.of_campaigns).push_back(std::move(goal));
    }
    return goals;
}

const Goals& all_goals() {
    static const Goals all = sorted_goals();
    return all;
}

}  // namespace

const std::vector<Goal>& campaign_goals() {
    return all_goals().of_campaigns;
}

const std::vector<Goal>& goals_out_of_reach() {
    return all_goals().out_of_reach;
}

bool is_met(const Goal& goal, const Features& features) {
    switch (goal.kind) {
        case GoalKind::Rule:
            return is_exercised(static_cast<std::uint16_t>(goal.what), features);
        case GoalKind::Refusal:
            return holds_answer(features, goal.what);
        default:
            return features.contains(goal.what);
    }
}

std::vector<std::string> never_met(const Features& features) {
    std::vector<std::string> names;
    for (const Goal& goal : campaign_goals()) {
        if (!is_met(goal, features)) names.push_back(goal.name);
    }
    return names;
}

}  // namespace hourglass::sim
