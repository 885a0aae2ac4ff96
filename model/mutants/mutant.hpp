// Mutants of the model: one small change each to a row of the transition tables, to the clearing
// of what the platform remembers, or to a timer. They are enumerated from the rows, so a row that
// is added brings its mutants along.
#pragma once

#include "model/rules/rule.hpp"
#include "model/trace/record.hpp"
#include "model/trace/states.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::model::mutants {

enum class Change : std::uint8_t {
    None,  // the tables as they are
    RowRemoved,
    TargetChanged,
    ActionDropped,
    ActionDoubled,
    GuardNegated,
    StateKept,  // the row's action clears something; here it stays
    TimerNeverArmed,
    TimerNeverCancelled,
    TimerStretched,
};

struct Mutant {
    Change change{};
    Machine machine{};          // but for timers
    std::uint8_t row{};         // of the machine's rows, in table order
    std::uint8_t target{};      // TargetChanged: the state it goes to instead
    std::uint8_t kept{};        // StateKept: index into memories()
    Timer timer{};              // of the timer changes
    std::int64_t permille = 0;  // TimerStretched: of the wait that was meant

    bool is_of_row() const { return change >= Change::RowRemoved && change <= Change::StateKept; }
};

// A row that was taken, and by which extension if it is of that machine.
struct RowTaken {
    Machine machine{};
    std::uint8_t row{};  // of the machine's rows, in table order
    std::uint8_t slot{};

    bool operator==(const RowTaken&) const = default;
};

using RowLog = std::vector<RowTaken>;

// "Runtime.Ready.NextCalled[not body_is_too_large]": the row by machine, state, event and guard.
std::string row_name(Machine machine, std::uint8_t row);
// A stable name: the row and the change, or the timer and the change.
std::string name_of(const Mutant& mutant);
// The rule whose row is changed; none for a timer.
RuleIndex rule_of(const Mutant& mutant);

// How many rows the tables of a machine have.
std::uint8_t row_count(Machine machine);

// Every mutant: rows in table order, then timers.
const std::vector<Mutant>& all_mutants();
const Mutant* find_mutant(std::string_view name);

}  // namespace hourglass::model::mutants
