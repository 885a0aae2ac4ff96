// The planted defects against the rules: which rule objects to which defect, and how soon.
#pragma once

#include "model/rules/catalogue.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hourglass::reports {

struct KilledDefect {
    std::string name;
    std::string about;
    std::string report;  // that it is modelled on, "" if none
    std::vector<model::RuleIndex> rules;
    std::vector<model::RuleIndex> warnings;
    std::uint32_t cases = 0;
    double cpu_seconds = 0;  // to the first objection
    std::string scenario;    // of the first objection
    std::string profile;
    std::uint32_t steps = 0;    // of the shortest scenario for the same rule, of all its programs
    bool minimal = false;       // it is proven that there is no shorter one
    double shrink_seconds = 0;  // CPU time to get from the first objection to the shortest
    bool diverged = false;      // the machine would have done otherwise

    bool killed() const { return !rules.empty(); }
};

struct KillMatrix {
    std::vector<KilledDefect> defects;
    std::vector<model::RuleIndex> idle_rules;  // that a monitor checks and that killed nothing

    std::size_t killed() const;
    bool all_killed() const { return killed() == defects.size(); }
    // Of the killed ones: those that shrank to the proven minimum soon enough.
    std::size_t shrunk_well() const;
};

std::string to_json(const KillMatrix& matrix);
std::string to_text(const KillMatrix& matrix);

}  // namespace hourglass::reports
