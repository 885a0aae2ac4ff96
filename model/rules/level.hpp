// How much a profile insists on a rule.
#pragma once

#include "model/lifecycle/profile.hpp"
#include "model/rules/rule.hpp"

namespace hourglass::model {

constexpr Level level_of(const Rule& rule, ProfileName profile) {
    return profile == ProfileName::Aws ? rule.aws : rule.rapid;
}

}  // namespace hourglass::model
