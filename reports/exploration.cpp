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
    return fmt::format("{:20} {:>10} {:>12} {:>6} {:>9.2f} {:>8}  {}\n", world.name,
                       world.progress.states, world.progress.generated, world.progress.depth,
                       seconds, world.progress.bytes >> 20U,
                       world.complete ? "complete" : "incomplete");
}

std::string violation_text(const Counterexample& example) {
    std::string text = fmt::format("\nVIOLATED {}, {} steps, no shorter way exists\n",
                                   rule_of(example), example.steps.size());
    for (const std::string& step : example.steps) text += fmt::format("    {}\n", step);
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
        return world.violations.empty() && world.deadlocks == 0;
    });
}

bool Explored::complete() const {
    return std::ranges::all_of(worlds, [](const Exploration& world) { return world.complete; });
}

std::string exploration_text(const Explored& explored) {
    std::string text = fmt::format("{:20} {:>10} {:>12} {:>6} {:>9} {:>8}\n", "world", "states",
                                   "transitions", "depth", "seconds", "MiB");
    for (std::size_t i = 0; i < explored.worlds.size(); ++i) {
        text += world_line(explored.worlds[i], explored.seconds[i]);
    }
    for (const Exploration& world : explored.worlds) {
        for (const Counterexample& example : world.violations) text += violation_text(example);
    }
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
    Json violations = Json::array();
    for (const Exploration& world : explored.worlds) {
        bounds.push_back(bounds_json(world.bounds));
        for (const Counterexample& example : world.violations) {
            violations.push_back({{"rule", rule_of(example)},
                                  {"length", example.steps.size()},
                                  {"steps", example.steps}});
        }
    }
    Json never = Json::array();
    for (const auto rule : explored.never_fired) never.push_back(model::rule_at(rule).id);
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
                          [](const Exploration& world) { return world.progress.bytes; })
             .progress.bytes},
        {"violations", std::move(violations)},
        {"deadlocks", sum(explored, [](const Exploration& one) { return one.deadlocks; })},
        {"never_fired", std::move(never)},
        {"unreachable", std::move(unreachable)},
        {"complete", explored.complete()}};
    return json.dump(2);
}

}  // namespace hourglass::reports
