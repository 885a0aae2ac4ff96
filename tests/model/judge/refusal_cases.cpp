// What is refused and how, a poll beside an event, and what an extension is recorded as.
#include "model/trace/states.hpp"
#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

// Refuses the last call, from the state to the target.
template <class State>
TraceBuilder& refused(TraceBuilder& run, Answer answer, State state, State target) {
    run.answer(answer);
    run.records().back().amount =
        state_pair(static_cast<std::uint8_t>(state), static_cast<std::uint8_t>(target));
    return run;
}

// The runtime has reported an error before its first poll.
TraceBuilder after_init_error() {
    TraceBuilder run{rapid};
    run.ask_init().init_start().start(Who::Runtime).after(1ms);
    return run.call(Kind::InitErrorPosted).answer(Answer::Accepted).after(1ms);
}

Trace polls_after_init_error(RuntimeState named) {
    TraceBuilder run = after_init_error().runtime_polls();
    return refused(run, Answer::InvalidTransition, named, RuntimeState::Ready).cut();
}

Trace poll_after_init_error_waits() {
    return after_init_error().runtime_polls().ask_reset("maintenance").cut();
}

// The extension posts an init error after its first poll.
Trace error_beside_a_poll(ExtensionState named) {
    TraceBuilder run = ready_with_extension(rapid).call_of(Kind::ExtensionInitErrorPosted, 0);
    return refused(run, Answer::InvalidExtensionState, named, ExtensionState::InitError).cut();
}

TraceBuilder extension_after_exit_error() {
    TraceBuilder run = ready_with_extension(rapid).call_of(Kind::ExtensionExitErrorPosted, 0);
    return run.answer(Answer::Accepted).after(1ms).extension_polls();
}

Trace polls_after_exit_error() {
    TraceBuilder run = extension_after_exit_error();
    return refused(run, Answer::InvalidExtensionState, ExtensionState::ExitError,
                   ExtensionState::Ready)
        .cut();
}

Trace second_poll_gets_nothing() {
    return invoking(rapid).runtime_polls().respond(1, 5).cut();
}

Trace second_poll_gets_the_event() {
    return invoking(rapid).runtime_polls().deliver_to_runtime(1).respond(1, 5).cut();
}

// An extension that cannot be started.
Trace recorded_as(ExtensionState state) {
    TraceBuilder run{rapid};
    run.extensions({"agent"}).ask_init().init_start().start(Who::Extension);
    run.add({.generation = 1, .kind = Kind::ProcessStartFailed, .who = Who::Extension});
    run.told_of_init(PlatformEvent::Extension, {.amount = static_cast<std::int64_t>(state)});
    return run.cut();
}

// The runtime polls once more after its invoke has timed out, before it is killed.
Trace late_poll_is_refused() {
    TraceBuilder run = invoking_with_extension(rapid).time_out_invoke(1);
    run.signal(Who::Runtime, Signal::Terminate).after(1ms).runtime_polls();
    return refused(run, Answer::InvalidTransition, RuntimeState::Running, RuntimeState::Ready)
        .cut();
}

// An invoke on a sandbox whose init has failed, without an error of the runtime to tell.
Trace caller_is_told(std::string_view type) {
    TraceBuilder run = failed_init(rapid).ask_invoke(1).told_start(1);
    run.fail_invoke(1, "Runtime.ExitError").stop_all("spindown");
    return run.answered(1, Reply::Empty, 0, type).cut();
}

// An extension without a subscription, and no time left: in its turn and at the deadline.
Trace killed(int times) {
    TraceBuilder run = ready_with_extension(rapid, subscribe_invoke).exits(Who::Runtime, 0, 1);
    run.ask_reset("maintenance", 0);
    for (int i = 0; i < times; ++i) run.signal(Who::Extension, Signal::Kill);
    return run.cut();
}

Trace suppressed_init_ends_as(Outcome outcome) {
    return TraceBuilder{rapid}.suppressed().ask_init().init_done(outcome).cut();
}

}  // namespace

Cases refusal_cases() {
    return {
        {"INV-40", poll_after_init_error_waits,
         [] { return polls_after_init_error(RuntimeState::InitError); }},
        {"INV-40", [] { return polls_after_init_error(RuntimeState::Ready); },
         [] { return polls_after_init_error(RuntimeState::InitError); }},
        {"EXT-40", [] { return extension_after_exit_error().ask_reset("maintenance").cut(); },
         polls_after_exit_error},
        {"EXT-40", [] { return error_beside_a_poll(ExtensionState::Running); },
         [] { return error_beside_a_poll(ExtensionState::Ready); }},
        {"INV-09", second_poll_gets_nothing, second_poll_gets_the_event},
        {"EVT-08", [] { return recorded_as(ExtensionState::Started); },
         [] { return recorded_as(ExtensionState::LaunchError); }},
        {"INV-40", late_poll_is_refused,
         [] { return polls_after_init_error(RuntimeState::InitError); }},
        {"INV-20", [] { return caller_is_told("Sandbox.Failure"); },
         [] { return caller_is_told("Runtime.ExitError"); }},
        {"SHD-12", [] { return killed(3); }, [] { return killed(2); }},
        {"INIT-11", [] { return suppressed_init_ends_as(Outcome::Refused); },
         [] { return suppressed_init_ends_as(Outcome::Success); }},
        {"EVT-05", [] { return doubled(after_crash().end(), PlatformEvent::RuntimeDone); },
         [] { return after_crash().end(); }},
    };
}

}  // namespace hourglass::model
