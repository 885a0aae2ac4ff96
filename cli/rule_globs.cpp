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
    for (std::uint16_t i = 0; i < model::catalogue.size(); ++i) {
        const std::string id{model::catalogue[i].id};
        const bool whole_family = glob == model::family_of(id);
        if (whole_family || fnmatch(glob.c_str(), id.c_str(), FNM_CASEFOLD) == 0) {
            numbers.insert(static_cast<std::uint16_t>(i + 1));
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
    for (std::uint16_t number = 1; number <= model::catalogue.size(); ++number) {
        if (numbers.empty() || numbers.count(number) > 0) rules.push_back({number});
    }
    return rules;
}

}  // namespace hourglass::cli
