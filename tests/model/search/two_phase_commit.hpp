// Two-phase commit after the TLA+ specification TwoPhase: the engine's first known answer.
#pragma once

#include "model/search/bounds.hpp"
#include "model/search/fingerprints.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace hourglass::model::search {

// What is claimed: that nobody commits while another aborts, or (wrongly) that nobody aborts.
enum class Invariant : std::uint8_t { Agreement, NobodyAborts };

class TwoPhaseCommit {
public:
    enum : std::uint64_t { Working, Prepared, Committed, Aborted };

    // A resource manager in 4 bits: its state, whether the manager has its vote, and the message.
    struct State {
        std::uint64_t managers = 0;
        std::uint64_t transaction = 0;  // 0 init, 1 committed, 2 aborted
        std::uint64_t messages = 0;     // 1 commit, 2 abort
    };

    explicit TwoPhaseCommit(unsigned count, Symmetry symmetry = Symmetry::Off,
                            Invariant invariant = Invariant::Agreement)
        : count_(count), symmetry_(symmetry), invariant_(invariant) {}

    State initial() const { return {}; }

    template <class Emit>
    void successors(const State& state, Emit emit) const {
        if (state.transaction == 0 && all_voted(state)) {
            emit(State{state.managers, 1, state.messages | 1U}, std::uint16_t{0});
        }
        if (state.transaction == 0) {
            emit(State{state.managers, 2, state.messages | 2U}, std::uint16_t{1});
        }
        for (unsigned one = 0; one < count_; ++one) successors_of(state, one, emit);
    }

    static std::size_t words() { return 1; }
    static void pack(const State& state, std::uint64_t* words) {
        *words = state.managers | state.transaction << 48U | state.messages << 52U;
    }
    static void unpack(const std::uint64_t* words, State& state) {
        state = {*words & every_manager, *words >> 48U & 3U, *words >> 52U};
    }
    std::uint64_t fingerprint(const std::uint64_t* words) const {
        if (symmetry_ == Symmetry::Off) return mixed(*words);
        return mixed(sorted(*words & every_manager) | (*words & ~every_manager));
    }

    bool holds(const State& state) const {
        bool committed = false;
        bool aborted = false;
        for (unsigned one = 0; one < count_; ++one) {
            committed |= state_of(state, one) == Committed;
            aborted |= state_of(state, one) == Aborted;
        }
        return invariant_ == Invariant::Agreement ? !(committed && aborted) : !aborted;
    }

    bool may_end(const State&) const { return true; }

private:
    static constexpr std::uint64_t every_manager = (std::uint64_t{1} << 48U) - 1;

    static std::uint64_t state_of(const State& state, unsigned one) {
        return state.managers >> (4 * one) & 3U;
    }
    static State with(State state, unsigned one, std::uint64_t value) {
        state.managers &= ~(std::uint64_t{3} << (4 * one));
        state.managers |= value << (4 * one);
        return state;
    }
    bool all_voted(const State& state) const {
        for (unsigned one = 0; one < count_; ++one) {
            if ((state.managers >> (4 * one) & 4U) == 0) return false;
        }
        return true;
    }

    template <class Emit>
    void successors_of(const State& state, unsigned one, Emit& emit) const {
        const auto action = [one](unsigned kind) {
            return static_cast<std::uint16_t>(2 + 5 * one + kind);
        };
        const std::uint64_t voted = std::uint64_t{4} << (4 * one);
        const std::uint64_t sent = std::uint64_t{8} << (4 * one);
        if (state.transaction == 0 && (state.managers & sent) != 0) {
            emit(State{state.managers | voted, 0, state.messages}, action(0));
        }
        if (state_of(state, one) == Working) {
            State prepared = with(state, one, Prepared);
            prepared.managers |= sent;
            emit(prepared, action(1));
            emit(with(state, one, Aborted), action(2));
        }
        if ((state.messages & 1U) != 0) emit(with(state, one, Committed), action(3));
        if ((state.messages & 2U) != 0) emit(with(state, one, Aborted), action(4));
    }

    // Resource managers are interchangeable: the orbit's name is the sorted list of all they are.
    std::uint64_t sorted(std::uint64_t managers) const {
        std::array<std::uint8_t, 12> each{};
        for (unsigned one = 0; one < count_; ++one) {
            each[one] = static_cast<std::uint8_t>(managers >> (4 * one) & 15U);
        }
        std::sort(each.begin(), each.begin() + count_);
        std::uint64_t result = 0;
        for (unsigned one = 0; one < count_; ++one) {
            result |= std::uint64_t{each[one]} << (4 * one);
        }
        return result;
    }

    unsigned count_;
    Symmetry symmetry_;
    Invariant invariant_;
};

}  // namespace hourglass::model::search
