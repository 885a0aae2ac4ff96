#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

// A shutdown is asked for; the extension of `events` waits in its poll.
TraceBuilder stopping(ProfileName profile = aws, std::uint8_t events = both_events) {
    return ready_with_extension(profile, events).thaw().ask_shutdown();
}

TraceBuilder terminating(ProfileName profile = aws, std::uint8_t events = both_events) {
    TraceBuilder run = stopping(profile, events).signal(Who::Runtime, Signal::Terminate);
    return run.arm(Timer::RuntimeStop, profile == aws ? 300ms : 600ms);
}

// The runtime ends by itself after 10 ms; the extensions have until 1990 ms later.
TraceBuilder extensions_turn(ProfileName profile = aws, std::uint8_t events = both_events) {
    TraceBuilder run = terminating(profile, events).after(10ms).exits(Who::Runtime);
    return run.arm(Timer::ExtensionStop, 1990ms);
}

Trace runtime_killed_after(Duration time) {
    TraceBuilder run = terminating().after(time).signal(Who::Runtime, Signal::Kill);
    run.arm(Timer::KillWait, 9s).after(1ms).exits(Who::Runtime);
    run.stop_extensions("spindown", run.now() - time - 1ms + 2s);
    return run.shutdown_done().end();
}

Trace extension_killed_after(Duration time) {
    TraceBuilder run = extensions_turn();
    run.tell_shutdown("spindown", run.now() + 1990ms).after(time);
    run.signal(Who::Extension, Signal::Kill).after(1ms).exits(Who::Extension);
    return run.shutdown_done().end();
}

Trace without_shutdown_event(Duration until_kill) {
    TraceBuilder run = extensions_turn(aws, subscribe_invoke).after(until_kill);
    run.signal(Who::Extension, Signal::Kill).after(1ms).exits(Who::Extension);
    return run.shutdown_done().end();
}

Trace extension_signalled_first() {
    return stopping().signal(Who::Extension, Signal::Kill).cut();
}

// The runtime is killed and the extension is dealt with although it is not reaped.
Trace goes_on_without_reaping() {
    TraceBuilder run = terminating(aws, subscribe_invoke).after(300ms);
    run.signal(Who::Runtime, Signal::Kill).after(1s);
    return run.signal(Who::Extension, Signal::Kill).cut();
}

Trace reaped_in_time() {
    TraceBuilder run = terminating(aws, subscribe_invoke).after(300ms);
    run.signal(Who::Runtime, Signal::Kill).arm(Timer::KillWait, 9s).after(1ms);
    run.exits(Who::Runtime).signal(Who::Extension, Signal::Kill).exits(Who::Extension);
    return run.shutdown_done().end();
}

// The extension is busy when its turn comes, and polls 20 ms later.
TraceBuilder busy_extension() {
    TraceBuilder run;
    run.extensions({"agent"}).ask_init().init_start().start_extensions().start(Who::Runtime);
    run.runtime_polls().extension_polls().init_report().init_done(Outcome::Success);
    run.begin_invoke(1).deliver(1).after(5ms).time_out_invoke(1);
    run.broken_off(1, status_timeout);
    run.signal(Who::Runtime, Signal::Terminate).after(10ms).exits(Who::Runtime);
    return run.after(20ms).extension_polls();
}

Trace told_when_it_polls(Duration delay) {
    TraceBuilder run = busy_extension().after(delay);
    run.tell_shutdown("timeout", run.now() - delay - 30ms + 2s).after(1ms).exits(Who::Extension);
    return run.reset_done("timeout").end();
}

Trace shutdown_says(std::string_view type) {
    TraceBuilder run = ready().thaw().ask_shutdown().signal(Who::Runtime, Signal::Kill);
    return run.after(1ms).exits(Who::Runtime, 0, 9).shutdown_done().saying(type).end();
}

// The runtime has exited while the sandbox idled, before the shutdown.
Trace old_error(std::string_view told) {
    TraceBuilder run = ready_with_extension(rapid).exits(Who::Runtime, 0, 1).after(1ms);
    run.ask_shutdown().stop_all("spindown").shutdown_done().saying(told);
    return run.end();
}

// The second extension is told when the first may have ended.
Trace two_extensions(Duration delay) {
    TraceBuilder run;
    run.extensions({"alpha", "beta"}).init().thaw().ask_shutdown();
    const Instant deadline = run.now() + 2s;
    run.signal(Who::Runtime, Signal::Terminate).after(10ms).exits(Who::Runtime);
    run.tell_shutdown("spindown", deadline, 0).after(delay);
    run.tell_shutdown("spindown", deadline, 1).after(1ms).exits(Who::Extension, 0);
    return run.exits(Who::Extension, 1).shutdown_done().end();
}

