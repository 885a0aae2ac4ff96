#include "sim/campaign/guards.hpp"

#include "model/lifecycle/machines.hpp"

#include <array>
#include <type_traits>

namespace hourglass::sim {

namespace {

using model::Machine;
using model::lifecycle::none;

constexpr std::size_t most_rows = 256;

// What guards said, by the place of their row; bit 1: it held, bit 0: it did not.
using Outcomes = std::array<std::uint8_t, most_rows>;

// The plain interpreter (model/lifecycle/plain_machine.hpp), which also asks the guards of all rows
// for its state and the event, not only of those up to the first that holds.
template <Machine Which, class Initial, class... Tables>
class WatchedMachine {
public:
    static constexpr Machine machine = Which;
    static constexpr std::size_t rows = (Tables::size + ...);

    template <class Event>
    bool take(const Event& event) {
        std::size_t row = first_;
        (ask_by<Event>(Tables{}, event, row), ...);
        return (take_by<Event>(Tables{}, event) || ...);
    }

    void restart() { state_ = static_cast<std::uint8_t>(Initial::state); }
    void watch(Outcomes& outcomes, std::size_t first) {
        outcomes_ = &outcomes;
        first_ = first;
    }

private:
    template <class Event, class... Rows>
    void ask_by(model::lifecycle::Table<Rows...>, const Event& event, std::size_t& row) {
        (ask<Rows>(event, row++), ...);
    }

    template <class Row, class Event>
    void ask(const Event& event, std::size_t row) {
        constexpr bool guarded = !std::is_same_v<typename Row::When, none>;
        if constexpr (guarded && std::is_same_v<typename Row::On, Event>) {
            if (state_ != static_cast<std::uint8_t>(Row::From::state)) return;
            std::uint8_t& outcome = (*outcomes_)[row];
            outcome = static_cast<std::uint8_t>(outcome | (typename Row::When{}(event) ? 2U : 1U));
        }
    }

    template <class Event, class... Rows>
    bool take_by(model::lifecycle::Table<Rows...>, const Event& event) {
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
    Outcomes* outcomes_ = nullptr;
    std::size_t first_ = 0;  // place of the first row
};

using WatchedPlatform = model::lifecycle::Machines<WatchedMachine>;

// The places of the rows are those of model::chart_rows().
void watch(WatchedPlatform& platform, Outcomes& outcomes) {
    std::size_t first = 0;
    const auto next = [&](auto& machine) {
        machine.watch(outcomes, first);
        first += machine.rows;
    };
    next(platform.sandbox);
    next(platform.bring_up);
    next(platform.invocation);
    next(platform.teardown);
    next(platform.runtime);
    for (auto& one : platform.extensions) one.watch(outcomes, first);
    EXPECTS(first + platform.extensions.front().rows == model::chart_rows().size(),
            "the watched tables are those of the chart");
}

}  // namespace

FeatureCode guard_feature(std::size_t row, bool held) {
    const auto what = static_cast<std::uint32_t>(row * 2 + (held ? 1 : 0));
    return what << feature_kind_bits | static_cast<FeatureCode>(FeatureKind::Guard);
}

void add_guards(const model::Trace& trace, std::uint64_t in_case, Features& features) {
    Outcomes outcomes{};
    WatchedPlatform platform{trace.header.setup};
    watch(platform, outcomes);
    model::Effects effects;
    for (const model::Record& record : trace.records) {
        if (model::is_event(record.kind)) platform.step(record, effects);
    }
    for (std::size_t row = 0; row < outcomes.size(); ++row) {
        if ((outcomes[row] & 1U) != 0) features.add(guard_feature(row, false), in_case);
        if ((outcomes[row] & 2U) != 0) features.add(guard_feature(row, true), in_case);
    }
}

}  // namespace hourglass::sim
