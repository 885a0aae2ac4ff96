// A small set of paths that together take every row of the tables that can be taken, or every pair
// of rows that one machine takes one after the other: tests made from the model.
//
// Greedy: from where a path has come to, the shortest way to something new, as long as the caller
// finds that the path can be played; a new path begins when nothing new is near.
#pragma once

#include "model/mutants/mutant.hpp"
#include "model/search/bounds.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hourglass::model::search {

enum class CoverGoal : std::uint8_t { Transitions, Pairs };

// A row, or a row and the one that its machine took before it.
struct CoverItem {
    Machine machine{};
    std::uint8_t row{};
    std::optional<std::uint8_t> before{};

    auto operator<=>(const CoverItem&) const = default;
};

std::string name_of(const CoverItem& item);

struct CoverPath {
    Bounds bounds{};
    std::vector<std::uint16_t> actions{};
    std::set<CoverItem> items{};  // that no path before it took
};

struct Missed {
    CoverItem item;
    std::string reason;
};

struct Cover {
    std::vector<CoverPath> paths;
    std::vector<Missed> missed;
};

// Why a path cannot be played; nothing if it can.
using CoverObstacle = std::function<std::optional<std::string>(
    const Bounds& bounds, const std::vector<std::uint16_t>& actions)>;

Cover cover(ProfileName profile, CoverGoal goal, const CoverObstacle& obstacle);

}  // namespace hourglass::model::search
