// Scenarios that were written for a kind platform, once more beside one that is legal and unkind.
#pragma once

#include "scenarios/scenario.hpp"

#include <cstdint>
#include <vector>

namespace hourglass::cli {

// Whose programs are judged: they meet what makes it hard for them.
struct Judged {
    bool runtime = false;
    bool extension = false;
};

// A copy of each scenario whose platform is kind, with one unkindness: they take turns, and the
// seed says who begins. Its name says which: "CLIENT/three-invokes-with-chunked-bodies".
std::vector<scenarios::Scenario> unkind_copies(const std::vector<scenarios::Scenario>& scenarios,
                                               Judged judged, std::uint64_t seed);

}  // namespace hourglass::cli
