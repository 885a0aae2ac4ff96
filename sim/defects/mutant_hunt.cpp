#include "sim/defects/mutant_hunt.hpp"

#include "model/search/mutant_search.hpp"
#include "model/search/small_worlds.hpp"
#include "model/search/twins.hpp"
#include "model/search/world.hpp"

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

void compare(const Mutant& mutant, MutantFate& fate) {
    fate.equivalent = true;
    for (const NamedBounds& world : all_small_worlds()) {
        const auto found = model::search::compare(world.bounds, mutant, {});
        fate.equivalent = fate.equivalent && found.complete && !found.differs;
        if (!found.differs) continue;
        for (const std::uint16_t action : found.actions) {
            fate.difference.push_back(model::search::describe(model::search::action_of(action)));
        }
        fate.place = world.name;
        return;
    }
}

}  // namespace

MutantFate MutantHunter::operator()(const Mutant& mutant, Hunter::Clock clock) {
    constexpr std::uint64_t seed = 1;
    MutantFate fate;
    const double start = clock();
    const Hunt hunt = hunter_(mutant, seed, clock);
    fate.cases = hunt.cases;
    fate.cpu_seconds = hunt.cpu_seconds;
    if (hunt.killed()) {
        fate.by = KilledBy::Monitors;
        fate.rules = {hunt.rules.begin(), hunt.rules.end()};
        fate.steps = hunt.steps;
        fate.place = hunt.scenario;
        return fate;
    }
    const bool found = search(mutant, fate);
    fate.cpu_seconds = clock() - start;
    if (!found) compare(mutant, fate);
    return fate;
}

}  // namespace hourglass::sim
