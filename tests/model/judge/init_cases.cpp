#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

Trace runtime_before_registration() {
    TraceBuilder run;
    run.extensions({"agent"}).ask_init().init_start().start(Who::Extension).start(Who::Runtime);
    return run.cut();
}

Trace init_error_alone_ends_init() {
    TraceBuilder run{rapid};
    run.ask_init().init_start().start(Who::Runtime).after(1ms);
    run.call(Kind::InitErrorPosted, 0, 5).answer(Answer::Accepted).init_report("Runtime.Unknown");
    return run.init_done(Outcome::Failure, "Sandbox.Failure", request_reset).cut();
}

Trace fails_with(Trace trace, std::string_view type) {
    const TextId text = trace.texts.intern(type);
    return changed(std::move(trace), Kind::InitDone, [text](Record& one) { one.text = text; });
}

Trace start_failed() {
    TraceBuilder run;
    run.ask_init().init_start().start(Who::Runtime);
    run.add({.amount = 2, .generation = 1, .kind = Kind::ProcessStartFailed, .who = Who::Runtime});
    run.init_report("Runtime.InvalidEntrypoint");
    run.init_done(Outcome::Failure, "Runtime.InvalidEntrypoint", request_reset);
    return run.reset_done("failure").end();
}

Trace early_timeout() {
    TraceBuilder run;
    run.ask_init().init_start().start(Who::Runtime).after(9s).init_report("Runtime.Unknown");
    return run.init_done(Outcome::TimedOut, "Sandbox.Timedout", request_reset).cut();
}

Trace suppressed_init_request() {
    return TraceBuilder{}.suppressed().ask_init().init_done(Outcome::Success).end();
}

}  // namespace

Cases init_cases() {
    return {
        {"INIT-01", [] { return without(plain(), Kind::InitDone); }, [] { return plain(); }},
        {"INIT-03", runtime_before_registration, [] { return with_extension(); }},
        {"INIT-04",
         [] {
             TraceBuilder run{rapid};
             run.ask_init().init_start().start(Who::Runtime).after(10s);
             return run.init_done(Outcome::TimedOut, "Sandbox.Timeout").cut();
         },
         [] { return plain(rapid); }},
        {"INIT-05", init_error_alone_ends_init, [] { return init_error(rapid).end(); }},
        {"INIT-06", [] { return fails_with(init_error(rapid).end(), "Sandbox.Failure"); },
         [] { return init_error(rapid).end(); }},
        {"INIT-07", [] { return fails_with(failed_init().end(), "Sandbox.Failure"); },
         [] { return failed_init().end(); }},
        {"INIT-09", [] { return ready().register_as("late", 3, subscribe_invoke).cut(); },
         [] { return ready().ask_register("late", 1).answer(Answer::RegistrationClosed).end(); }},
        {"INIT-10",
         [] {
             return changed(plain(), PlatformEvent::InitStart,
                            [](Record& one) { one.flags = phase_invoke; });
         },
         [] { return with_reset(); }},
        {"INIT-11", [] { return TraceBuilder{}.suppressed().ask_init().start(Who::Runtime).cut(); },
         suppressed_init_request},
        {"INIT-12", [] { return fails_with(start_failed(), "Sandbox.Failure"); }, start_failed},
        {"INIT-16", [] { return failed_init(rapid).begin_invoke(1).deliver_to_runtime(1).cut(); },
         [] { return failed_init().end(); }},
        {"INIT-30", early_timeout, [] { return late_init().end(); }},
        {"INIT-31", [] { return fails_with(init_error().end(), "Sandbox.Failure"); },
         [] { return init_error().end(); }},
        {"INIT-32", [] { return fails_with(failed_init().end(), "Extension.Crash"); },
         [] { return failed_init().end(); }},
        {"INIT-33", runtime_before_registration, [] { return with_extension(); }},
        {"INIT-34", [] { return without(with_extension(), Kind::ExtensionNextCalled); },
         [] { return with_extension(); }},
        {"INIT-36",
         [] {
             return changed(invoke_after_init_error().end(), Kind::InvokeAnswered,
                            [](Record& one) { one.payload = PayloadId{6}; });
         },
         [] { return invoke_after_init_error().end(); }},
    };
}

}  // namespace hourglass::model
