// Family FRZ: freezing an idle sandbox.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array freeze_rules{
    Rule{"FRZ-01", Safety,     Must,   Documented, {},     {},
         "A sandbox is frozen while runtime and extensions "
         "all wait in their polls and nothing is pending.",
         "AWS docs: Lambda execution environment"},
    Rule{"FRZ-02", Safety,     Must,   Documented, {},     {},
         "A frozen sandbox is thawed before an event is delivered to any of its processes.",
         "AWS docs: Lambda execution environment; Nike-Inc/hal#54"},
    Rule{"FRZ-03", Safety,     Must,   Inferred,   {},     {},
         "A sandbox is not frozen while an init, an invoke, a restore or a shutdown sequence runs.",
         "AWS docs: Lambda execution environment; aws-observability/aws-otel-lambda#886"},
    Rule{"FRZ-04", Safety,     Must,   Documented, {},     {},
         "A sandbox is thawed before any signal or SHUTDOWN event of a shutdown sequence.",
         "AWS docs: Lambda Extensions API"},
    Rule{"FRZ-05", Safety,     Must,   Documented, {},     {},
         "Background work of a frozen process goes on after the thaw and the process is the same.",
         "AWS docs: Lambda execution environment"},
    Rule{"FRZ-06", Safety,     Must,   Inferred,   {},     {},
         "Frozen time counts neither as function time nor against any budget of the sandbox.",
         "AWS docs: Lambda execution environment; awslabs/aws-lambda-powershell-runtime#34"},
};
// clang-format on

}  // namespace hourglass::model::rules
