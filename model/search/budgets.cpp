#include "model/search/budgets.hpp"

namespace hourglass::model::search {

Budgets::Budgets(const Bounds& bounds) {
    const std::array<unsigned, 5> most{bounds.invokes + 1U, bounds.resets, bounds.shutdowns,
                                       bounds.restores, bounds.faults};
    // Faults first: states differ in them most often.
    constexpr std::array<std::size_t, 5> order{4, 0, 1, 2, 3};
    unsigned numbers = 1;
    for (const std::size_t which : order) {
        const unsigned values = most[which] + 1;
        if (numbers * values > 64) continue;
        numbers *= values;
        digits_[which] = {.shift = static_cast<unsigned>(4 * which), .values = values};
        mask_ |= std::uint64_t{15} << (4 * which);
        if (which == 0) mask_ |= std::uint64_t{1} << 20U;
    }
    const auto no_less = [this](unsigned one, unsigned other) {
        for (std::size_t i = digits_.size(); i-- > 0;) {
            if (one % digits_[i].values < other % digits_[i].values) return false;
            one /= digits_[i].values;
            other /= digits_[i].values;
        }
        return true;
    };
    for (unsigned budget = 0; budget < numbers; ++budget) {
        for (unsigned other = 0; other < numbers; ++other) {
            if (no_less(other, budget)) dearer_[budget] |= std::uint64_t{1} << other;
        }
    }
}

}  // namespace hourglass::model::search
