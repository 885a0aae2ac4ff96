#include "model/mutants/mutant.hpp"

#include "model/lifecycle/chart.hpp"
#include "model/mutants/memory.hpp"
#include "model/rules/catalogue.hpp"
#include "model/trace/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace hourglass::model::mutants {

namespace {

constexpr std::uint8_t machine_count = static_cast<std::uint8_t>(Machine::Extension) + 1;

std::uint8_t states_of(Machine machine) {
    std::uint8_t count = 0;
    while (state_name(machine, count) != "?") ++count;
    return count;
}

// The rows of one machine, in table order.
std::span<const ChartRow> rows_of(Machine machine) {
    const auto rows = chart_rows();
    const auto first = std::ranges::find(rows, machine, &ChartRow::machine);
    const auto last = std::ranges::find_if(
        first, rows.end(), [machine](const ChartRow& row) { return row.machine != machine; });
    return {first, last};
}

const ChartRow& row_of(const Mutant& mutant) {
    return rows_of(mutant.machine)[mutant.row];
}

// A row that moves stays and a row that stays moves; a row that moves goes elsewhere too.
void add_targets(std::vector<Mutant>& all, Mutant mutant, const ChartRow& row) {
    mutant.change = Change::TargetChanged;
    const std::uint8_t states = states_of(mutant.machine);
    mutant.target = row.from_state;
    if (row.to_state != row.from_state) all.push_back(mutant);
    mutant.target = static_cast<std::uint8_t>((row.to_state + 1) % states);
    if (mutant.target == row.from_state) {
        mutant.target = static_cast<std::uint8_t>((mutant.target + 1) % states);
    }
    all.push_back(mutant);
}

void add_row(std::vector<Mutant>& all, Mutant mutant, const ChartRow& row) {
    const auto add = [&](Change change) {
        mutant.change = change;
        all.push_back(mutant);
    };
    add(Change::RowRemoved);
    add_targets(all, mutant, row);
    if (!row.action.empty()) add(Change::ActionDropped);
    if (!row.action.empty()) add(Change::ActionDoubled);
    if (!row.guard.empty()) add(Change::GuardNegated);
    const auto memory = memories();
    for (std::size_t kept = 0; kept < memory.size(); ++kept) {
        mutant.kept = static_cast<std::uint8_t>(kept);
        if (memory[kept].action == row.action) add(Change::StateKept);
    }
}

void add_timers(std::vector<Mutant>& all) {
    constexpr std::int64_t half = 500;
    constexpr std::int64_t twice = 2000;
    for (std::uint8_t timer = 0; timer < timer_count; ++timer) {
        const auto which = static_cast<Timer>(timer);
        all.push_back({.change = Change::TimerNeverArmed, .timer = which});
        all.push_back({.change = Change::TimerNeverCancelled, .timer = which});
        for (const std::int64_t permille : {half, twice}) {
            all.push_back({.change = Change::TimerStretched, .timer = which, .permille = permille});
        }
    }
}

std::vector<Mutant> enumerate() {
    std::vector<Mutant> all;
    for (std::uint8_t number = 0; number < machine_count; ++number) {
        Mutant mutant{.machine = static_cast<Machine>(number)};
        for (const ChartRow& row : rows_of(mutant.machine)) {
            add_row(all, mutant, row);
            ++mutant.row;
        }
    }
    add_timers(all);
    return all;
}

std::string_view word_of(Change change) {
    switch (change) {
        case Change::None:
            return "unchanged";
        case Change::RowRemoved:
            return "row removed";
        case Change::TargetChanged:
            return "target changed";
        case Change::ActionDropped:
            return "action dropped";
        case Change::ActionDoubled:
            return "action doubled";
        case Change::GuardNegated:
            return "guard negated";
        case Change::StateKept:
            return "state kept";
        case Change::TimerNeverArmed:
            return "never armed";
        case Change::TimerNeverCancelled:
            return "never cancelled";
        case Change::TimerStretched:
            return "stretched";
    }
    return "?";
}

}  // namespace

std::uint8_t row_count(Machine machine) {
    return static_cast<std::uint8_t>(rows_of(machine).size());
}

std::string row_name(Machine machine, std::uint8_t number) {
    const ChartRow& row = rows_of(machine)[number];
    std::string text = fmt::format("{}.{}.{}", machine_name(machine), row.from, row.event);
    if (!row.guard.empty()) {
        text += fmt::format("[{}{}]", row.negated ? "not " : "", row.guard);
    }
    return text;
}

std::string name_of(const Mutant& mutant) {
    const std::string_view word = word_of(mutant.change);
    if (!mutant.is_of_row()) {
        const std::string text = fmt::format("{} timer {}", model::name_of(mutant.timer), word);
        if (mutant.change != Change::TimerStretched) return text;
        return fmt::format("{} to {}%", text, mutant.permille / 10);
    }
    const std::string text = fmt::format("{} {}", row_name(mutant.machine, mutant.row), word);
    if (mutant.change == Change::TargetChanged) {
        return fmt::format("{} to {}", text, state_name(mutant.machine, mutant.target));
    }
    if (mutant.change != Change::StateKept) return text;
    return fmt::format("{}: {}", text, memories()[mutant.kept].name);
}

RuleIndex rule_of(const Mutant& mutant) {
    if (!mutant.is_of_row()) return {};
    return find_rule(row_of(mutant).rule).value_or(RuleIndex{});
}

const std::vector<Mutant>& all_mutants() {
    static const std::vector<Mutant> all = enumerate();
    return all;
}

const Mutant* find_mutant(std::string_view name) {
    const auto& all = all_mutants();
    const auto found =
        std::ranges::find_if(all, [&](const Mutant& one) { return name_of(one) == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace hourglass::model::mutants
