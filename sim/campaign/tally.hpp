// What a campaign came to, or a part of it. Parts that played different cases merge into the whole,
// in any order.
#pragma once

#include "scenarios/generators/draft.hpp"
#include "sim/campaign/features.hpp"
#include "sim/campaign/player.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace hourglass::sim {

// The first case that brought a violation.
struct Sighting {
    std::uint64_t in_case{};
    scenarios::Choices choices;
    std::string message;
};

struct Tally {
    std::uint64_t cases = 0;
    std::uint64_t records = 0;
    std::uint64_t events = 0;
    std::uint64_t cut = 0;      // runs that would not end
    std::uint64_t twice = 0;    // played twice
    std::uint64_t avoided = 0;  // violations with a signature that was to be avoided
    std::uint64_t digest = 0;   // over all traces; the order of the cases does not matter
    Features features;
    std::map<Signature, Sighting> findings;

    void merge(const Tally& other);
    void find(const Signature& signature, Sighting sighting);
    // How likely the next case is to show a feature that none has shown (Good and Turing).
    double residual() const;
};

}  // namespace hourglass::sim
