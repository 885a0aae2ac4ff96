// Runs Spin on lifecycle.pml.
#pragma once

#include "model/search/bounds.hpp"
#include "tests/spin/views.hpp"

#include <cstdint>
#include <string>

namespace hourglass::tests {

struct Verified {
    std::uint64_t states = 0;  // as Spin counts them; none if it did not come to its end
    Views views;               // what print_view() wrote
    std::string output;        // the rest, for a failure's message
};

// Why it cannot be run here; empty if it can.
std::string missing_for_spin();

// In `folder`, which is made anew.
Verified verify_by_spin(const model::search::Bounds& bounds, const std::string& folder);

}  // namespace hourglass::tests
