#include "model/search/exploration.hpp"

#include "model/lifecycle/chart.hpp"
#include "model/search/liveness.hpp"

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
    Bounds three = plain;
    three.init_caching = InitCaching::On;
    three.extensions = 3;
    three.invokes = 1;
    three.resets = three.shutdowns = three.faults = 0;
    three.restores = 1;
    return {{"runtime alone", alone},
            {"suppressed init", suppressed},
            {"internal extension", internal},
            {"external extension", extension},
            {"restore", restore},
            {"three extensions", three}};
}

double estimated_states(const Bounds& bounds) {
    constexpr Limits enough{.states = 2'000'000};
    const auto states_of = [&](const Bounds& world) {
        return static_cast<double>(Search{Explored{world}, enough}.run().progress.states);
    };
    // With two: one * (k + 1) / 2, if an extension can be in k ways.
    const auto ways = [&](std::uint8_t Bounds::*kind) {
        Bounds small{.profile = bounds.profile,
                     .extensions = 0,
                     .invokes = 1,
                     .resets = 0,
                     .shutdowns = 0,
                     .faults = std::min<std::uint8_t>(bounds.faults, 1)};
        small.*kind = 1;
        const double one = states_of(small);
        small.*kind = 2;
        return 2 * states_of(small) / one - 1;
    };
    Bounds few = bounds;
    few.extensions = std::min<std::uint8_t>(bounds.extensions, 1);
    few.internals = std::min<std::uint8_t>(bounds.internals, few.extensions > 0 ? 0 : 1);
    double states = states_of(few);
    const auto add = [&](std::uint8_t Bounds::*kind) {
        if (bounds.*kind <= few.*kind) return;
        const double one_can_be = ways(kind);
        for (int i = few.*kind; i < bounds.*kind; ++i) states *= (one_can_be + i) / (i + 1);
    };
    add(&Bounds::extensions);
    add(&Bounds::internals);
    return states;
}

Counterexample counterexample(const Finding<World>& finding) {
    Counterexample found{
        .rule = finding.state.watch.broken, .steps = {}, .actions = finding.actions};
    for (const std::uint16_t action : finding.actions) {
        found.steps.push_back(describe(action_of(action)));
    }
    return found;
}

Exploration explore(const NamedBounds& world, const Limits& limits, const OnRound& on_round) {
    const Explored model{world.bounds, world.reductions};
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
    if (report.finding) result.violations.push_back(counterexample(*report.finding));
    return result;
}

void explore_liveness(const NamedBounds& world, Exploration& result) {
    if (!result.complete || result.progress.states > most_states_for_liveness) return;
    const auto described = [](const std::vector<std::uint16_t>& actions) {
        std::vector<std::string> steps;
        for (const std::uint16_t action : actions) steps.push_back(describe(action_of(action)));
        return steps;
    };
    const Explored model{world.bounds, world.reductions};
    const Liveness found = check_liveness(model, most_states_for_liveness);
    result.liveness_checked = found.complete;
    for (const Lasso& one : found.rounds) {
        result.unanswered.push_back({described(one.way), described(one.round)});
    }
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
