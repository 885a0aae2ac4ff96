#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

// Somebody's own extension, started.
TraceBuilder starting() {
    TraceBuilder run;
    return run.foreign().extensions({"agent"}).ask_init().init_start();
}

TraceBuilder registered() {
    return starting().start_extensions().start(Who::Runtime);
}

TraceBuilder polling() {
    TraceBuilder run = registered().runtime_polls().extension_polls().init_report();
    return run.init_done(Outcome::Success).freeze();
}

Trace serves() {
    return polling().invoke(1).invoke(2).shutdown().end();
}

Trace init_limit_passes(TraceBuilder run) {
    run.after(10s)
        .told(PlatformEvent::Extension, {.amount = 1})
        .told_of_init(PlatformEvent::InitReport);
    return run.init_done(Outcome::TimedOut, "Sandbox.Timedout", request_reset).cut();
}

Trace killed_after_shutdown() {
    TraceBuilder run = polling().thaw().ask_shutdown().signal(Who::Runtime, Signal::Terminate);
    run.exits(Who::Runtime).tell_shutdown("spindown", run.now() + 2s).after(2s);
    return run.signal(Who::Extension, Signal::Kill).cut();
}

// It reports an error of this kind and then exits by itself, or is killed in the end.
TraceBuilder reports(Kind error) {
    TraceBuilder run = error == Kind::ExtensionInitErrorPosted ? registered() : polling();
    return run.call_of(error, 0).saying("agent.Error").answer(Answer::Accepted).after(1ms);
}

Trace exits_after_init_error(std::int64_t status) {
    TraceBuilder run = reports(Kind::ExtensionInitErrorPosted).exits(Who::Extension, 0, status);
    run.init_report("Extension.InitError");
    run.init_done(Outcome::Failure, "Extension.InitError", request_reset);
    return run.stop_all("failure").reset_done("failure").end();
}

Trace exits_after_exit_error() {
    TraceBuilder run = reports(Kind::ExtensionExitErrorPosted).exits(Who::Extension, 0, 1);
    run.after(1ms).begin_invoke(1).fail_invoke(1, "Extension.ExitError").repair(1);
    return run.end();
}

Trace killed_after(Kind error) {
    TraceBuilder run = reports(error).ask_reset("maintenance").thaw();
    run.signal(Who::Runtime, Signal::Terminate).exits(Who::Runtime).after(2s);
    return run.signal(Who::Extension, Signal::Kill).cut();
}

Trace overruns() {
    TraceBuilder run = polling().begin_invoke(1).deliver(1).respond(1, 5).runtime_polls();
    return run.runtime_done(1).after(3s).done(1, Outcome::TimedOut, "Sandbox.Timedout").cut();
}

Trace gives_up_its_poll() {
    TraceBuilder run = polling().after(1s);
    run.add({.call = CallId{3}, .kind = Kind::CallAbandoned}).after(1ms);
    return run.extension_polls().cut();
}

Trace subscribes_to(std::uint8_t events) {
    return starting().start(Who::Extension).ask_register("agent", events).cut();
}

Trace reports_without_type() {
    return registered().call_of(Kind::ExtensionInitErrorPosted, 0).cut();
}

}  // namespace

Cases extension_client_cases() {
    return {
        {"EXC-01", [] { return init_limit_passes(starting().start(Who::Extension)); }, serves},
        {"EXC-02", [] { return init_limit_passes(registered().runtime_polls()); }, serves},
        {"EXC-03", killed_after_shutdown, serves},
        {"EXC-04", [] { return killed_after(Kind::ExtensionInitErrorPosted); },
         [] { return exits_after_init_error(1); }},
        {"EXC-05", [] { return killed_after(Kind::ExtensionExitErrorPosted); },
         exits_after_exit_error},
        {"EXC-06", [] { return polling().exits(Who::Extension).cut(); }, serves},
        {"EXC-07", overruns, serves},
        {"EXC-08", gives_up_its_poll, serves},
        {"EXC-10", [] { return subscribes_to(subscribe_unknown); }, serves},
        {"EXC-12", [] { return registered().ask_register("agent", subscribe_invoke).cut(); },
         serves},
        {"EXC-13", reports_without_type, [] { return exits_after_init_error(1); }},
        {"EXC-14", [] { return reports(Kind::ExtensionExitErrorPosted).extension_polls().cut(); },
         [] { return exits_after_init_error(1); }},
        {"EXC-15", [] { return polling().extension_polls().cut(); }, serves},
        {"EXC-21", [] { return polling().call_of(Kind::ExtensionInitErrorPosted, 0).cut(); },
         [] { return exits_after_init_error(1); }},
        {"EXC-22", [] { return exits_after_init_error(0); },
         [] { return exits_after_init_error(1); }},
    };
}

}  // namespace hourglass::model
