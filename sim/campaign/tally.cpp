#include "sim/campaign/tally.hpp"

#include <utility>

namespace hourglass::sim {

void Tally::merge(const Tally& other) {
    cases += other.cases;
    records += other.records;
    events += other.events;
    cut += other.cut;
    twice += other.twice;
    avoided += other.avoided;
    digest += other.digest;
    features.merge(other.features);
    for (const auto& [signature, sighting] : other.findings) find(signature, sighting);
}

void Tally::find(const Signature& signature, Sighting sighting) {
    const auto [place, is_new] = findings.try_emplace(signature, sighting);
    const bool earlier = !is_new && sighting.in_case < place->second.in_case;
    if (earlier) place->second = std::move(sighting);
}

double Tally::residual() const {
    if (cases == 0) return 1;
    return static_cast<double>(features.singletons()) / static_cast<double>(cases);
}

}  // namespace hourglass::sim
