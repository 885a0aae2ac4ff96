// Family CRED: credentials for a restored sandbox.
#pragma once

#include "model/rules/words.hpp"

#include <array>

namespace hourglass::model::rules {

// clang-format off
inline constexpr std::array credential_rules{
    Rule{"CRED-01", Wire,       Should, Inferred,   Must,   Observed,
         "The credentials address gives the current set for a known token and 404 for any other.",
         "RIE internal/lambda/rapi/handler/credentials.go"},
    Rule{"CRED-02", Safety,     Should, Inferred,   Must,   Observed,
         "A restore replaces the values of the one credential set and keeps its token.",
         "RIE internal/lambda/core/credentials.go"},
    Rule{"CRED-03", Safety,     Should, Inferred,   Must,   Inferred,
         "Credentials survive resets, and an init inside "
         "an invoke uses the same token and environment.",
         "RIE internal/lambda/core/credentials.go"},
    Rule{"CRED-30", Wire,       Must,   Documented, Must,   Observed,
         "In plain mode the runtime finds its credentials in the three environment variables.",
         "AWS docs: Lambda environment variables; "
         "RIE internal/lambda/rapidcore/env/environment.go"},
    Rule{"CRED-31", Safety,     Must,   Documented, Must,   Inferred,
         "Under a snapshot no credentials are in the environment while init runs.",
         "AWS docs: Lambda SnapStart; DataDog/datadog-lambda-extension#532"},
};
// clang-format on

}  // namespace hourglass::model::rules
