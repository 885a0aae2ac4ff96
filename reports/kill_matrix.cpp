#include "reports/kill_matrix.hpp"

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

Json json_of(const KilledDefect& defect) {
    Json json{{"name", defect.name},
              {"about", defect.about},
              {"report", defect.report},
              {"killed", defect.killed()},
              {"rules", ids_of(defect.rules)},
              {"warnings", ids_of(defect.warnings)},
              {"cases", defect.cases},
              {"cpu_seconds", defect.cpu_seconds},
              {"shrunk_steps", defect.steps},
              {"shrunk_minimal", defect.minimal},
              {"shrink_cpu_seconds", defect.shrink_seconds},
              {"diverged", defect.diverged}};
    if (!defect.killed()) return json;
    json["scenario"] = defect.scenario;
    json["profile"] = defect.profile;
    return json;
}

std::string verdict_of(const KilledDefect& defect) {
    if (defect.killed()) return id_list(defect.rules);
    if (!defect.warnings.empty()) return "SURVIVES, warned by " + id_list(defect.warnings);
    return defect.diverged ? "SURVIVES, seen by the replay alone" : "SURVIVES, never shows";
}

constexpr double shrink_limit = 2;  // CPU seconds

bool shrank_well(const KilledDefect& one) {
    return one.killed() && one.minimal && one.shrink_seconds <= shrink_limit;
}

std::vector<KilledDefect> by_time(const KillMatrix& matrix) {
    std::vector<KilledDefect> sorted = matrix.defects;
    std::ranges::stable_sort(sorted, std::ranges::greater{}, &KilledDefect::cpu_seconds);
    return sorted;
}

// By CPU time to the first kill, at most three.
std::vector<KilledDefect> slowest_of(const KillMatrix& matrix) {
    std::vector<KilledDefect> sorted = by_time(matrix);
    sorted.resize(std::min<std::size_t>(sorted.size(), 3));
    return sorted;
}

double median_seconds(const KillMatrix& matrix) {
    const std::vector<KilledDefect> sorted = by_time(matrix);
    return sorted.empty() ? 0 : sorted[sorted.size() / 2].cpu_seconds;
}

std::string slowest_text(const KillMatrix& matrix) {
    std::string text;
    for (const KilledDefect& one : slowest_of(matrix)) {
        text += fmt::format("{}{} {:.3f} s", text.empty() ? "" : ", ", one.name, one.cpu_seconds);
    }
    return text;
}

std::string shrinking_text(const KillMatrix& matrix) {
    std::string others;
    for (const KilledDefect& one : matrix.defects) {
        if (!one.killed() || shrank_well(one)) continue;
        others +=
            fmt::format("{}{} to {} steps in {:.2f} s{}", others.empty() ? "" : ", ", one.name,
                        one.steps, one.shrink_seconds, one.minimal ? "" : ", not proven");
    }
    const std::size_t killed = matrix.killed();
    constexpr double percent = 100;
    return fmt::format(
        "{} of {} ({:.1f} %) shrank to the proven minimum within {:.0f} s of CPU time{}{}\n",
        matrix.shrunk_well(), killed,
        percent * static_cast<double>(matrix.shrunk_well()) /
            static_cast<double>(std::max<std::size_t>(killed, 1)),
        shrink_limit, others.empty() ? "" : "; not so: ", others);
}

}  // namespace

std::size_t KillMatrix::shrunk_well() const {
    return static_cast<std::size_t>(std::ranges::count_if(defects, shrank_well));
}

std::size_t KillMatrix::killed() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(defects, [](const KilledDefect& one) { return one.killed(); }));
}

std::string to_json(const KillMatrix& matrix) {
    Json defects = Json::array();
    for (const KilledDefect& one : matrix.defects) defects.push_back(json_of(one));
    Json slowest = Json::array();
    for (const KilledDefect& one : slowest_of(matrix)) slowest.push_back(one.name);
    const Json json{{"version", 1},
                    {"defects", std::move(defects)},
                    {"slowest", std::move(slowest)},
                    {"median_cpu_seconds", median_seconds(matrix)},
                    {"shrunk_well", matrix.shrunk_well()},
                    {"rules_without_kill", ids_of(matrix.idle_rules)}};
    return json.dump(2) + "\n";
}

std::string to_text(const KillMatrix& matrix) {
    std::string text = fmt::format("{:<30} {:>5} {:>9} {:>5}  {}\n", "defect", "cases", "CPU ms",
                                   "steps", "rules");
    for (const KilledDefect& one : matrix.defects) {
        constexpr double milliseconds = 1000;
        text += fmt::format("{:<30} {:>5} {:>9.2f} {:>5}  {}\n", one.name, one.cases,
                            one.cpu_seconds * milliseconds, one.steps, verdict_of(one));
    }
    text += fmt::format(
        "\n{} of {} defects killed; half of them within {:.4f} s; the slowest: {}\n",
        matrix.killed(), matrix.defects.size(), median_seconds(matrix), slowest_text(matrix));
    text += shrinking_text(matrix);
    if (!matrix.idle_rules.empty()) {
        text += fmt::format("{} rules with a monitor killed nothing: {}\n",
                            matrix.idle_rules.size(), id_list(matrix.idle_rules));
    }
    return text;
}

}  // namespace hourglass::reports
