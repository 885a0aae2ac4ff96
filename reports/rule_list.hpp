// The rule catalogue for `list rules`, as a table and as JSON.
#pragma once

#include "model/rules/catalogue.hpp"
#include "reports/paint.hpp"

#include <functional>
#include <string>
#include <vector>

namespace hourglass::reports {

struct Checks {
    bool row{};       // a row of a transition table carries it
    bool monitor{};   // a monitor watches for it
    bool property{};  // a test of its own holds it (model/rules/properties.hpp)
};

using ChecksOf = std::function<Checks(model::RuleIndex)>;

std::string rules_as_json(const std::vector<model::RuleIndex>& rules, const ChecksOf& checks_of);
std::string rules_as_table(const std::vector<model::RuleIndex>& rules, const ChecksOf& checks_of,
                           Colour colour);

}  // namespace hourglass::reports
