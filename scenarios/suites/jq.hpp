// Filters of jq (the library libjq), as suites and scenarios have them. A filter that never ends is
// not ended here.
#pragma once

#include "model/base/result.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace hourglass::scenarios {

// What jq says of a filter that it does not understand.
model::Result<void> check_filter(const std::string& filter);

// The first result that is not null.
model::Result<nlohmann::json> filtered(const std::string& filter, const nlohmann::json& input);

}  // namespace hourglass::scenarios
