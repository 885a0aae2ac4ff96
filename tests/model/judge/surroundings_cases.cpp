#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

constexpr std::uint8_t killed_for_memory = exited_by_signal | out_of_memory;

// A response nobody asked for, and then a shutdown that leads to nothing.
Trace silent_after_nonsense() {
    TraceBuilder run = ready().add({.amount = 404, .kind = Kind::StrayCall}).saying("GET /nope");
    return run.ask_shutdown().after(31s).end(horizon_reached);
}

Trace alive_after_nonsense() {
    TraceBuilder run = ready().add({.amount = 404, .kind = Kind::StrayCall}).saying("GET /nope");
    return run.shutdown().end();
}

Trace finds_in_its_environment(std::string_view address) {
    TraceBuilder run;
    run.ask_init().init_start().start(Who::Runtime);
    run.add({.generation = 1,
             .kind = Kind::ProcessStarted,
             .who = Who::Runtime,
             .flags = plain_credentials})
        .saying(address);
    run.runtime_polls().init_report().init_done(Outcome::Success).freeze();
    return run.end();
}

Trace starves(std::string_view error) {
    TraceBuilder run = invoking().exits(Who::Runtime, 0, 9);
    for (Record& one : run.records()) {
        if (one.kind == Kind::ProcessExited) one.flags = killed_for_memory;
    }
    return run.fail_invoke(1, error).repair(1).end();
}

Trace looks_after_reset(std::int64_t found) {
    TraceBuilder run =
        invoking().add({.generation = 1, .kind = Kind::FileWritten, .who = Who::Runtime});
    run.saying("mark").respond(1, 5).runtime_polls().end_invoke(1, 5).reset();
    run.ask_invoke(2).arm_timeout().suppressed_init().told_start(2).deliver(2);
    run.add({.amount = found, .generation = 3, .kind = Kind::FileLooked, .who = Who::Runtime});
    return run.saying("mark").respond(2, 6).runtime_polls().end_invoke(2, 6).end();
}

}  // namespace

Cases surroundings_cases() {
    return {
        {"PROC-33", silent_after_nonsense, alive_after_nonsense},
        {"PROC-34", [] { return finds_in_its_environment("(none)"); },
         [] { return finds_in_its_environment("127.0.0.1:9001"); }},
        {"PROC-35", [] { return starves("Runtime.ExitError"); },
         [] { return starves("Runtime.OutOfMemory"); }},
        {"RST-38", [] { return looks_after_reset(0); }, [] { return looks_after_reset(1); }},
    };
}

}  // namespace hourglass::model
