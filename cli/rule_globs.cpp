#include "cli/rule_globs.hpp"

#include <fmt/format.h>

#include <fnmatch.h>
#include <set>
#include <string>

namespace hourglass::cli {

namespace {

using Numbers = std::set<std::uint16_t>;

Numbers matches_of(const std::string& glob) {
    Numbers numbers;
    std::uint16_t number = 0;
    for (const model::Rule& rule : model::catalogue) {
        ++number;
        const std::string id{rule.id};
        const bool whole_family = glob == model::family_of(id);
        if (whole_family || fnmatch(glob.c_str(), id.c_str(), FNM_CASEFOLD) == 0) {
            numbers.insert(number);
        }
    }
    return numbers;
}

}  // namespace

model::Result<std::vector<model::RuleIndex>> rules_matching(std::string_view globs) {
    Numbers numbers;
    while (!globs.empty()) {
        const std::size_t comma = globs.find(',');
        const std::string glob{globs.substr(0, comma)};
        globs = comma == std::string_view::npos ? "" : globs.substr(comma + 1);
        const Numbers found = matches_of(glob);
        if (found.empty()) {
            return model::failure(model::ErrorKind::NotFound,
                                  fmt::format("no rule matches {}", glob),
                                  "See what there is with: hourglass list rules");
        }
        numbers.insert(found.begin(), found.end());
    }
    std::vector<model::RuleIndex> rules;
    for (std::size_t i = 1; i <= model::catalogue.size(); ++i) {
        const auto number = static_cast<std::uint16_t>(i);
        if (numbers.empty() || numbers.contains(number)) rules.push_back({number});
    }
    return rules;
}

}  // namespace hourglass::cli
