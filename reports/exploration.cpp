#include "reports/exploration.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>
#include <string_view>

namespace hourglass::reports {

namespace {

using Json = nlohmann::ordered_json;
using model::search::Bounds;
using model::search::Counterexample;
using model::search::Exploration;

std::string_view rule_of(const Counterexample& example) {
    return example.rule ? model::rule_at(example.rule).id : std::string_view{"deadlock"};
}

Json bounds_json(const Bounds& bounds) {
    return {{"profile", model::profile_of(bounds.profile).title},
            {"extensions", bounds.extensions},
            {"internals", bounds.internals},
            {"invokes", bounds.invokes},
            {"resets", bounds.resets},
            {"shutdowns", bounds.shutdowns},
            {"restores", bounds.restores},
            {"faults", bounds.faults}};
}

std::string world_line(const Exploration& world, double seconds) {
    const std::string_view seen = world.complete ? "complete" : "incomplete";
    return fmt::format("{:20} {:>10} {:>12} {:>6} {:>9.2f} {:>8}  {}{}\n", world.name,
                       world.progress.states, world.progress.generated, world.progress.depth,
                       seconds, world.progress.peak >> 20U, seen,
                       world.liveness_checked ? ", everything is answered some day" : "");
}

std::string unanswered_text(const model::search::EndlessRound& found) {
    std::string text = "\nUNANSWERED for ever, after\n";
    for (const std::string& step : found.way) text += fmt::format("    {}\n", step);
    text += "  again and again:\n";
    for (const std::string& step : found.round) text += fmt::format("    {}\n", step);
    return text;
}

double chance_of_collision(const Explored& explored) {
    double chance = 0;
    for (const Exploration& world : explored.worlds) {
        chance += model::search::collision_bound(world.progress.states);
    }
    return chance;
}

Json ids_json(const std::vector<model::RuleIndex>& rules) {
    Json ids = Json::array();
    for (const auto rule : rules) ids.push_back(model::rule_at(rule).id);
    return ids;
}

Json json_of(const Counterexample& example) {
    Json json{
        {"rule", rule_of(example)}, {"length", example.steps.size()}, {"steps", example.steps}};
    if (!example.scenario.empty()) json["scenario"] = example.scenario;
    if (!example.unplayable.empty()) json["unplayable"] = example.unplayable;
    return json;
}

Json findings_json(const Explored& explored) {
    Json violations = Json::array();
    for (const Exploration& world : explored.worlds) {
        for (const Counterexample& example : world.violations) {
            violations.push_back(json_of(example));
        }
    }
    return violations;
}

Json liveness_json(const Explored& explored) {
    Json unanswered = Json::array();
    for (const Exploration& world : explored.worlds) {
        for (const auto& one : world.unanswered) {
            unanswered.push_back({{"way", one.way}, {"round", one.round}});
        }
    }
    const auto checked = std::ranges::count_if(explored.worlds, &Exploration::liveness_checked);
    return {{"worlds_checked", checked}, {"unanswered", std::move(unanswered)}};
}

std::string violation_text(const Counterexample& example) {
    std::string text = fmt::format("\nVIOLATED {}, {} steps, no shorter way exists\n",
                                   rule_of(example), example.steps.size());
    for (const std::string& step : example.steps) text += fmt::format("    {}\n", step);
    if (!example.scenario.empty()) text += fmt::format("  plays as {}\n", example.scenario);
    if (!example.unplayable.empty()) text += fmt::format("  {}\n", example.unplayable);
    return text;
}

template <class Number>
std::uint64_t sum(const Explored& explored, Number number) {
    return std::accumulate(
        explored.worlds.begin(), explored.worlds.end(), std::uint64_t{0},
        [&](std::uint64_t total, const Exploration& world) { return total + number(world); });
}

}  // namespace

bool Explored::holds() const {
    return std::ranges::all_of(worlds, [](const Exploration& world) {
        return world.violations.empty() && world.deadlocks == 0 && world.unanswered.empty();
    });
}

bool Explored::complete() const {
    return std::ranges::all_of(worlds, [](const Exploration& world) { return world.complete; });
}

std::vector<model::RuleIndex> Explored::fired() const {
    model::search::RuleSet all;
    for (const Exploration& world : worlds) all |= world.fired;
    std::vector<model::RuleIndex> found;
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (all[i]) found.push_back(model::RuleIndex{static_cast<std::uint16_t>(i)});
    }
    return found;
}

