// Picks rules by globs over their ids: "TMO-*,RST-0[1-4]".
#pragma once

#include "model/base/result.hpp"
#include "model/rules/catalogue.hpp"

#include <string_view>
#include <vector>

namespace hourglass::cli {

// In catalogue order; all of them if `globs` is empty. A glob that matches nothing is an error.
model::Result<std::vector<model::RuleIndex>> rules_matching(std::string_view globs);

}  // namespace hourglass::cli
