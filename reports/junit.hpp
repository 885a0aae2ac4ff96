// Results as JUnit XML, as GitHub's, GitLab's and Jenkins' readers take it: one suite for each
// family of rules on each backend, one for the scenarios' own expectations.
#pragma once

#include "reports/result.hpp"

#include <string>

namespace hourglass::reports {

std::string to_junit(const VerifyResult& result);

}  // namespace hourglass::reports
