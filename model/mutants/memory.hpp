// What the actions of some rows clear. A mutant of the kind StateKept keeps one such thing.
#pragma once

#include "model/lifecycle/state.hpp"

#include <span>
#include <string_view>

namespace hourglass::model::mutants {

struct Memory {
    using Restore = void (*)(lifecycle::State& now, const lifecycle::State& before);

    std::string_view action;  // of the rows that clear it
    std::string_view name;
    Restore restore;
};

std::span<const Memory> memories();

}  // namespace hourglass::model::mutants
