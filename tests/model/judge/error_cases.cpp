#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

// Runtime and extension exit while the sandbox idles, in this order; then comes invoke 1.
Trace two_exits(std::string_view type) {
    TraceBuilder run = ready_with_extension(rapid).after(1ms).exits(Who::Runtime, 0, 1);
    run.after(1ms).exits(Who::Extension, 0, 1).after(1ms).begin_invoke(1).fail_invoke(1, type);
    return run.repair(1).end();
}

Trace crash_of(std::string_view type) {
    TraceBuilder run = invoking().exits(Who::Runtime, 0, 1).fail_invoke(1, type);
    return run.repair(1).end();
}

// Invoke 1 ends with a function error; invoke 2 fails because of a reset.
Trace function_error_then_reset(std::string_view type) {
    TraceBuilder run = invoking().report_error(1, 5).runtime_polls().runtime_done(1);
    run.done(1, Outcome::Success).freeze().begin_invoke(2).deliver(2).ask_reset("maintenance");
    run.done(2, Outcome::Failure, type, reset_received | request_reset).answered(2, Reply::Empty);
    return run.stop_all("maintenance").reset_done("maintenance").end();
}

Trace blames_an_exit() {
    return invoking().fail_invoke(1, "Runtime.ExitError").cut();
}

Trace reset_shows() {
    TraceBuilder run = invoking().ask_reset("maintenance");
    run.done(1, Outcome::Failure, "Sandbox.Failure", reset_received | request_reset);
    return run.answered(1, Reply::PlatformError, 0, "errResetReceived").cut();
}

Trace flags_of_failed_init(std::uint8_t flags) {
    return changed(failed_init(rapid).end(), Kind::InitDone,
                   [flags](Record& one) { one.flags = flags; });
}

}  // namespace

Cases error_cases() {
    return {
        {"ERR-01", [] { return two_exits("Extension.Crash"); },
         [] { return two_exits("Runtime.ExitError"); }},
        {"ERR-02", [] { return crash_of("Sandbox.Failure"); },
         [] { return crash_of("Runtime.ExitError"); }},
        {"ERR-06", [] { return function_error_then_reset("Function.Unknown"); },
         [] { return function_error_then_reset("Sandbox.Failure"); }},
        {"ERR-08", [] { return flags_of_failed_init(reset_received | request_reset); },
         [] { return flags_of_failed_init(request_reset); }},
        {"ERR-30", blames_an_exit, [] { return crash_of("Runtime.ExitError"); }},
        {"ERR-31", reset_shows, [] { return plain(); }},
    };
}

}  // namespace hourglass::model
