// Dining philosophers: the left fork first, then the right one, then both are put back. The
// engine's second known answer.
#pragma once

#include "model/search/bounds.hpp"
#include "model/search/fingerprints.hpp"

#include <algorithm>
#include <cstdint>

namespace hourglass::model::search {

// Whether a state in which nobody can move is taken for a fault.
enum class Standstill : std::uint8_t { IsFine, IsAFault };

class Philosophers {
public:
    using State = std::uint64_t;  // two bits each: the forks held, the left one first

    explicit Philosophers(unsigned count, Symmetry symmetry = Symmetry::Off,
                          Standstill standstill = Standstill::IsFine)
        : count_(count), symmetry_(symmetry), standstill_(standstill) {}

    static State initial() { return 0; }

    template <class Emit>
    void successors(State state, Emit emit) const {
        for (unsigned one = 0; one < count_; ++one) {
            const std::uint64_t holds = held(state, one);
            const auto action = static_cast<std::uint16_t>(one);
            if (holds == 0 && held(state, one + count_ - 1) != 2) emit(with(state, one, 1), action);
            if (holds == 1 && held(state, one + 1) == 0) emit(with(state, one, 2), action);
            if (holds == 2) emit(with(state, one, 0), action);
        }
    }

    static bool holds(State) { return true; }
    bool may_end(State) const { return standstill_ == Standstill::IsFine; }

    static std::size_t words() { return 1; }
    static void pack(State state, std::uint64_t* words) { *words = state; }
    static void unpack(const std::uint64_t* words, State& state) { state = *words; }
    // They sit in a ring: what counts as the same is what can be turned into it.
    std::uint64_t fingerprint(const std::uint64_t* words) const {
        std::uint64_t least = *words;
        std::uint64_t turned = *words;
        for (unsigned i = 1; symmetry_ == Symmetry::On && i < count_; ++i) {
            turned = (turned >> 2U) | (turned & 3U) << (2 * (count_ - 1));
            least = std::min(least, turned);
        }
        return mixed(least);
    }

private:
    std::uint64_t held(State state, unsigned one) const {
        return state >> (2 * (one % count_)) & 3U;
    }
    State with(State state, unsigned one, std::uint64_t holds) const {
        return (state & ~(std::uint64_t{3} << (2 * one))) | holds << (2 * one);
    }

    unsigned count_;
    Symmetry symmetry_;
    Standstill standstill_;
};

}  // namespace hourglass::model::search
