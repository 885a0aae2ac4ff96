// Collects the rows. No Boost.MSM back-end is needed for that.
#include "model/lifecycle/bring_up_table.hpp"
#include "model/lifecycle/chart.hpp"
#include "model/lifecycle/extension_table.hpp"
#include "model/lifecycle/invocation_table.hpp"
#include "model/lifecycle/runtime_table.hpp"
#include "model/lifecycle/sandbox_table.hpp"
#include "model/lifecycle/teardown_table.hpp"

#include <algorithm>
#include <vector>

namespace hourglass::model {

namespace lifecycle {

namespace {

template <class Functor>
struct NameOf {
    static constexpr std::string_view name = Functor::name;
    static constexpr bool negated = false;
};
template <auto Question>
struct NameOf<IfNot<Question>> {
    static constexpr std::string_view name = IfNot<Question>::name;
    static constexpr bool negated = true;
};
template <>
struct NameOf<none> {
    static constexpr std::string_view name = "";
    static constexpr bool negated = false;
};

template <class Row>
ChartRow chart_row(Machine machine) {
    const auto from = static_cast<std::uint8_t>(Row::From::state);
    const auto to = static_cast<std::uint8_t>(Row::To::state);
    return {.machine = machine,
            .rule = Row::id,
            .from = state_name(machine, from),
            .event = name_of_type<typename Row::On>(),
            .to = state_name(machine, to),
            .action = NameOf<typename Row::Does>::name,
            .guard = NameOf<typename Row::When>::name,
            .negated = NameOf<typename Row::When>::negated,
            .internal = std::is_same_v<typename Row::Goes, none>,
            .from_state = from,
            .to_state = to};
}

template <class... Tables>
void collect(std::vector<ChartRow>& rows, Machine machine) {
    const auto add = [&]<class Row>() { rows.push_back(chart_row<Row>(machine)); };
    (Tables::for_each(add), ...);
}

std::vector<ChartRow> all_rows() {
    std::vector<ChartRow> rows;
    collect<sandbox::InitTable, sandbox::InvokeTable, sandbox::RestoreTable, sandbox::ResetTable,
            sandbox::ShutdownTable>(rows, Machine::Sandbox);
    collect<bring_up::BringUpTable>(rows, Machine::BringUp);
    collect<invocation::InvocationTable>(rows, Machine::Invocation);
    collect<teardown::TeardownTable>(rows, Machine::Teardown);
    collect<runtime::RuntimeTable, runtime::RuntimeRestoreTable>(rows, Machine::Runtime);
    collect<extension::ExtensionTable, extension::ExtensionReleaseTable>(rows, Machine::Extension);
    return rows;
}

}  // namespace

}  // namespace lifecycle

std::span<const ChartRow> chart_rows() {
    static const std::vector<ChartRow> rows = lifecycle::all_rows();
    return rows;
}

// Beside the rows, the platform itself speaks for the calls that no row allows, and for ids.
bool has_row(RuleIndex rule) {
    const std::string_view id = rule_at(rule).id;
    if (id == "INV-40" || id == "EXT-40" || id == "RESP-30") return true;
    return std::ranges::any_of(chart_rows(), [&](const ChartRow& row) { return row.rule == id; });
}

}  // namespace hourglass::model
