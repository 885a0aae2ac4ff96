// Sequences of choices for properties: rapidcheck draws them, and shrinks them to fewer and
// smaller bytes, which are simpler scenarios.
#pragma once

#include "scenarios/generators/tape.hpp"

#include <rapidcheck.h>

namespace hourglass::scenarios {

inline rc::Gen<Choices> arbitrary_choices() {
    // rapidcheck's own sizes end at 100; a scenario takes some hundred choices.
    constexpr int choices_for_each_size = 4;
    return rc::gen::scale(choices_for_each_size,
                          rc::gen::container<Choices>(rc::gen::arbitrary<std::uint8_t>()));
}

}  // namespace hourglass::scenarios
