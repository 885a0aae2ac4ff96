// Results as JSON. The members are stable: more may be added, none is renamed.
#pragma once

#include "reports/result.hpp"

#include <string>

namespace hourglass::reports {

// Version 1 of the result of `verify`, ending in a newline.
std::string to_json(const VerifyResult& result);

}  // namespace hourglass::reports
