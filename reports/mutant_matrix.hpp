// The mutants of the model and what became of each.
#pragma once

#include "model/rules/rule.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hourglass::reports {

struct MutantRow {
    std::string name;
    std::vector<model::RuleIndex> rules;
    bool killed = false;
    std::string killer;  // "monitors", "explorer" or ""
    std::string place;   // the scenario or world that showed it
    std::uint32_t cases = 0;
    double cpu_seconds = 0;
    std::uint32_t steps = 0;
    std::vector<model::RuleIndex> warnings;  // of a survivor: rules of level SHOULD that objected
    std::string equivalent;                  // why nothing can tell it from the healthy platform
    bool reached = true;                     // the worlds in which it was compared take its row
    std::vector<std::string> difference;     // of a survivor: the shortest way to tell them apart
};

struct MutantMatrix {
    std::vector<MutantRow> mutants;

    std::size_t killed() const;
    std::size_t equivalent() const;
    // Neither killed nor equivalent.
    std::size_t unexplained() const { return mutants.size() - killed() - equivalent(); }
};

std::string to_json(const MutantMatrix& matrix);
std::string to_text(const MutantMatrix& matrix);

}  // namespace hourglass::reports
