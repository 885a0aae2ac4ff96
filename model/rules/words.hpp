// The words that a family's table is written in, so that a row stays narrow. A pair of {} is
// Level::None, Confidence::None: the rule does not apply to that profile.
// Columns: id, kind, level and confidence for aws, level and confidence for rapid.
#pragma once

#include "model/rules/rule.hpp"

namespace hourglass::model::rules {

using enum RuleKind;

using Level::Info;
using Level::Must;
using Level::Should;

using Confidence::Captured;
using Confidence::Documented;
using Confidence::Inferred;
using Confidence::Observed;

}  // namespace hourglass::model::rules
