// What tells one finding on a real platform from another before it is shrunk: the rule, what the
// platform did, and of a platform that ended by itself, its last words.
#pragma once

#include "model/judge/judge.hpp"
#include "model/trace/trace.hpp"

#include <string>

namespace hourglass::cli {

// "INV-05-InvokeAnswered-0", "PROC-33-ProcessExited-0-runtime-error-invalid-memory-address".
std::string real_signature(const model::Trace& trace, const model::Violation& violation);

}  // namespace hourglass::cli
