#include "reports/book.hpp"

#include "model/lifecycle/chart.hpp"
#include "reports/names.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace hourglass::reports {

namespace {

using model::ChartRow;
using model::Machine;

constexpr std::array machines{Machine::Sandbox,  Machine::BringUp, Machine::Invocation,
                              Machine::Teardown, Machine::Runtime, Machine::Extension};

std::string level_text(model::Level level, model::Confidence confidence) {
    if (level == model::Level::None) return "–";
    return fmt::format("{}, {}", name_of(level), name_of(confidence));
}

std::string rows_text(std::string_view id) {
    std::string text;
    for (const ChartRow& row : model::chart_rows()) {
        if (row.rule != id) continue;
        text += fmt::format("{}{}: {} → {}", text.empty() ? "" : "; ",
                            model::machine_name(row.machine), row.from, row.to);
    }
    return text;
}

std::string checked_text(const Checks& checks) {
    if (checks.monitor) return "monitor";
    if (checks.property) return "a test of its own";
    return checks.row ? "row only" : "nothing yet";
}

std::string rule_text(model::RuleIndex index, const Checks& checks) {
    const model::Rule& rule = model::rule_at(index);
    std::string text = fmt::format("**{}** {}\n", rule.id, rule.sentence);
    text += fmt::format("- aws: {}. rapid: {}. Checked by: {}.\n",
                        level_text(rule.aws, rule.aws_confidence),
                        level_text(rule.rapid, rule.rapid_confidence), checked_text(checks));
    const std::string rows = rows_text(rule.id);
    if (!rows.empty()) text += fmt::format("- Rows: {}\n", rows);
    return text + fmt::format("- Source: {}\n\n", rule.source);
}

std::string guard_text(const ChartRow& row) {
    if (row.guard.empty()) return "";
    return fmt::format("{}{}", row.negated ? "not " : "", row.guard);
}

std::string machine_text(Machine machine) {
    std::string text = fmt::format("## {}\n\n```mermaid\n{}```\n\n", model::machine_name(machine),
                                   model::chart(machine, model::ChartFormat::Mermaid));
    text +=
        "| rule | in state | on event | go to | do | if |\n| --- | --- | --- | --- | --- | --- |\n";
    for (const ChartRow& row : model::chart_rows()) {
        if (row.machine != machine) continue;
        text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", row.rule, row.from, row.event,
                            row.internal ? std::string_view{"(stays)"} : row.to, row.action,
                            guard_text(row));
    }
    return text + "\n";
}

}  // namespace

std::string book_of_rules(const ChecksOf& checks_of) {
    std::string text =
        "# The rules\n\nWritten by `hourglass list rules --markdown` from the catalogue in "
        "`model/rules`; a test holds them equal.\nFor each profile: how much it insists on the "
        "rule, "
        "and how sure we are.\n\n";
    std::string_view family;
    for (std::size_t i = 1; i <= model::catalogue.size(); ++i) {
        const model::RuleIndex index{static_cast<std::uint16_t>(i)};
        const std::string_view its = model::family_of(model::rule_at(index).id);
        if (its != family) text += fmt::format("## {}\n\n", its);
        family = its;
        text += rule_text(index, checks_of(index));
    }
    text.pop_back();
    return text;
}

std::string book_of_machines() {
    std::string text =
        "# The machines\n\nWritten by `hourglass show book` from the tables in `model/lifecycle`; "
        "a "
        "test holds them equal.\n\n";
    for (const Machine machine : machines) text += machine_text(machine);
    text.pop_back();
    return text;
}

}  // namespace hourglass::reports
