#include "model/search/mutant_search.hpp"

#include "model/search/search.hpp"
#include "model/search/world.hpp"

namespace hourglass::model::search {

namespace {

class WholeWorlds {
public:
    using State = World;

    WholeWorlds(const Bounds& bounds, const mutants::Mutant& mutant)
        : model_(bounds, mutants::Planted{.mutant = mutant}) {}

    World initial() const { return model_.initial(); }
    template <class Emit>
    void successors(const World& world, Emit emit) const {
        model_.successors(world, emit);
    }
    std::uint64_t fingerprint(const World& world) const { return model_.fingerprint(world); }
    bool holds(const World& world) const { return model_.holds(world); }
    bool may_end(const World& world) const { return model_.may_end(world); }
    const RuleSet& fired() const { return model_.fired(); }

private:
    Explored model_;
};

}  // namespace

Exploration explore_mutant(const NamedBounds& world, const mutants::Mutant& mutant,
                           const Limits& limits) {
    Search search{WholeWorlds{world.bounds, mutant}, limits};
    const auto report = search.run();
    Exploration result{.name = world.name,
                       .bounds = world.bounds,
                       .progress = report.progress,
                       .deadlocks = report.deadlocks,
                       .complete = report.complete,
                       .violations = {},
                       .fired = search.workers().front().fired()};
    if (report.finding) result.violations.push_back(counterexample(*report.finding));
    return result;
}

}  // namespace hourglass::model::search
