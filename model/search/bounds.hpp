// How large the world is that the explorer searches, and what it may take for the same.
#pragma once

#include "model/lifecycle/setup.hpp"

#include <cstdint>

namespace hourglass::model::search {

// Whether runtime and extensions also make calls that their state does not allow.
enum class Calls : std::uint8_t { LegalOnly, IllegalToo };

struct Bounds {
    ProfileName profile{};
    InitMode init_mode{};
    InitCaching init_caching{};
    std::uint8_t extensions = 1;  // external, at most 10
    std::uint8_t internals = 0;   // inside the runtime process; at most 10 with the external ones
    std::uint8_t invokes = 2;     // at most 8
    std::uint8_t resets = 1;      // this and the rest at most 7
    std::uint8_t shutdowns = 1;
    std::uint8_t restores = 0;
    std::uint8_t faults = 1;  // exits that nobody asked for, starts that fail, kills that hang
    Calls calls = Calls::IllegalToo;
};

enum class Symmetry : std::uint8_t { Off, On };
enum class Pruning : std::uint8_t { Off, On };
enum class Memory : std::uint8_t { Everything, WhatMatters };

// Each leaves every verdict and every rule that fires as it is; docs/decisions/0010 says why, and
// verify() compares on small bounds.
struct Reductions {
    // Extensions of one kind that differ in nothing but their slot are interchangeable.
    Symmetry symmetry = Symmetry::On;
    // Of two states that differ only in what of the bounds was spent, the one with less left can do
    // nothing that the other cannot.
    Pruning pruning = Pruning::On;
    // Error texts steer nothing, and an invoke that was answered is over.
    Memory memory = Memory::WhatMatters;
};

inline constexpr Reductions no_reductions{Symmetry::Off, Pruning::Off, Memory::Everything};

}  // namespace hourglass::model::search