Trace takes_too_long() {
    TraceBuilder run = ready().thaw().ask_shutdown().signal(Who::Runtime, Signal::Kill);
    return run.after(12s).exits(Who::Runtime).shutdown_done().end();
}

Trace waits_for_the_rest(Duration time) {
    TraceBuilder run = ready(rapid).ask_shutdown().signal(Who::Runtime, Signal::Kill).after(9s);
    run.arm(Timer::ReapWait, time).after(1ms).exits(Who::Runtime).shutdown_done();
    return run.end();
}

Trace internal_only(Duration share) {
    TraceBuilder run;
    run.ask_init().init_start().register_as("inner", 0, subscribe_invoke).start(Who::Runtime);
    run.runtime_polls().extension_polls().init_report().init_done(Outcome::Success).ask_shutdown();
    run.signal(Who::Runtime, Signal::Terminate).arm(Timer::RuntimeStop, share);
    return run.after(10ms).exits(Who::Runtime).shutdown_done().end();
}

Trace ends_late() {
    TraceBuilder run = ready().thaw().ask_shutdown().signal(Who::Runtime, Signal::Kill);
    return run.after(1ms).exits(Who::Runtime).after(1s).shutdown_done().end();
}

Trace two_deadlines() {
    return changed(with_extension(), Answer::ShutdownEvent,
                   [](Record& one) { one.amount += 1'000'000'000; });
}

Trace nobody_is_told() {
    return extensions_turn().after(1s).call(Kind::RestoreNextCalled).cut();
}

// SIGKILL has no effect on the runtime.
TraceBuilder deaf_runtime() {
    TraceBuilder run = ready().thaw().ask_shutdown().signal(Who::Runtime, Signal::Kill);
    return run.arm(Timer::KillWait, 9s).after(9s).arm(Timer::ReapWait, 2s).after(2s);
}

}  // namespace

Cases shutdown_cases() {
    return {
        {"SHD-14", [] { return deaf_runtime().after(1s).cut(); },
         [] { return deaf_runtime().shutdown_done().exits(Who::Runtime, 0, 9).end(); }},
        {"SHD-39",
         [] {
             return changed(after_timeout().end(), Answer::ShutdownEvent,
                            [](Record& one) { one.text = known_text("Timeout"); });
         },
         [] { return after_timeout().end(); }},
        {"SHD-01", extension_signalled_first, [] { return with_extension(); }},
        {"SHD-02",
         [] {
             return changed(with_extension(), Answer::ShutdownEvent,
                            [](Record& one) { one.text = known_text("failure"); });
         },
         [] { return with_extension(); }},
        {"SHD-03", [] { return old_error("Runtime.ExitError"); }, [] { return old_error(""); }},
        {"SHD-04",
         [] { return ready().thaw().ask_shutdown().signal(Who::Runtime, Signal::Terminate).cut(); },
         [] { return plain(); }},
        {"SHD-05", [] { return runtime_killed_after(200ms); },
         [] { return runtime_killed_after(300ms); }},
        {"SHD-06", [] { return extension_killed_after(1s); },
         [] { return extension_killed_after(1990ms); }},
        {"SHD-07", [] { return without_shutdown_event(100ms); },
         [] { return without_shutdown_event(0ms); }},
        {"SHD-09", [] { return told_when_it_polls(10ms); }, [] { return told_when_it_polls(0ms); }},
        {"SHD-10", [] { return waits_for_the_rest(3s); }, [] { return waits_for_the_rest(2s); }},
        {"SHD-11", [] { return shutdown_says("Runtime.ExitError"); },
         [] { return shutdown_says(""); }},
        {"SHD-12", goes_on_without_reaping, reaped_in_time},
        {"SHD-13", takes_too_long, [] { return plain(); }},
        {"SHD-30", [] { return internal_only(2000ms); }, [] { return internal_only(500ms); }},
        {"SHD-31", [] { return runtime_killed_after(600ms); },
         [] { return runtime_killed_after(300ms); }},
        {"SHD-32", [] { return without(plain(), Kind::ShutdownDone); }, [] { return plain(); }},
        {"SHD-33", [] { return terminating().start(Who::Extension, 1).cut(); },
         [] { return plain(); }},
        {"SHD-34", [] { return extensions_turn().signal(Who::Extension, Signal::Terminate).cut(); },
         [] { return plain(); }},
        {"SHD-35", [] { return extension_killed_after(2500ms); },
         [] { return extension_killed_after(1990ms); }},
        {"SHD-37", [] { return two_extensions(1s); }, [] { return two_extensions(0s); }},
        {"SHD-38", ends_late, [] { return plain(); }},
        {"EXT-33", two_deadlines, [] { return with_extension(); }},
        {"EXT-35", nobody_is_told, [] { return with_extension(); }},
    };
}

}  // namespace hourglass::model
