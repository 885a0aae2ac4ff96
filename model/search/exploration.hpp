// Searches worlds and says what came of it: `hourglass explore` without its words.
#pragma once

#include "model/search/search.hpp"
#include "model/search/world.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hourglass::model::search {

struct NamedBounds {
    std::string_view name;
    Bounds bounds;
};

// Small worlds that together fire every row that the profile allows.
std::vector<NamedBounds> default_worlds(ProfileName profile);

struct Counterexample {
    RuleIndex rule;  // none: something unanswered is stuck
    std::vector<std::string> steps;
};

struct Exploration {
    std::string_view name;
    Bounds bounds;
    Progress progress;
    std::uint64_t deadlocks = 0;
    bool complete = false;
    std::vector<Counterexample> violations;  // the shortest one, if any
    RuleSet fired;
};

Exploration explore(const NamedBounds& world, const Limits& limits, const OnRound& on_round = {});

// A rule whose row a profile's own settings never let fire.
struct Unreachable {
    ProfileName profile{};
    std::string_view rule;
    std::string_view reason;
};

std::vector<Unreachable> unreachable_under(ProfileName profile);

// Rules of reachable rows that none of these explorations fired, though they apply to the profile.
std::vector<RuleIndex> never_fired(const std::vector<Exploration>& all, ProfileName profile);

}  // namespace hourglass::model::search
