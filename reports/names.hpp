// How the reports spell verdicts, levels and the like: in JSON, in tables and in sentences.
#pragma once

#include "model/judge/judge.hpp"
#include "model/lifecycle/profile.hpp"
#include "model/rules/level.hpp"
#include "model/rules/rule.hpp"

#include <string_view>

namespace hourglass::reports {

std::string_view name_of(model::Verdict verdict);        // held, violated, never_exercised, ...
std::string_view name_of(model::Level level);            // must, should, info, none
std::string_view name_of(model::Confidence confidence);  // documented, captured, ...
std::string_view name_of(model::RuleKind kind);          // transition, safety, ...

using model::level_of;
model::Confidence confidence_of(const model::Rule& rule, model::ProfileName profile);

}  // namespace hourglass::reports
