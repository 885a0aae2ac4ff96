#include "model/search/exploration.hpp"

#include "model/lifecycle/chart.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace hourglass::model::search {

namespace {

constexpr std::array unreachable{
    Unreachable{ProfileName::Aws, "INIT-16", "a failed init is reset at once"},
    Unreachable{ProfileName::Aws, "TMO-01", "a waiting invoke has no timer before its own phase"},
    Unreachable{ProfileName::Aws, "TMO-30", "a waiting invoke has no timer before its own phase"},
    Unreachable{ProfileName::Aws, "SUPP-34", "a failed init is reset at once"},
    Unreachable{ProfileName::Rapid, "SUPP-30", "a failed init waits for the next invoke"},
    Unreachable{ProfileName::Rapid, "INIT-30", "an init has no limit"},
};

}  // namespace

std::vector<Unreachable> unreachable_under(ProfileName profile) {
    std::vector<Unreachable> found;
    std::ranges::copy_if(unreachable, std::back_inserter(found),
                         [&](const Unreachable& one) { return one.profile == profile; });
    return found;
}

std::vector<NamedBounds> default_worlds(ProfileName profile) {
    const Bounds plain{.profile = profile};
    Bounds alone = plain;
    alone.extensions = 0;
    alone.faults = 2;
    Bounds suppressed = alone;
    suppressed.init_mode = InitMode::Suppressed;
    suppressed.faults = 1;
    Bounds internal = alone;
    internal.internals = 1;
    internal.invokes = 1;
    internal.faults = 1;
    Bounds extension = plain;
    extension.invokes = 1;
    Bounds restore = alone;
    restore.init_caching = InitCaching::On;
    restore.invokes = 1;
    restore.restores = 2;
    restore.faults = 1;
    return {{"runtime alone", alone},
            {"suppressed init", suppressed},
            {"internal extension", internal},
            {"external extension", extension},
            {"restore", restore}};
}

Exploration explore(const NamedBounds& world, const Limits& limits, const OnRound& on_round) {
    const Explored model{world.bounds};
    Search search{model, limits};
    const auto report = search.run(on_round);
    Exploration result{.name = world.name,
                       .bounds = world.bounds,
                       .progress = report.progress,
                       .deadlocks = report.deadlocks,
                       .complete = report.complete,
                       .violations = {},
                       .fired = {}};
    for (const Explored& worker : search.workers()) result.fired |= worker.fired();
    if (report.finding) {
        Counterexample found{.rule = report.finding->state.watch.broken, .steps = {}};
        for (const std::uint16_t action : report.finding->actions) {
            found.steps.push_back(describe(action_of(action)));
        }
        result.violations.push_back(std::move(found));
    }
    return result;
}

std::vector<RuleIndex> never_fired(const std::vector<Exploration>& all, ProfileName profile) {
    RuleSet fired;
    for (const Exploration& one : all) fired |= one.fired;
    std::vector<RuleIndex> never;
    for (std::size_t i = 1; i <= catalogue.size(); ++i) {
        const RuleIndex rule{static_cast<std::uint16_t>(i)};
        const Rule& entry = rule_at(rule);
        const Level level = profile == ProfileName::Aws ? entry.aws : entry.rapid;
        const bool excluded = std::ranges::any_of(unreachable, [&](const Unreachable& one) {
            return one.profile == profile && one.rule == entry.id;
        });
        if (level == Level::None || !has_row(rule) || excluded || fired[i]) continue;
        never.push_back(rule);
    }
    return never;
}

}  // namespace hourglass::model::search
