// The transition tables as data and as diagrams: both are folds over the same rows that the
// machines run.
#pragma once

#include "model/base/result.hpp"
#include "model/rules/rule.hpp"
#include "model/trace/states.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hourglass::model {

struct ChartRow {
    Machine machine{};
    std::string_view rule;
    std::string_view from;  // names of states
    std::string_view event;
    std::string_view to;
    std::string_view action;  // "" for none
    std::string_view guard;   // "" for none; "not x" is spelled with negated
    bool negated = false;
    bool internal = false;  // the row stays in its state
    std::uint8_t from_state{};
    std::uint8_t to_state{};
};

// Every row of every table, in table order.
std::span<const ChartRow> chart_rows();

// Whether a row of some table carries the rule.
bool has_row(RuleIndex rule);

enum class ChartFormat : std::uint8_t { Mermaid, PlantUml, Dot };

// The diagram of one machine; edges are labelled with event and rule.
std::string chart(Machine machine, ChartFormat format);

}  // namespace hourglass::model
