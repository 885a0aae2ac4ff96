#include "sim/defects/mutant_hunt.hpp"

#include "model/search/mutant_search.hpp"
#include "model/search/small_worlds.hpp"
#include "model/search/twins.hpp"
#include "model/search/world.hpp"
#include "model/trace/states.hpp"

namespace hourglass::sim {

namespace {

using model::ProfileName;
using model::mutants::Mutant;
using model::search::NamedBounds;

std::vector<NamedBounds> all_small_worlds() {
    auto worlds = model::search::small_worlds(ProfileName::Aws);
    for (const NamedBounds& one : model::search::small_worlds(ProfileName::Rapid)) {
        worlds.push_back(one);
    }
    return worlds;
}

// Walks go further than an exhaustive search can: more members, more of everything.
std::vector<NamedBounds> walked_worlds() {
    std::vector<NamedBounds> worlds;
    for (const ProfileName profile : {ProfileName::Aws, ProfileName::Rapid}) {
        using model::search::Bounds;
        worlds.push_back({"runtime alone", Bounds{.profile = profile, .extensions = 0}});
        worlds.push_back({"two external", Bounds{.profile = profile, .extensions = 2}});
        worlds.push_back(
            {"one of each", Bounds{.profile = profile, .extensions = 1, .internals = 1}});
        worlds.push_back({"suppressed", Bounds{.profile = profile,
                                               .init_mode = model::InitMode::Suppressed,
                                               .extensions = 0}});
        worlds.push_back({"restore", Bounds{.profile = profile,
                                            .init_caching = model::InitCaching::On,
                                            .extensions = 0,
                                            .internals = 1}});
    }
    return worlds;
}

// Where mutants of the callers' tables are looked at, calls out of turn are made too.
std::vector<NamedBounds> compared_worlds(const Mutant& mutant) {
    auto worlds = all_small_worlds();
    const bool of_caller = mutant.is_of_row() && (mutant.machine == model::Machine::Runtime ||
                                                  mutant.machine == model::Machine::Extension);
    if (!of_caller) return worlds;
    for (NamedBounds& world : worlds) {
        if (world.bounds.extensions == 0) world.bounds.calls = model::search::Calls::IllegalToo;
    }
    return worlds;
}

bool search(const Mutant& mutant, MutantFate& fate) {
    for (const NamedBounds& world : all_small_worlds()) {
        ++fate.cases;
        const auto found = model::search::explore_mutant(world, mutant, {});
        if (found.violations.empty()) continue;
        const auto& shortest = found.violations.front();
        fate.by = KilledBy::Explorer;
        if (shortest.rule) fate.rules = {shortest.rule};
        fate.steps = static_cast<std::uint32_t>(shortest.actions.size());
        fate.place = world.name;
        return true;
    }
    return false;
}

void take(const Trial& trial, MutantFate& fate) {
    fate.by = KilledBy::Monitors;
    fate.rules = trial.rules;
    fate.steps = trial.steps;
    fate.place = trial.place;
}

}  // namespace

bool MutantHunter::play(const Mutant& mutant, Hunter::Clock clock, MutantFate& fate) {
    constexpr std::uint64_t seed = 1;
    const Hunt hunt = hunter_(mutant, seed, clock);
    fate.cases = hunt.cases;
    fate.warnings = {hunt.warnings.begin(), hunt.warnings.end()};
    if (!hunt.killed()) return false;
    fate.by = KilledBy::Monitors;
    fate.rules = {hunt.rules.begin(), hunt.rules.end()};
    fate.steps = hunt.steps;
    fate.place = hunt.scenario;
    return true;
}

bool MutantHunter::walk(const Mutant& mutant, std::uint64_t first, std::uint64_t count,
                        MutantFate& fate) {
    for (const NamedBounds& world : walked_worlds()) {
        const std::uint32_t before = trials_.judged();
        const auto trial = trials_.try_walks(world, first, count, mutant);
        fate.cases += trials_.judged() - before;
        if (!trial) continue;
        take(*trial, fate);
        return true;
    }
    return false;
}

// The shortest way to tell it apart in each world is played too.
void MutantHunter::compare(const Mutant& mutant, MutantFate& fate) {
    fate.equivalent = true;
    for (const NamedBounds& world : compared_worlds(mutant)) {
        const auto found = model::search::compare(world.bounds, mutant, {});
        fate.reached = fate.reached || found.reached;
        fate.equivalent = fate.equivalent && found.complete && !found.differs;
        if (!found.differs) continue;
        if (const auto trial = trials_.try_way(world, found.actions, mutant)) {
            return take(*trial, fate);
        }
        if (!fate.difference.empty()) continue;
        for (const std::uint16_t action : found.actions) {
            fate.difference.push_back(model::search::describe(model::search::action_of(action)));
        }
        fate.place = world.name;
    }
}

MutantFate MutantHunter::operator()(const Mutant& mutant, Hunter::Clock clock) {
    constexpr std::uint64_t few_walks = 40;
    constexpr std::uint64_t many_walks = 1000;
    MutantFate fate;
    const double start = clock();
    const bool found =
        play(mutant, clock, fate) || walk(mutant, 1, few_walks, fate) || search(mutant, fate);
    if (!found) compare(mutant, fate);
    if (fate.by == KilledBy::Nobody && !(fate.equivalent && fate.reached)) {
        walk(mutant, 1 + few_walks, many_walks, fate);
    }
    fate.cpu_seconds = clock() - start;
    if (fate.by != KilledBy::Nobody) fate.equivalent = false;
    if (fate.by != KilledBy::Nobody) fate.difference.clear();
    return fate;
}

}  // namespace hourglass::sim
