// The goals that leave the denominator, each with its reason. A test holds that each stands for
// some goal, and that campaigns do not meet it after all.
#include "sim/campaign/goals.hpp"

#include <array>

namespace hourglass::sim {

namespace {

constexpr std::string_view no_wire = "the simulator has no HTTP, so no headers, bodies and sockets";
constexpr std::string_view no_front_end = "the simulator has no front end";
constexpr std::string_view no_telemetry = "the simulator has no Telemetry API";
constexpr std::string_view no_stream = "responses come whole in the simulator";
constexpr std::string_view no_old_caller =
    "what outlives its generation in the simulator has had its SIGKILL and calls nobody";
constexpr std::string_view small_errors = "the error that a program reports is a few bytes";
constexpr std::string_view no_such_answer = "no row of the tables answers so";

constexpr std::array all{
    Unreachable{"rule HTTP-02", no_wire},
    Unreachable{"rule HTTP-03", no_wire},
    Unreachable{"rule HTTP-04", no_wire},
    Unreachable{"rule HTTP-05", no_wire},
    Unreachable{"rule HTTP-06", no_wire},
    Unreachable{"rule HTTP-07", no_wire},
    Unreachable{"rule HTTP-08", no_wire},
    Unreachable{"rule HTTP-09", no_wire},
    Unreachable{"rule HTTP-1*", no_wire},
    Unreachable{"rule HTTP-2*", no_wire},
    Unreachable{"rule FE-02", no_front_end},
    Unreachable{"rule FE-03", no_front_end},
    Unreachable{"rule FE-04", no_front_end},
    Unreachable{"rule FE-05", no_front_end},
    Unreachable{"rule FE-06", no_front_end},
    Unreachable{"rule FE-3*", no_front_end},
    Unreachable{"rule TEL-*", no_telemetry},
    Unreachable{"rule METR-10", no_telemetry},
    Unreachable{"rule INIT-35", no_wire},
    Unreachable{"rule SHD-36", no_wire},
    Unreachable{"rule EXT-10", no_wire},
    Unreachable{"rule EXT-11", no_wire},
    Unreachable{"rule EXT-34", no_wire},
    Unreachable{"rule EXT-38", no_wire},
    Unreachable{"rule RESP-39", no_wire},
    Unreachable{"rule PROC-34", no_wire},
    Unreachable{"rule CRED-01", no_wire},
    Unreachable{"rule RESP-09", no_stream},
    Unreachable{"rule RESP-11", no_stream},
    Unreachable{"rule RESP-12", no_stream},
    Unreachable{"rule RESP-14", no_stream},
    Unreachable{"rule RESP-15", no_stream},
    Unreachable{"rule RESP-20", no_stream},
    Unreachable{"rule RESP-40", no_stream},
    Unreachable{"rule INIT-13", "the bootstrap of the simulator brings no error along"},
    Unreachable{"rule RESP-18", "a program knows no id that it was not given"},
    Unreachable{"rule EXT-14", no_old_caller},
    Unreachable{"rule PROC-36", no_old_caller},
    Unreachable{"refusal NoRuntime", no_old_caller},
    Unreachable{"refusal InvokeGone", no_such_answer},
    Unreachable{"refusal InternalError", no_such_answer},
    Unreachable{"row RESP-04 runtime Running to InvocationErrorResponse", small_errors},
    Unreachable{"guard [not body_is_too_large] of runtime Running on ErrorPosted fails",
                small_errors},
    Unreachable{"guard [body_is_too_large] of runtime Running on ErrorPosted holds", small_errors},
};

}  // namespace

std::span<const Unreachable> unreachable_goals() {
    return all;
}

}  // namespace hourglass::sim
