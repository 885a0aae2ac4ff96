// What of the bounds a world has spent, and how that compares: a world that has spent less can do
// all that one can which is otherwise equal and has spent more.
#pragma once

#include "model/search/bounds.hpp"

#include <array>
#include <cstdint>

namespace hourglass::model::search {

struct Spent {
    std::uint8_t invokes{};
    std::uint8_t resets{};
    std::uint8_t shutdowns{};
    std::uint8_t restores{};
    std::uint8_t faults{};
    bool init = false;
};

// The first 24 bits of a packed world hold what was spent, see world_packing.cpp.
//
// A budget's number is a mixed-radix number below 64 over as many of the bounds as fit, most
// telling first; `mask` covers the bits of those, and the rest is part of what makes worlds differ.
class Budgets {
public:
    Budgets() = default;
    explicit Budgets(const Bounds& bounds);

    unsigned number(std::uint64_t word) const {
        unsigned result = 0;
        for (const Digit& digit : digits_) {
            result = result * digit.values + value_of(word, digit);
        }
        return result;
    }
    std::uint64_t mask() const { return mask_; }
    std::uint64_t dearer(unsigned budget) const { return dearer_[budget]; }

private:
    struct Digit {
        unsigned shift{};
        unsigned values = 1;  // one: not part of the number
    };
    // Init may only be asked for before the first invoke, so the two are one chain:
    // nothing yet, init, one invoke (with or without init), two invokes ...
    static unsigned value_of(std::uint64_t word, const Digit& digit) {
        if (digit.values == 1) return 0;
        const auto value = static_cast<unsigned>(word >> digit.shift & 15U);
        if (digit.shift > 0) return value;
        return value > 0 ? value + 1 : static_cast<unsigned>(word >> 20U & 1U);
    }

    std::array<Digit, 5> digits_{};
    std::uint64_t mask_ = 0;
    std::array<std::uint64_t, 64> dearer_{};
};

}  // namespace hourglass::model::search
