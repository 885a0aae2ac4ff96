// What a search is allowed, what it tells on its way, and what it found.
#pragma once

#include "model/base/expects.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace hourglass::model::search {

struct Limits {
    std::uint64_t states = 0xfffffff0;
    std::uint64_t bytes = std::uint64_t{8} << 30U;
    unsigned threads = 1;
};

struct Progress {
    std::uint64_t generated = 0;  // the initial state, and every successor, new or not
    std::uint64_t states = 0;
    std::uint32_t depth = 0;
    std::uint64_t bytes = 0;    // now
    std::uint64_t peak = 0;     // the most that `bytes` was
    std::uint64_t waiting = 0;  // states that were found and not expanded yet
};

enum class Fault : std::uint8_t { Invariant, Deadlock };

template <class State>
struct Finding {
    Fault fault{};
    State state{};
    std::vector<std::uint16_t> actions;  // from the initial state, shortest
};

template <class State>
struct Report {
    Progress progress;
    bool complete = false;  // every reachable state was seen
    std::optional<Finding<State>> finding;
    std::uint64_t deadlocks = 0;
};

// Called after each round; false ends the search.
using OnRound = std::function<bool(const Progress&)>;

// The state after these actions, each by its number, from the initial one.
template <class Model>
typename Model::State state_after(Model model, const std::vector<std::uint16_t>& actions) {
    auto state = model.initial();
    for (const std::uint16_t wanted : actions) {
        std::optional<typename Model::State> next;
        model.successors(state, [&](const typename Model::State& one, std::uint16_t action) {
            if (action == wanted && !next) next = one;
        });
        EXPECTS(next.has_value(), "a path that was found can be walked again");
        state = *next;
    }
    return state;
}

}  // namespace hourglass::model::search
