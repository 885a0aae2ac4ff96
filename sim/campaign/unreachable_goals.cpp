// The goals that leave the denominator, each with the reason.
#include "sim/campaign/goals.hpp"

namespace hourglass::sim {

const std::vector<Unreachable>& unreachable_goals() {
    static const std::vector<Unreachable> all{};
    return all;
}

}  // namespace hourglass::sim
