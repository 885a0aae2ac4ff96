// Exhaustive breadth-first search, a template over the model: what is found first is shortest.
//
// A Model has
//   using State      trivially copyable
//   State initial() const
//   void successors(const State&, Emit) const   calls emit(next, action) for each enabled action,
//                                               action a number that names it in that state
//   std::uint64_t fingerprint(const State&) const  equal for states that count as the same (with
//                                               symmetry: for all states of an orbit)
//   bool holds(const State&) const              the invariant
//   bool may_end(const State&) const            whether having no successor is fine here
#pragma once

#include "model/search/fingerprints.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace hourglass::model::search {

struct Limits {
    std::uint64_t states = 0xfffffffe;
    std::uint64_t bytes = std::uint64_t{8} << 30U;
};

struct Progress {
    std::uint64_t generated = 0;  // the initial state, and every successor, new or not
    std::uint64_t states = 0;
    std::uint32_t depth = 0;
    std::uint64_t bytes = 0;
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

// Called after each level; false ends the search.
using OnLevel = std::function<bool(const Progress&)>;

template <class Model>
class Search {
public:
    using State = typename Model::State;

    explicit Search(const Model& model, Limits limits = {}) : model_(model), limits_(limits) {}

    Report<State> run(const OnLevel& on_level = {}) {
        const State first = model_.initial();
        progress_.generated = 1;
        seen_.insert(model_.fingerprint(first));
        origins_.push_back({});
        frontier_.push_back({first, 0});
        check(first, 0);
        while (!frontier_.empty() && !report_.finding) {
            for (const Node& node : frontier_) expand(node);
            frontier_.swap(next_);
            next_.clear();
            if (!frontier_.empty()) ++progress_.depth;
            if (out_of_room() || (on_level && !on_level(progress_))) break;
        }
        report_.complete = frontier_.empty() && !report_.finding;
        report_.progress = progress_;
        return report_;
    }

private:
    struct Node {
        State state;
        std::uint32_t number;
    };
    // How a state was reached first: 6 bytes, so a state costs about 17 with its fingerprint.
    struct __attribute__((packed)) Origin {
        std::uint32_t parent;
        std::uint16_t action;
    };

    void expand(const Node& node) {
        std::uint32_t successors = 0;
        model_.successors(node.state, [&](const State& next, std::uint16_t action) {
            ++successors;
            ++progress_.generated;
            visit(next, node.number, action);
        });
        if (successors > 0 || model_.may_end(node.state)) return;
        ++report_.deadlocks;
        found(Fault::Deadlock, node.state, node.number);
    }

    void visit(const State& state, std::uint32_t parent, std::uint16_t action) {
        const std::uint32_t number = seen_.insert(model_.fingerprint(state));
        if (number == Fingerprints::already_there) return;
        origins_.push_back({parent, action});
        next_.push_back({state, number});
        check(state, number);
    }

    void check(const State& state, std::uint32_t number) {
        if (!model_.holds(state)) found(Fault::Invariant, state, number);
    }

    void found(Fault fault, const State& state, std::uint32_t number) {
        if (report_.finding) return;
        Finding<State> finding{fault, state, {}};
        for (std::uint32_t at = number; at != 0; at = origins_[at].parent) {
            finding.actions.insert(finding.actions.begin(), origins_[at].action);
        }
        report_.finding = finding;
    }

    bool out_of_room() {
        progress_.states = seen_.size();
        progress_.bytes = seen_.bytes() + origins_.capacity() * sizeof(Origin) +
                          (frontier_.capacity() + next_.capacity()) * sizeof(Node);
        return progress_.states >= limits_.states || progress_.bytes >= limits_.bytes;
    }

    const Model& model_;
    Limits limits_;
    Fingerprints seen_;
    std::vector<Origin> origins_;
    std::vector<Node> frontier_;
    std::vector<Node> next_;
    Progress progress_;
    Report<State> report_;
};

}  // namespace hourglass::model::search
