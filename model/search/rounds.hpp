// A graph of states and steps, and whether one can go round in it for ever, in fairness to timers,
// while something is unanswered. See liveness.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace hourglass::model::search {

struct GraphState {
    bool open = false;     // something is unanswered
    std::uint8_t armed{};  // timers, a bit each
};

struct GraphStep {
    std::uint32_t to{};
    std::uint16_t action{};
    std::uint8_t renewed{};  // timers that it arms, cancels or fires, a bit each
};

// States are added in order of their numbers, each followed by its steps.
class Graph {
public:
    void begin_state(GraphState state) {
        first_step_.push_back(steps_.size());
        open_.push_back(state.open);
        armed_.push_back(state.armed);
    }
    void add_step(GraphStep step) { steps_.push_back(step); }
    void finish() { first_step_.push_back(steps_.size()); }

    std::uint32_t size() const { return static_cast<std::uint32_t>(armed_.size()); }
    bool is_open(std::uint32_t state) const { return open_[state]; }
    unsigned armed(std::uint32_t state) const { return armed_[state]; }
    const GraphStep* begin(std::uint32_t state) const { return steps_.data() + first_step_[state]; }
    const GraphStep* end(std::uint32_t state) const {
        return steps_.data() + first_step_[state + 1U];
    }

private:
    std::vector<std::size_t> first_step_;
    std::vector<GraphStep> steps_;
    std::vector<bool> open_;
    std::vector<std::uint8_t> armed_;
};

struct Round {
    std::uint32_t state{};                 // the first of its component that was found
    std::vector<std::uint16_t> actions{};  // back to it; a fair run may need a longer way round
};

std::optional<Round> find_fair_round(const Graph& graph);

}  // namespace hourglass::model::search
