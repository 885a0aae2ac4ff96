// What becomes of a mutant of the model: the scenarios are played on a platform that has it and
// judged by the monitors; if none objects, so are random walks; then the explorer searches small
// worlds of it; if that finds nothing either, it is compared with the healthy platform, step by
// step, in those worlds, and what tells the two apart is played and judged.
#pragma once

#include "model/mutants/mutant.hpp"
#include "scenarios/scenario.hpp"
#include "sim/defects/hunt.hpp"
#include "sim/defects/trials.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hourglass::sim {

enum class KilledBy : std::uint8_t { Nobody, Monitors, Explorer };

struct MutantFate {
    KilledBy by{};
    std::vector<model::RuleIndex> rules;     // that objected; none for a deadlock
    std::vector<model::RuleIndex> warnings;  // of a survivor: rules of level SHOULD that objected
    std::uint32_t cases = 0;                 // scenarios and worlds until the first objection
    double cpu_seconds = 0;
    std::uint32_t steps = 0;  // of the scenario's invoker, or of the shortest counterexample
    std::string place;        // the scenario or world of the first objection
    bool equivalent = false;  // no behaviour of the small worlds tells it from the healthy one
    bool reached = false;     // and some of them take its row
    std::vector<std::string> difference;  // the shortest way to tell them apart, if they differ
};

class MutantHunter {
public:
    explicit MutantHunter(const std::vector<scenarios::Scenario>& library) : hunter_(library) {}

    MutantFate operator()(const model::mutants::Mutant& mutant, Hunter::Clock clock);

private:
    bool play(const model::mutants::Mutant& mutant, Hunter::Clock clock, MutantFate& fate);
    bool walk(const model::mutants::Mutant& mutant, std::uint64_t first, std::uint64_t count,
              MutantFate& fate);
    void compare(const model::mutants::Mutant& mutant, MutantFate& fate);

    Hunter hunter_;
    Trials trials_;
};

}  // namespace hourglass::sim
