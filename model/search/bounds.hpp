// How large the world is that the explorer searches.
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
    std::uint8_t internals = 0;   // inside the runtime process, at most 4
    std::uint8_t invokes = 2;     // at most 8
    std::uint8_t resets = 1;
    std::uint8_t shutdowns = 1;
    std::uint8_t restores = 0;
    std::uint8_t faults = 1;  // exits that nobody asked for, starts that fail, kills that hang
    Calls calls = Calls::IllegalToo;
};

}  // namespace hourglass::model::search
