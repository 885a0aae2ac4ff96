// Whether everything that was asked is answered, whatever happens, if only time goes on.
//
// Time goes on: a timer that is armed fires some day, unless it is taken off or armed anew. No
// process owes a call, so nothing else is taken for granted. A run in which a request stays open
// for ever either comes to rest with no timer armed (the search finds that: Explored::is_stuck) or
// goes round for ever. Going round it spends nothing of the bounds, so the open requests stay the
// same ones, and it stays in one strongly connected component of the graph of states. Such a
// component is a finding if it can be gone round in fairness to every timer: for each, some state
// in it has the timer not armed, or some step in it arms, cancels or fires it.
//
// The whole graph is kept, about 100 bytes a state: for small worlds. Symmetry and pruning are
// fine, timers and requests do not belong to an extension and a round spends nothing.
//
// A Model for this has, beside what search.hpp says,
//   bool is_open(const State&) const       whether something is unanswered
//   unsigned armed(const State&) const     the armed timers, a bit each
//   unsigned renewed() const               those that the step just emitted armed, cancelled or
//   fired
#pragma once

#include "model/search/fingerprints.hpp"
#include "model/search/packing.hpp"
#include "model/search/rounds.hpp"

#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

namespace hourglass::model::search {

struct Lasso {
    std::vector<std::uint16_t> way;    // from the initial state, shortest
    std::vector<std::uint16_t> round;  // from there back to an equal state
};

struct Liveness {
    bool complete = false;  // the graph was small enough
    std::uint64_t states = 0;
    std::vector<Lasso> rounds{};  // the nearest one, if any
};

template <class Model>
class GraphOf {
public:
    GraphOf(Model model, std::uint64_t most_states)
        : model_(std::move(model)), most_(most_states) {}

    Liveness check() {
        if (!build()) return {.states = states_.size()};
        Liveness result{.complete = true, .states = states_.size(), .rounds = {}};
        const auto found = find_fair_round(graph_);
        if (found) result.rounds.push_back({way_to(found->state), found->actions});
        return result;
    }

private:
    using State = typename Model::State;
    struct Origin {
        std::uint32_t parent;
        std::uint16_t action;
    };

    // False if the graph is too large.
    bool build() {
        State state = model_.initial();
        visit(state, {});
        for (std::uint32_t number = 0; number < states_.size(); ++number) {
            if (states_.size() > most_) return false;
            unpack(model_, states_[number].data(), state);
            graph_.begin_state(
                {model_.is_open(state), static_cast<std::uint8_t>(model_.armed(state))});
            model_.successors(state, [&](const State& next, std::uint16_t action) {
                const unsigned renewed = model_.renewed();
                graph_.add_step(
                    {visit(next, {number, action}), action, static_cast<std::uint8_t>(renewed)});
            });
        }
        graph_.finish();
        return true;
    }

    std::uint32_t visit(const State& state, Origin origin) {
        std::vector<std::uint64_t> words(words_of(model_));
        pack(model_, state, words.data());
        // With its budget: a round is through states that are equal in everything.
        const std::uint64_t print = fingerprint_of(model_, state, words.data());
        const auto place = seen_.insert(mixed(print + budget_of(words.data())));
        if (place.fresh) {
            *place.value = states_.size();
            states_.push_back(std::move(words));
            origins_.push_back(origin);
        }
        return static_cast<std::uint32_t>(*place.value);
    }

    std::uint64_t budget_of(const std::uint64_t* words) const {
        if constexpr (requires { model_.budget(words); }) return model_.budget(words);
        return 0;
    }

    std::vector<std::uint16_t> way_to(std::uint32_t number) const {
        std::vector<std::uint16_t> way;
        for (; number != 0; number = origins_[number].parent) {
            way.insert(way.begin(), origins_[number].action);
        }
        return way;
    }

    Model model_;
    std::uint64_t most_;
    Fingerprints seen_{Beside::AValue};
    std::deque<std::vector<std::uint64_t>> states_;
    std::deque<Origin> origins_;
    Graph graph_;
};

template <class Model>
Liveness check_liveness(const Model& model, std::uint64_t most_states) {
    return GraphOf<Model>{model, most_states}.check();
}

}  // namespace hourglass::model::search
