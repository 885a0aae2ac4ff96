// Tries to make a mutant show itself to the monitors where the suites did not: ways of the explorer
// and random walks are played on a platform that has it, with time put back (paced_world.hpp), and
// the traces are judged. A trial counts only if the healthy platform, given the same, breaks no
// rule.
#pragma once

#include "model/judge/judge.hpp"
#include "model/mutants/mutant.hpp"
#include "model/search/exploration.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::sim {

struct Trial {
    std::vector<model::RuleIndex> rules;  // of level MUST that objected
    std::string place;                    // the world and what was tried
    std::uint32_t steps = 0;
};

class Trials {
public:
    // A way of the explorer, and then each of several ways to go on.
    std::optional<Trial> try_way(const model::search::NamedBounds& world,
                                 const std::vector<std::uint16_t>& actions,
                                 const model::mutants::Mutant& mutant);
    // Walks number first, first + 1, ... of a world; the number is all that a walk depends on.
    std::optional<Trial> try_walks(const model::search::NamedBounds& world, std::uint64_t first,
                                   std::uint64_t count, const model::mutants::Mutant& mutant);

    // How many traces were judged.
    std::uint32_t judged() const { return judged_; }

private:
    struct Plan;

    std::vector<model::RuleIndex> broken_by(const Plan& plan, const model::mutants::Mutant& mutant);
    std::optional<Trial> attempt(const Plan& plan, const model::mutants::Mutant& mutant);

    model::Judge judge_;
    std::uint32_t judged_ = 0;
};

}  // namespace hourglass::sim
