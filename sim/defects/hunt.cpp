#include "sim/defects/hunt.hpp"

#include "model/judge/replay.hpp"
#include "sim/invoker.hpp"

namespace hourglass::sim {

Hunter::Hunter(const std::vector<scenarios::Scenario>& library) {
    for (const scenarios::Scenario& scenario : library) {
        for (const model::ProfileName profile : scenario.profiles) {
            auto script = script_of(scenario, profile);
            if (!script) continue;
            grounds_.push_back({std::make_unique<World>(*std::move(script), 0), scenario.name,
                                profile, static_cast<std::uint32_t>(scenario.invoker.size())});
        }
    }
}

Hunt Hunter::operator()(const Defect* defect, std::uint64_t seed, Clock clock) {
    constexpr std::uint64_t most_rounds = 5;
    Hunt hunt;
    const double start = clock();
    double first_kill = 0;
    for (std::uint64_t round = 0; round < most_rounds && !hunt.killed(); ++round) {
        for (const Ground& ground : grounds_) {
            if (defect != nullptr && !defect->shows_in(ground.profile)) continue;
            const bool open = !hunt.killed();
            ground.world->plant(defect);
            play(ground, seed + round, hunt);
            ground.world->plant(nullptr);
            if (!open) continue;
            ++hunt.cases;
            first_kill = clock() - start;
        }
    }
    hunt.cpu_seconds = first_kill;
    return hunt;
}

Hunt Hunter::operator()(const model::mutants::Mutant& mutant, std::uint64_t seed, Clock clock) {
    Hunt hunt;
    const double start = clock();
    for (const Ground& ground : grounds_) {
        const bool open = !hunt.killed();
        ground.world->mutate(&mutant);
        play(ground, seed, hunt);
        ground.world->mutate(nullptr);
        if (!open) continue;
        ++hunt.cases;
        hunt.cpu_seconds = clock() - start;
    }
    return hunt;
}

void Hunter::play(const Ground& ground, std::uint64_t seed, Hunt& hunt) {
    const bool open = !hunt.killed();
    ground.world->restart(seed);
    run(*ground.world);
    for (const model::Violation& violation : judge_(ground.world->trace()).violations) {
        auto& rules = violation.level == model::Level::Must ? hunt.rules : hunt.warnings;
        rules.insert(violation.rule);
    }
    if (!hunt.diverged) hunt.diverged = model::replay(ground.world->trace()).has_value();
    if (!open || !hunt.killed()) return;
    hunt.scenario = ground.scenario;
    hunt.profile = ground.profile;
    hunt.seed = seed;
    hunt.steps = ground.steps;
    hunt.first = *hunt.rules.begin();
}

}  // namespace hourglass::sim
