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
    Reductions reductions{};
};

// Small worlds that together fire every row that the profile allows.
std::vector<NamedBounds> default_worlds(ProfileName profile);

// A way to something that can go round for ever while a request is unanswered.
struct EndlessRound {
    std::vector<std::string> way;
    std::vector<std::string> round;
};

struct Counterexample {
    RuleIndex rule;  // none: something unanswered is stuck
    std::vector<std::string> steps;
    std::vector<std::uint16_t> actions;  // the same, as number_of() gives them
    std::string scenario{};              // the file that plays it, if it was written
    std::string unplayable{};            // why no scenario plays it
};

// Searching for requests that are never answered keeps the whole graph: no larger worlds than this.
inline constexpr std::uint64_t most_states_for_liveness = 500'000;

Counterexample counterexample(const Finding<World>& finding);

struct Exploration {
    std::string_view name;
    Bounds bounds;
    Progress progress;
    std::uint64_t deadlocks = 0;
    bool complete = false;
    std::vector<Counterexample> violations{};  // the shortest one, if any
    bool liveness_checked = false;             // not if the world is too large for it
    std::vector<EndlessRound> unanswered{};    // ways to go round for ever, the nearest, if any
    RuleSet fired;
};

Exploration explore(const NamedBounds& world, const Limits& limits, const OnRound& on_round = {});

// Adds to an exploration that found nothing whether everything is answered some day.
void explore_liveness(const NamedBounds& world, Exploration& result);

// How many states a world may have. Interchangeable extensions are taken for independent, so there
// are as many states as with one, times the ways to spread the others over what an extension can
// be; how much that is, small worlds with one and with two tell. Within a fifth of the truth for
// three and four of them, if the world with one has fewer than two million states; else too low.
double estimated_states(const Bounds& bounds);

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
