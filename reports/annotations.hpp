// What went wrong as the commands that GitHub Actions reads in a log: one line each.
#pragma once

#include "reports/result.hpp"

#include <string>

namespace hourglass::reports {

std::string to_annotations(const VerifyResult& result);

}  // namespace hourglass::reports