std::string exploration_text(const Explored& explored) {
    std::string text = fmt::format("{:20} {:>10} {:>12} {:>6} {:>9} {:>8}\n", "world", "states",
                                   "transitions", "depth", "seconds", "MiB");
    for (std::size_t i = 0; i < explored.worlds.size(); ++i) {
        text += world_line(explored.worlds[i], explored.seconds[i]);
    }
    for (const Exploration& world : explored.worlds) {
        for (const Counterexample& example : world.violations) text += violation_text(example);
        for (const auto& found : world.unanswered) text += unanswered_text(found);
    }
    text += "\nrules that fired:";
    for (const auto rule : explored.fired()) text += fmt::format(" {}", model::rule_at(rule).id);
    text += fmt::format("\nchance that two states were taken for one: below {:.1e}\n",
                        chance_of_collision(explored));
    if (!explored.never_fired.empty()) {
        text += "\nrows never fired here:";
        for (const auto rule : explored.never_fired) {
            text += fmt::format(" {}", model::rule_at(rule).id);
        }
        text += '\n';
    }
    text += "\nrows that the profile never lets fire:\n";
    for (const auto& one : model::search::unreachable_under(explored.profile)) {
        text += fmt::format("    {}: {}\n", one.rule, one.reason);
    }
    const std::string_view verdict = !explored.holds()     ? "violated"
                                     : explored.complete() ? "holds everywhere"
                                                           : "holds as far as it looked";
    return text + fmt::format("\n{}\n", verdict);
}

std::string exploration_json(const Explored& explored) {
    Json bounds = Json::array();
    for (const Exploration& world : explored.worlds) bounds.push_back(bounds_json(world.bounds));
    Json unreachable = Json::array();
    for (const auto& one : model::search::unreachable_under(explored.profile)) {
        unreachable.push_back({{"rule", one.rule}, {"reason", one.reason}});
    }
    const auto depth = std::ranges::max(explored.worlds, {}, [](const Exploration& world) {
                           return world.progress.depth;
                       }).progress.depth;
    const Json json{
        {"version", 1},
        {"bounds", std::move(bounds)},
        {"states", sum(explored, [](const Exploration& one) { return one.progress.states; })},
        {"transitions",
         sum(explored, [](const Exploration& one) { return one.progress.generated; })},
        {"depth", depth},
        {"seconds", std::accumulate(explored.seconds.begin(), explored.seconds.end(), 0.0)},
        {"peak_bytes",
         std::ranges::max(explored.worlds, {},
                          [](const Exploration& world) { return world.progress.peak; })
             .progress.peak},
        {"threads", explored.threads},
        {"collision_bound", chance_of_collision(explored)},
        {"violations", findings_json(explored)},
        {"deadlocks", sum(explored, [](const Exploration& one) { return one.deadlocks; })},
        {"liveness", liveness_json(explored)},
        {"fired", ids_json(explored.fired())},
        {"never_fired", ids_json(explored.never_fired)},
        {"unreachable", std::move(unreachable)},
        {"complete", explored.complete()}};
    return json.dump(2);
}

std::string reductions_text(const std::vector<model::search::ReductionCheck>& checks) {
    std::string text = fmt::format("{:12} {:>12}  {}\n", "reduction", "states", "verdict");
    for (const auto& check : checks) {
        const std::string_view same = &check == &checks.front() ? "the measure" : "the same";
        text += fmt::format("{:12} {:>12}  {}\n", check.reduction, check.states,
                            !check.complete               ? "incomplete"
                            : check.disagreements.empty() ? same
                                                          : "DIFFERENT");
        for (const std::string& one : check.disagreements) text += fmt::format("    {}\n", one);
    }
    return text;
}

}  // namespace hourglass::reports
