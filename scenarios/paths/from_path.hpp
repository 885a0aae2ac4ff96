// A path of the explorer as a scenario: the order of its actions forced by time. What is asked
// becomes the invoker's schedule, the calls and exits become programs, and timers get durations
// with which they fire where the path has them.
//
// The explorer takes time out, so it knows paths that no clock and no program brings about (two
// timers in the wrong order, a frozen process that calls, a killed one that lives on). Those give
// an error of the kind Unsupported that names the action and the reason.
#pragma once

#include "model/base/result.hpp"
#include "model/base/time.hpp"
#include "model/mutants/mutant.hpp"
#include "model/search/bounds.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>
#include <vector>

namespace hourglass::scenarios {

// Between one action and the next: wide enough for real processes, see docs/scenarios.md.
inline constexpr model::Duration path_gap = std::chrono::milliseconds{80};

struct Path {
    model::search::Bounds bounds{};
    std::vector<std::uint16_t> actions;              // model::search::number_of each
    const model::mutants::Mutant* mutant = nullptr;  // of the platform that it was found on
};

// What comes after the last action.
enum class PathEnd : std::uint8_t {
    AsItComes,  // nobody asks or does anything any more
    Reset,      // a reset ends whatever goes on
};

// Without name, sentence and rules, which the caller knows better.
model::Result<Scenario> scenario_of(const Path& path, PathEnd end);

}  // namespace hourglass::scenarios
