#include "reports/rule_list.hpp"

#include "reports/names.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hourglass::reports {

namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> checkers(const Checks& checks) {
    std::vector<std::string> names;
    if (checks.row) names.emplace_back("row");
    if (checks.monitor) names.emplace_back("monitor");
    if (checks.property) names.emplace_back("property");
    return names;
}

Json json_of(const model::Rule& rule, const Checks& checks) {
    return {{"id", rule.id},
            {"family", model::family_of(rule.id)},
            {"kind", name_of(rule.kind)},
            {"sentence", rule.sentence},
            {"source", rule.source},
            {"levels", {{"aws", name_of(rule.aws)}, {"rapid", name_of(rule.rapid)}}},
            {"confidence",
             {{"aws", name_of(rule.aws_confidence)}, {"rapid", name_of(rule.rapid_confidence)}}},
            {"checked_by", checkers(checks)}};
}

}  // namespace

std::string rules_as_json(const std::vector<model::RuleIndex>& rules, const ChecksOf& checks_of) {
    Json array = Json::array();
    for (const model::RuleIndex rule : rules) {
        array.push_back(json_of(model::rule_at(rule), checks_of(rule)));
    }
    return array.dump(2) + "\n";
}

std::string rules_as_table(const std::vector<model::RuleIndex>& rules, const ChecksOf& checks_of,
                           Colour colour) {
    const Paint paint{colour};
    std::string text = fmt::format("{:<9} {:<7} {:<7} {:<12} {}\n", "rule", "aws", "rapid",
                                   "checked by", "sentence");
    for (const model::RuleIndex index : rules) {
        const model::Rule& rule = model::rule_at(index);
        const std::vector<std::string> by = checkers(checks_of(index));
        const std::string checked =
            by.empty() ? "nothing yet" : fmt::format("{}", fmt::join(by, " "));
        text += fmt::format("{} {:<7} {:<7} {} {}\n", paint.strong(fmt::format("{:<9}", rule.id)),
                            name_of(rule.aws), name_of(rule.rapid),
                            by.empty() ? paint.doubtful(fmt::format("{:<12}", checked))
                                       : fmt::format("{:<12}", checked),
                            rule.sentence);
    }
    return text;
}

}  // namespace hourglass::reports
