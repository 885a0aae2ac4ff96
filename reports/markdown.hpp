// A result as Markdown, short enough for the summary of a CI step.
#pragma once

#include "reports/result.hpp"

#include <string>

namespace hourglass::reports {

std::string to_markdown(const VerifyResult& result);

}  // namespace hourglass::reports
