#include "sim/campaign/first_finding.hpp"

#include "sim/campaign/lane.hpp"

namespace hourglass::sim {

FirstFinding first_finding(const Defect& defect, std::uint64_t seed, std::uint64_t most_cases) {
    Lane lane{{.seed = seed, .defect = &defect, .twice_permille = 0}};
    FirstFinding found;
    const auto& findings = lane.tally().findings;
    while (findings.empty() && lane.tally().cases < most_cases) {
        lane.draw();
        lane.play();
    }
    found.cases = lane.tally().cases;
    for (const auto& [signature, sighting] : findings) {
        found.rules.insert(signature.rule);
        found.draft = scenarios::decoded(sighting.choices);
    }
    return found;
}

}  // namespace hourglass::sim
