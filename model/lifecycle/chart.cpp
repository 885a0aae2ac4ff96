// Writes the rows as Mermaid, PlantUML and DOT.
#include "model/lifecycle/chart.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>
#include <vector>

namespace hourglass::model {

namespace {

using Edge = std::pair<std::string_view, std::string_view>;

std::string label_of(const ChartRow& row) {
    std::string label = fmt::format("{} ({})", row.event, row.rule);
    if (!row.guard.empty()) {
        label += fmt::format(" [{}{}]", row.negated ? "not " : "", row.guard);
    }
    return label;
}

// Several rows between the same two states are one arrow with several lines.
std::vector<std::pair<Edge, std::vector<std::string>>> edges_of(Machine machine) {
    std::vector<std::pair<Edge, std::vector<std::string>>> edges;
    std::map<Edge, std::size_t> index;
    for (const ChartRow& row : chart_rows()) {
        if (row.machine != machine) continue;
        const Edge edge{row.from, row.to};
        const auto [place, is_new] = index.emplace(edge, edges.size());
        if (is_new) edges.push_back({edge, {}});
        edges[place->second].second.push_back(label_of(row));
    }
    return edges;
}

std::string joined(const std::vector<std::string>& labels, std::string_view separator) {
    return fmt::format("{}", fmt::join(labels, separator));
}

std::string mermaid(Machine machine) {
    std::string text = "stateDiagram-v2\n";
    text += fmt::format("    [*] --> {}\n", state_name(machine, 0));
    for (const auto& [edge, labels] : edges_of(machine)) {
        text +=
            fmt::format("    {} --> {}: {}\n", edge.first, edge.second, joined(labels, "<br/>"));
    }
    return text;
}

std::string plant_uml(Machine machine) {
    std::string text = fmt::format("@startuml\ntitle {}\n[*] --> {}\n", machine_name(machine),
                                   state_name(machine, 0));
    for (const auto& [edge, labels] : edges_of(machine)) {
        text += fmt::format("{} --> {} : {}\n", edge.first, edge.second, joined(labels, "\\n"));
    }
    return text + "@enduml\n";
}

std::string dot(Machine machine) {
    std::string text =
        fmt::format("digraph {} {{\n    node [shape=box, style=rounded];\n", machine_name(machine));
    for (const auto& [edge, labels] : edges_of(machine)) {
        text += fmt::format("    \"{}\" -> \"{}\" [label=\"{}\"];\n", edge.first, edge.second,
                            joined(labels, "\\n"));
    }
    return text + "}\n";
}

}  // namespace

std::string chart(Machine machine, ChartFormat format) {
    switch (format) {
        case ChartFormat::Mermaid:
            return mermaid(machine);
        case ChartFormat::PlantUml:
            return plant_uml(machine);
        case ChartFormat::Dot:
            return dot(machine);
    }
    return {};
}

}  // namespace hourglass::model
