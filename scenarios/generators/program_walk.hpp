// How programs are made of choices. One walk serves both directions: reading fills a program in,
// writing leaves it as it is and says with which choices it would have been drawn.
#pragma once

#include "scenarios/generators/deadlines.hpp"
#include "scenarios/generators/features.hpp"
#include "scenarios/generators/tape.hpp"
#include "scenarios/program.hpp"

namespace hourglass::scenarios {

// What the walks through the parts of a scenario share.
template <class Tape>
struct Walk {
    Tape& tape;
    Swarm swarm{};
    unsigned patience = 1;  // how long lists get on average
    Deadlines deadlines{};
    bool of_process = true;  // and not of an internal extension, which shares its host's

    // Whether a list has one more element.
    bool more(bool there, std::size_t have, std::size_t most) {
        if (have >= most) return false;
        const unsigned stop = widest_pick / (patience + 1);
        const unsigned drawn = tape.pick(there ? widest_pick - 1 : 0, widest_pick);
        return drawn >= stop;
    }

    bool maybe(bool holds) { return tape.pick(holds ? 1 : 0, 2) == 1; }

    model::Duration time(model::Duration value) {
        const bool far = swarm.on(Feature::Deadlines);
        return draw_time(tape, deadlines, far ? Timing::AtDeadlines : Timing::Round, value);
    }

    // What only a process of its own can do.
    bool may_play(Op op) const {
        return of_process || (op != Op::Stop && op != Op::OutliveKill && op != Op::SpawnChild &&
                              op != Op::SpawnEscapedChild);
    }
    static bool may_play(Ask) { return true; }

    template <class What, std::size_t Size>
    What weighted(const std::array<Weighted<What>, Size>& table, Role who, What value);
};

template <class Tape>
void walk_program(Walk<Tape>& walk, Role who, Program& program);

extern template void walk_program(Walk<ChoiceReader>&, Role, Program&);
extern template void walk_program(Walk<ChoiceWriter>&, Role, Program&);

inline constexpr std::size_t most_steps = 24;  // of one list, without its repeat

template <class Tape>
template <class What, std::size_t Size>
What Walk<Tape>::weighted(const std::array<Weighted<What>, Size>& table, Role who, What value) {
    const auto fits = [&](const Weighted<What>& one) {
        const auto common = static_cast<unsigned>(one.role) & static_cast<unsigned>(who);
        return common != 0 && swarm.on(one.feature) && may_play(one.what);
    };
    unsigned whole = 0;
    unsigned before = 0;
    for (const auto& one : table) {
        if (!fits(one)) continue;
        if (one.what == value) before = whole;
        whole += one.weight;
    }
    unsigned drawn = tape.pick(before, whole);
    for (const auto& one : table) {
        if (!fits(one)) continue;
        if (drawn < one.weight) return one.what;
        drawn -= one.weight;
    }
    return table.front().what;
}

}  // namespace hourglass::scenarios
