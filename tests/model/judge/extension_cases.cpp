#include "tests/model/judge/cases.hpp"
#include "tests/model/judge/runs.hpp"

namespace hourglass::model {

namespace {

TraceBuilder two_files() {
    TraceBuilder run;
    return run.extensions({"alpha", "beta"}).ask_init().init_start();
}

Trace in_order() {
    TraceBuilder run;
    return run.extensions({"alpha", "beta"}).init().invoke(1).shutdown().end();
}

Trace registered_in_slot(std::string_view name, std::uint8_t slot) {
    TraceBuilder run;
    run.extensions({"agent"}).ask_init().init_start().start(Who::Extension);
    return run.register_as(name, slot, subscribe_invoke).cut();
}

Trace start_fails(std::string_view type) {
    TraceBuilder run = two_files().start(Who::Extension, 0);
    run.add(
        {.amount = 13, .generation = 1, .kind = Kind::ProcessStartFailed, .who = Who::Extension});
    run.told(PlatformEvent::Extension, {.amount = 9}).told_of_init(PlatformEvent::InitReport);
    return run.init_done(Outcome::Failure, type, request_reset).reset_done("failure").end();
}

Trace start_after_failure() {
    TraceBuilder run = two_files().start(Who::Extension, 0);
    run.add(
        {.amount = 13, .generation = 1, .kind = Kind::ProcessStartFailed, .who = Who::Extension});
    return run.start(Who::Extension, 1).cut();
}

Trace exits_in_init(std::string_view type) {
    TraceBuilder run;
    run.extensions({"agent"}).ask_init().init_start().start(Who::Extension).after(1ms);
    run.exits(Who::Extension).told(PlatformEvent::Extension, {.amount = 1});
    run.told_of_init(PlatformEvent::InitReport).init_done(Outcome::Failure, type, request_reset);
    return run.reset_done("failure").end();
}

TraceBuilder eleven_files() {
    TraceBuilder run;
    run.extensions({"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"}).ask_init();
    run.init_start();
    for (std::uint8_t slot = 0; slot < 10; ++slot) run.start(Who::Extension, slot);
    return run;
}

Trace eleventh_fails_init() {
    TraceBuilder run = eleven_files().told_of_init(PlatformEvent::InitReport);
    run.init_done(Outcome::Failure, "Extension.LaunchError", request_reset);
    run.stop_extensions("failure", run.now() + 2s);
    return run.reset_done("failure").end();
}

// An extension reports an error at some point of its life.
Trace reports(Kind error, bool after_poll, Answer answer) {
    TraceBuilder run;
    run.extensions({"agent"}).ask_init().init_start().start_extensions().start(Who::Runtime);
    run.runtime_polls();
    if (after_poll) run.extension_polls();
    return run.call_of(error, 0).answer(answer).cut();
}

// The extension reports an exit error during invoke 1 and exits.
TraceBuilder exits_after_exit_error() {
    TraceBuilder run = invoking_with_extension();
    run.call_of(Kind::ExtensionExitErrorPosted, 0).answer(Answer::Accepted).after(1ms);
    return run.exits(Who::Extension, 0, 1);
}

Trace keeps_its_type(std::string_view type) {
    TraceBuilder run = exits_after_exit_error().fail_invoke(1, type);
    return run.repair(1).end();
}

Trace second_poll(Answer answer) {
    TraceBuilder run = ready_with_extension().call_of(Kind::ExtensionNextCalled, 0).answer(answer);
    return run.end();
}

Trace internal_registers(Answer answer) {
    TraceBuilder run;
    run.ask_init().init_start().start(Who::Runtime).after(1ms);
    if (answer == Answer::Registered) return run.register_as("inner", 0, subscribe_invoke).cut();
    return run.ask_register("inner", subscribe_invoke).answer(answer).cut();
}

Trace old_identifier(Answer answer) {
    TraceBuilder run = ready_with_extension().reset().call_of(Kind::ExtensionNextCalled, 0);
    return changed(
        run.answer(answer).end(), Kind::ExtensionNextCalled,
        [](Record& one) { one.generation = 1; }, 1);
}

Trace served_after_error() {
    TraceBuilder run = invoking_with_extension();
    run.call_of(Kind::ExtensionExitErrorPosted, 0).answer(Answer::Accepted);
    run.call_of(Kind::ExtensionNextCalled, 0).answer(Answer::InvokeEvent);
    return run.cut();
}

Trace events_without_subscription(Answer event) {
    TraceBuilder run = ready_with_extension(aws, 0).begin_invoke(1);
    if (event == Answer::InvokeEvent) return run.deliver_to_extension(1).cut();
    return run.tell_shutdown("spindown", run.now() + 2s).cut();
}

Trace subscribed_to_nothing() {
    return ready_with_extension(aws, 0).invoke(1).shutdown().end();
}

Trace not_told_of_the_invoke() {
    TraceBuilder run = ready_with_extension().begin_invoke(1).deliver_to_runtime(1).after(1ms);
    return run.call(Kind::ResponsePosted, 1, 5).cut();
}

Trace crashes_in_invoke(std::string_view type) {
    TraceBuilder run = invoking_with_extension().exits(Who::Extension).fail_invoke(1, type);
    return run.repair(1).end();
}

Trace registers_twice(Answer answer) {
    TraceBuilder run = ready_with_extension();
    if (answer == Answer::Registered) return run.register_as("agent", 0, subscribe_invoke).cut();
    return run.ask_register("agent", subscribe_invoke).answer(answer).end();
}

}  // namespace

Cases extension_cases() {
    return {
        {"EXT-01",
         [] { return two_files().start(Who::Extension, 1).start(Who::Extension, 0).cut(); },
         in_order},
        {"EXT-03", [] { return registered_in_slot("agent", 4); }, [] { return with_extension(); }},
        {"EXT-04", [] { return start_fails("Sandbox.Failure"); },
         [] { return start_fails("Extension.LaunchError"); }},
        {"EXT-05", [] { return exits_in_init("Sandbox.Failure"); },
         [] { return exits_in_init("Extension.Crash"); }},
        {"EXT-06", [] { return eleven_files().start(Who::Extension, 10).cut(); },
         eleventh_fails_init},
        {"EXT-07", [] { return reports(Kind::ExtensionInitErrorPosted, true, Answer::Accepted); },
         [] { return reports(Kind::ExtensionInitErrorPosted, false, Answer::Accepted); }},
        {"EXT-08",
         [] {
             return reports(Kind::ExtensionExitErrorPosted, true, Answer::InvalidExtensionState);
         },
         [] { return reports(Kind::ExtensionExitErrorPosted, true, Answer::Accepted); }},
        {"EXT-09", [] { return keeps_its_type("Extension.Crash"); },
         [] { return keeps_its_type("Extension.ExitError"); }},
        {"EXT-12", [] { return second_poll(Answer::Accepted); },
         [] { return second_poll(Answer::InvalidExtensionState); }},
        {"EXT-13", [] { return internal_registers(Answer::RegistrationClosed); },
         [] { return internal_registers(Answer::Registered); }},
        {"EXT-14", [] { return old_identifier(Answer::InvokeEvent); },
         [] { return old_identifier(Answer::UnknownExtension); }},
        {"EXT-30", served_after_error, [] { return keeps_its_type("Extension.ExitError"); }},
        {"EXT-31", [] { return events_without_subscription(Answer::InvokeEvent); },
         [] { return with_extension(); }},
        {"EXT-32", [] { return events_without_subscription(Answer::ShutdownEvent); },
         subscribed_to_nothing},
        {"EXT-36", not_told_of_the_invoke, [] { return with_extension(); }},
        {"EXT-37", [] { return crashes_in_invoke("Sandbox.Failure"); },
         [] { return crashes_in_invoke("Extension.Crash"); }},
        {"EXT-39", start_after_failure, in_order},
        {"EXT-40", [] { return registers_twice(Answer::Registered); },
         [] { return registers_twice(Answer::InvalidExtensionState); }},
        {"EXT-41",
         [] {
             return changed(with_extension(), Answer::InvokeEvent,
                            [](Record& one) { one.invoke = InvokeId{7}; });
         },
         [] { return with_extension(); }},
    };
}

}  // namespace hourglass::model
