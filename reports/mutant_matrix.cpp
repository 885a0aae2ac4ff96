#include "reports/mutant_matrix.hpp"

#include "model/rules/catalogue.hpp"
#include "reports/families.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace hourglass::reports {

namespace {

using Json = nlohmann::ordered_json;

Json ids_of(const std::vector<model::RuleIndex>& rules) {
    Json ids = Json::array();
    for (const model::RuleIndex rule : rules) ids.push_back(model::rule_at(rule).id);
    return ids;
}

Json json_of(const MutantRow& row) {
    Json json{{"mutant", row.name}, {"killed", row.killed},           {"rules", ids_of(row.rules)},
              {"cases", row.cases}, {"cpu_seconds", row.cpu_seconds}, {"shrunk_steps", row.steps}};
    if (row.killed) json["killed_by"] = row.killer;
    if (row.killed) json["place"] = row.place;
    if (!row.killed && !row.warnings.empty()) json["warnings"] = ids_of(row.warnings);
    if (!row.killed) json["reached"] = row.reached;
    if (!row.equivalent.empty()) json["equivalent"] = row.equivalent;
    if (!row.difference.empty()) json["difference"] = row.difference;
    return json;
}

std::string verdict_of(const MutantRow& row) {
    if (row.killed) return row.rules.empty() ? "deadlock" : id_list(row.rules);
    if (!row.equivalent.empty()) return "equivalent: " + row.equivalent;
    if (!row.warnings.empty()) return "SURVIVES, but for a warning: " + id_list(row.warnings);
    return row.reached ? "SURVIVES" : "SURVIVES, its row is never taken";
}

std::string difference_of(const MutantRow& row) {
    std::string text =
        fmt::format("\n{} survives, though this tells it apart ({}):\n", row.name, row.place);
    for (const std::string& step : row.difference) text += fmt::format("    {}\n", step);
    return text;
}

}  // namespace

std::size_t MutantMatrix::killed() const {
    return static_cast<std::size_t>(std::ranges::count(mutants, true, &MutantRow::killed));
}

std::size_t MutantMatrix::equivalent() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        mutants, [](const MutantRow& row) { return !row.equivalent.empty(); }));
}

std::string to_json(const MutantMatrix& matrix) {
    Json mutants = Json::array();
    for (const MutantRow& row : matrix.mutants) mutants.push_back(json_of(row));
    const Json json{{"version", 1},
                    {"mutants", matrix.mutants.size()},
                    {"killed", matrix.killed()},
                    {"equivalent", matrix.equivalent()},
                    {"survivors", matrix.unexplained()},
                    {"defects", std::move(mutants)}};
    return json.dump(2) + "\n";
}

std::string to_text(const MutantMatrix& matrix) {
    std::string text = fmt::format("{:>5} {:>9} {:>5}  {:<9} {:<60} {}\n", "cases", "CPU ms",
                                   "steps", "by", "mutant", "rules");
    for (const MutantRow& row : matrix.mutants) {
        constexpr double milliseconds = 1000;
        text += fmt::format("{:>5} {:>9.2f} {:>5}  {:<9} {:<60} {}\n", row.cases,
                            row.cpu_seconds * milliseconds, row.steps, row.killer, row.name,
                            verdict_of(row));
    }
    for (const MutantRow& row : matrix.mutants) {
        if (!row.difference.empty()) text += difference_of(row);
    }
    const std::size_t different = matrix.mutants.size() - matrix.equivalent();
    const double rate = different == 0 ? 0
                                       : 100.0 * static_cast<double>(matrix.killed()) /
                                             static_cast<double>(different);
    return text + fmt::format(
                      "\n{} mutants: {} equivalent, {} of the other {} killed ({:.1f} %), {} "
                      "survive\n",
                      matrix.mutants.size(), matrix.equivalent(), matrix.killed(), different, rate,
                      matrix.unexplained());
}

}  // namespace hourglass::reports
