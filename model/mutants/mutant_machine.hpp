// The plain interpreter (model/lifecycle/plain_machine.hpp) with a mutant planted: the same rows,
// one of them changed while it runs. A type of its own, so that the plain one pays nothing.
#pragma once

#include "model/lifecycle/row.hpp"
#include "model/lifecycle/step.hpp"
#include "model/mutants/memory.hpp"
#include "model/mutants/mutant.hpp"

#include <cstdint>
#include <type_traits>

namespace hourglass::model::mutants {

// What the machines of one mutated step share.
struct Mutated {
    const Mutant& mutant;
    RowLog* log;              // nullptr: nobody asks which rows are taken
    std::uint32_t taken = 0;  // events that machines were given in this step
};

// A mutant may ask for the same request again and again; no honest step gives so many.
inline constexpr std::uint32_t most_taken = 2000;

template <Machine Which, class Initial, class... Tables>
class MutantMachine {
public:
    static constexpr Machine machine = Which;

    template <class Event>
    bool take(const Event& event) {
        if (++shared_->taken > most_taken) stop(event.step.state());
        std::uint8_t row = 0;
        return (take_by<Event>(Tables{}, event, row) || ...);
    }

    void restart() { state_ = static_cast<std::uint8_t>(Initial::state); }
    std::uint8_t state() const { return state_; }
    void become(std::uint8_t state, Mutated& shared) {
        state_ = state;
        shared_ = &shared;
    }

private:
    // So that the step comes to its end: nothing waits any more.
    static void stop(lifecycle::State& state) {
        state.invoke.stage = {};
        state.resets_waiting_count = 0;
        state.shutdowns_waiting = 0;
    }

    bool has(Change change, std::uint8_t row) const {
        const Mutant& mutant = shared_->mutant;
        return mutant.change == change && mutant.machine == Which && mutant.row == row;
    }

    template <class Event, class... Rows>
    bool take_by(lifecycle::Table<Rows...>, const Event& event, std::uint8_t& row) {
        return (take_row<Rows>(event, row++) || ...);
    }

    template <class Row, class Event>
    bool take_row(const Event& event, std::uint8_t row) {
        if constexpr (!std::is_same_v<typename Row::On, Event>) {
            return false;
        } else {
            if (state_ != static_cast<std::uint8_t>(Row::From::state)) return false;
            if (has(Change::RowRemoved, row)) return false;
            if constexpr (!std::is_same_v<typename Row::When, lifecycle::none>) {
                const bool holds = typename Row::When{}(event);
                if (holds == has(Change::GuardNegated, row)) return false;
            }
            fire<Row>(event, row);
            return true;
        }
    }

    template <class Row, class Event>
    void fire(const Event& event, std::uint8_t row) {
        constexpr auto from = static_cast<std::uint8_t>(Row::From::state);
        if (shared_->log != nullptr) shared_->log->push_back({Which, row, event.step.slot()});
        state_ = static_cast<std::uint8_t>(Row::To::state);
        if (has(Change::TargetChanged, row)) state_ = shared_->mutant.target;
        constexpr auto rule = find_rule(Row::id);
        event.step.fire(*rule, Which, from, state_);
        if constexpr (!std::is_same_v<typename Row::Does, lifecycle::none>) {
            if (has(Change::ActionDropped, row)) return;
            if (has(Change::StateKept, row)) return keep_state<Row>(event);
            typename Row::Does{}(event, *this);
            if (has(Change::ActionDoubled, row)) typename Row::Does{}(event, *this);
        }
    }

    template <class Row, class Event>
    void keep_state(const Event& event) {
        lifecycle::State& now = event.step.state();
        const lifecycle::State before = now;
        typename Row::Does{}(event, *this);
        memories()[shared_->mutant.kept].restore(now, before);
    }

    std::uint8_t state_ = static_cast<std::uint8_t>(Initial::state);
    Mutated* shared_ = nullptr;
};

}  // namespace hourglass::model::mutants
