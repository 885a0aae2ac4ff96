// A plain interpreter of the same rows: one byte of state, rows tried in order, the first whose
// guard holds is taken. The tests prove it equal to Boost.MSM; the explorer runs on it because it
// copies for nothing.
#pragma once

#include "model/lifecycle/row.hpp"
#include "model/lifecycle/step.hpp"
#include "model/trace/states.hpp"

#include <cstdint>
#include <type_traits>

namespace hourglass::model::lifecycle {

template <Machine Which, class Initial, class... Tables>
class PlainMachine {
public:
    static constexpr Machine machine = Which;

    template <class Event>
    bool take(const Event& event) {
        return (take_by<Event>(Tables{}, event) || ...);
    }

    void restart() { become(static_cast<std::uint8_t>(Initial::state)); }
    void become(std::uint8_t state) { state_ = state; }
    std::uint8_t state() const { return state_; }

private:
    template <class Event, class... Rows>
    bool take_by(Table<Rows...>, const Event& event) {
        return (take_row<Rows>(event) || ...);
    }

    template <class Row, class Event>
    bool take_row(const Event& event) {
        if constexpr (!std::is_same_v<typename Row::On, Event>) {
            return false;
        } else {
            if (state_ != static_cast<std::uint8_t>(Row::From::state)) return false;
            if constexpr (!std::is_same_v<typename Row::When, none>) {
                if (!typename Row::When{}(event)) return false;
            }
            state_ = static_cast<std::uint8_t>(Row::To::state);
            typename Row::Recorded{}(event, *this);
            return true;
        }
    }

    std::uint8_t state_ = static_cast<std::uint8_t>(Initial::state);
};

}  // namespace hourglass::model::lifecycle
