// Cases of the rules for somebody's own programs, beside those of their families.
#pragma once

#include "tests/model/judge/cases.hpp"

namespace hourglass::model {

Cases runtime_handler_cases();
Cases runtime_hardship_cases();
Cases extension_hardship_cases();

}  // namespace hourglass::model
