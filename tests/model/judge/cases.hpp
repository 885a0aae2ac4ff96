// For each rule that a monitor checks: a trace that breaks it, and one that puts it to the test and
// keeps it. What they hold is taken from the notes on the lifecycle, not from the program.
#pragma once

#include "model/trace/trace.hpp"

#include <ostream>
#include <string_view>
#include <vector>

namespace hourglass::model {

struct Case {
    std::string_view rule;
    Trace (*breaks)();
    Trace (*keeps)();
};

// For the messages of GoogleTest, which finds it by this name.
inline void PrintTo(const Case& one, std::ostream* out) {  // NOLINT(readability-identifier-naming)
    *out << one.rule;
}

using Cases = std::vector<Case>;

Cases init_cases();
Cases suppressed_init_cases();
Cases invoke_cases();
Cases invoke_end_cases();
Cases response_cases();
Cases timeout_cases();
Cases reset_cases();
Cases shutdown_cases();
Cases extension_cases();
Cases error_cases();
Cases process_cases();
Cases event_cases();
Cases freeze_cases();
Cases restore_cases();
Cases runtime_client_cases();
Cases extension_client_cases();
Cases record_cases();
Cases credential_cases();
Cases cause_cases();
Cases wire_reach_cases();
Cases wire_path_cases();
Cases wire_body_cases();
Cases wire_answer_cases();
Cases wire_connection_cases();
Cases extension_wire_cases();
Cases registration_wire_cases();
Cases front_end_status_cases();
Cases front_end_request_cases();
Cases surroundings_cases();
Cases telemetry_cases();
Cases answer_cases();
Cases transfer_cases();
Cases progress_cases();
Cases call_cases();
Cases refusal_cases();
Cases telemetry_batch_cases();

}  // namespace hourglass::model
