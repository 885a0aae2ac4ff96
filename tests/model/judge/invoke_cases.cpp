#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

void is_of_invoke_7(Record& one) {
    one.invoke = InvokeId{7};
}

// Invoke 2 comes while invoke 1 is in progress.
TraceBuilder second_invoke() {
    return invoking().ask_invoke(2);
}

Trace second_is_refused() {
    TraceBuilder run = second_invoke().add({.invoke = InvokeId{2}, .kind = Kind::InvokeRefused});
    return run.respond(1, 5).runtime_polls().end_invoke(1, 5).end();
}

Trace second_is_answered() {
    return second_invoke().answered(2, Reply::PlatformError, 0, "Sandbox.Failure").cut();
}

// The connection of the first poll is given up.
TraceBuilder poll_given_up() {
    TraceBuilder run;
    run.ask_init().init_start().bring_up();
    const CallId poll{1};
    run.init_report().init_done(Outcome::Success).freeze();
    return run.after(1ms).add({.call = poll, .kind = Kind::CallAbandoned});
}

Trace delivered_to_the_next_poll() {
    return poll_given_up().after(1ms).runtime_polls().invoke(1).end();
}

Trace delivered_to_nobody() {
    TraceBuilder run = poll_given_up().begin_invoke(1);
    run.add({.call = CallId{1},
             .invoke = InvokeId{1},
             .payload = PayloadId{1},
             .code = static_cast<std::uint16_t>(Answer::InvokeEvent),
             .kind = Kind::CallAnswered});
    return run.cut();
}

Trace delivered_while_stopping() {
    TraceBuilder run = ready_with_extension().begin_invoke(1);
    run.ask_reset("maintenance").signal(Who::Runtime, Signal::Terminate);
    return run.deliver_to_runtime(1).cut();
}

Trace invoke_event_while_queued() {
    TraceBuilder run;
    run.extensions({"agent"}).ask_init().init_start().start_extensions().extension_polls();
    return run.ask_invoke(1).deliver_to_extension(1).cut();
}

Trace never_delivered() {
    return ready().begin_invoke(1).after(1ms).runtime_done(1).cut();
}

Trace polls_again(Answer answer) {
    TraceBuilder run = invoking(rapid).runtime_polls();
    if (answer == Answer::InvokeEvent) run.deliver_to_runtime(1);
    if (answer != Answer::InvokeEvent) run.answer(answer);
    return run.respond(1, 5).runtime_polls().end_invoke(1, 5).end();
}

Trace subscribed_to_shutdown_only() {
    return ready_with_extension(aws, subscribe_shutdown).invoke(1).end();
}

Trace released_without_subscription() {
    TraceBuilder run = ready_with_extension(aws, subscribe_shutdown).begin_invoke(1);
    return run.deliver_to_extension(1).cut();
}

// An internal extension without INVOKE, and invoke 1 up to where runtime and extensions are back.
TraceBuilder internal_without_invoke() {
    TraceBuilder run;
    run.ask_init().init_start().start(Who::Runtime).register_as("inside", 0, 0).after(1ms);
    run.runtime_polls().extension_polls(0).init_report().init_done(Outcome::Success).freeze();
    return run.begin_invoke(1).deliver(1).after(5ms).respond(1, 5).runtime_polls();
}

}  // namespace

Cases invoke_cases() {
    return {
        {"INV-01", [] { return second_invoke().runtime_polls().deliver_to_runtime(2).cut(); },
         [] { return plain(); }},
        {"INV-02", [] { return changed(plain(), Answer::InvokeEvent, is_of_invoke_7); },
         [] { return plain(); }},
        {"INV-04", released_without_subscription, subscribed_to_shutdown_only},
        {"INV-09", [] { return polls_again(Answer::InvalidTransition); },
         [] { return polls_again(Answer::InvokeEvent); }},
        {"INV-30", second_is_answered, second_is_refused},
        {"INV-33",
         [] { return changed(plain(), Answer::InvokeEvent, [](Record& one) { one.call = {}; }); },
         [] { return plain(); }},
        {"INV-35", invoke_event_while_queued, [] { return with_extension(); }},
        {"INV-36", delivered_to_nobody, delivered_to_the_next_poll},
        {"INV-37", delivered_while_stopping, [] { return plain(); }},
        {"INV-41", [] { return changed(with_extension(), Answer::InvokeEvent, is_of_invoke_7); },
         [] { return with_extension(); }},
        {"INV-42",
         [] {
             return changed(plain(), Answer::InvokeEvent,
                            [](Record& one) { one.payload = PayloadId{7}; });
         },
         [] { return plain(); }},
        {"INV-43", never_delivered, [] { return plain(); }},
        {"INV-45", [] { return doubled(plain(), Kind::InvokeDone); }, [] { return plain(); }},
        {"EXT-42", [] { return internal_without_invoke().time_out_invoke(1).cut(); },
         [] { return internal_without_invoke().end_invoke(1, 5).end(); }},
    };
}

}  // namespace hourglass::model
