// Family INIT: bringing a sandbox up.
#pragma once

#include "model/rules/rule.hpp"

#include <array>

namespace hourglass::model {

// clang-format off
inline constexpr std::array init_rules{
    Rule{"INIT-01", RuleKind::Liveness, Level::Must, Confidence::Observed, Level::Must, Confidence::Observed,
         "Every init yields exactly one outcome, success or failure.",
         "aws-lambda-runtime-interface-emulator internal/lambda/rapidcore"},
};
// clang-format on

}  // namespace hourglass::model
