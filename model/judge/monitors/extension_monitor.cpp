#include "model/judge/monitors/extension_monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

void ExtensionMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::ProcessStart:
            return see_start(record, scene, bench);
        case Kind::ProcessStartFailed:
            if (record.who == Who::Extension && !scene.stop().active) start_failed_ = true;
            return;
        case Kind::ProcessExited:
            return see_exit(record, scene);
        case Kind::CallAnswered:
            return see_answer(record, scene, bench);
        case Kind::InitDone:
            return see_outcome(record, true, scene, bench);
        case Kind::InvokeDone:
            awaiting_ = false;
            see_left_out(subscribe_invoke, scene, bench);
            return see_outcome(record, false, scene, bench);
        case Kind::Telemetry:
            if (code_of<PlatformEvent>(record) == PlatformEvent::InitStart) *this = {};
            if (code_of<PlatformEvent>(record) == PlatformEvent::Start) await_events(record, scene);
            return;
        case Kind::ResetDone:
        case Kind::ShutdownDone:
            if (scene.stop().active) see_left_out(subscribe_shutdown, scene, bench);
            *this = {};
            return;
        default:
            return;
    }
}

void ExtensionMonitor::see_exit(const Record& record, const Scene& scene) {
    if (record.who != Who::Extension || !scene.is_own_exit(record) || scene.stop().active) return;
    (scene.bring_up().active ? exited_in_init_ : exited_later_) = true;
    if (scene.extension(record.slot).error != ReportedError::None) exited_after_error_ = true;
}

// Extensions that had no right to an event and have not got it.
void ExtensionMonitor::see_left_out(std::uint8_t event, const Scene& scene, Bench& bench) {
    for (const ExtensionFacts& one : scene.extensions()) {
        if (!one.known()) continue;
        if (one.error != ReportedError::None) bench.held("EXT-30"_rule);
        if (one.subscribed(event)) continue;
        bench.held(event == subscribe_invoke ? "EXT-31"_rule : "EXT-32"_rule);
    }
}

void ExtensionMonitor::see_start(const Record& record, const Scene& scene, Bench& bench) {
    const auto files = std::min(scene.setup().external_extensions, max_extensions);
    if (record.who == Who::Runtime) {
        if (files == 0) return;
        return bench.check("EXT-01"_rule, launched_ == files,
                           "the runtime starts when {} of {} extensions have been started",
                           launched_, files);
    }
    const auto name = [&](std::size_t slot) {
        return text_of(scene, scene.setup().names.at(slot));
    };
    if (record.slot >= max_extensions) {
        return bench.violated("EXT-06"_rule, "an eleventh extension is started");
    }
    const bool in_order =
        launched_ == 0 || (record.slot == launched_ && name(launched_ - 1U) < name(record.slot));
    bench.check("EXT-01"_rule, in_order, "{} is started out of order",
                name_of_process(scene, record));
    bench.check("EXT-39"_rule, !start_failed_, "{} is started after another failed to start",
                name_of_process(scene, record));
    launched_ = static_cast<std::uint8_t>(record.slot + 1);
}

void ExtensionMonitor::see_answer(const Record& record, const Scene& scene, Bench& bench) {
    const CallFacts* call = scene.call(record.call);
    if (call == nullptr) return;
    switch (call->kind) {
        case Kind::RegisterCalled:
            return see_registration(record, *call, scene, bench);
        case Kind::ExtensionInitErrorPosted:
        case Kind::ExtensionExitErrorPosted:
            return see_error(record, *call, bench);
        case Kind::ExtensionNextCalled:
            return see_poll_answer(record, *call, scene, bench);
        default:
            return;
    }
}

void ExtensionMonitor::see_registration(const Record& record, const CallFacts& call,
                                        const Scene& scene, Bench& bench) {
    const auto answer = code_of<Answer>(record);
    const auto name = text_of(scene, call.text);
    const bool file = scene.is_external(call.text);
    if (!file && (call.flags & subscribe_shutdown) != 0) {
        bench.check("EXT-32"_rule, answer != Answer::Registered,
                    "the internal extension {} is allowed to subscribe to SHUTDOWN", name);
    }
    if (answer == Answer::Registered) return see_registered(record, call, scene, bench);
    if (answer == Answer::InvalidExtensionState) bench.held("EXT-40"_rule);
    const auto known = scene.known_extensions();
    if (answer == Answer::TooManyExtensions) {
        bench.check("EXT-06"_rule, known >= max_extensions,
                    "{} is refused as one too many beside {} others", name, known);
    }
    // A caller of an older generation comes too late in any case.
    if (answer == Answer::RegistrationClosed && !call.of_old_generation) {
        bench.check("EXT-13"_rule,
                    call.had_polled || call.initialised || call.stopping || scene.sandbox().down,
                    "{} is refused though registration is open", name);
    }
}

void ExtensionMonitor::see_registered(const Record& record, const CallFacts& call,
                                      const Scene& scene, Bench& bench) {
    const auto name = text_of(scene, call.text);
    const bool file = scene.is_external(call.text);
    const bool as_file = record.slot < scene.setup().external_extensions;
    const bool right =
        file == as_file && (!file || scene.setup().names.at(record.slot) == call.text);
    bench.check("EXT-03"_rule, right, "the registration of {} makes an {} extension", name,
                as_file ? "external" : "internal");
    bench.check("EXT-06"_rule, file || scene.known_extensions() < max_extensions,
                "{} is registered as the eleventh extension", name);
    if (!file) bench.held("EXT-13"_rule);
    const bool again = record.slot < max_slots && scene.extension(record.slot).registered &&
                       scene.extension(record.slot).name == call.text;
    if (again) bench.violated("EXT-40"_rule, "{} is registered a second time", name);
}

void ExtensionMonitor::see_error(const Record& record, const CallFacts& call, Bench& bench) {
    const auto answer = code_of<Answer>(record);
    const bool accepted = answer == Answer::Accepted;
    if (call.of_old_generation) {
        return bench.check("EXT-14"_rule, !accepted,
                           "an error report under an identifier of generation {} is accepted",
                           call.generation);
    }
    if (answer == Answer::InvalidExtensionState) bench.held("EXT-40"_rule);
    if (call.kind == Kind::ExtensionInitErrorPosted) {
        const bool in_time = call.was_registered && !call.had_polled;
        const bool again = call.error == ReportedError::Init;
        return bench.check("EXT-07"_rule, !accepted || in_time || again,
                           "an init error of an extension that {} is accepted",
                           call.was_registered ? "has polled" : "is not registered");
    }
    const bool allowed = call.was_registered && call.error != ReportedError::Init;
    bench.check("EXT-08"_rule, accepted ? call.was_registered : !allowed || call.stopping,
                "an exit error of an extension that {} registered is answered {}",
                call.was_registered ? "is" : "is not", name_of(answer));
}

void ExtensionMonitor::see_poll_answer(const Record& record, const CallFacts& call,
                                       const Scene& scene, Bench& bench) {
    if (call.slot >= max_slots) return;
    const auto answer = code_of<Answer>(record);
    const bool event = answer == Answer::InvokeEvent || answer == Answer::ShutdownEvent;
    const ExtensionFacts& one = scene.extension(call.slot);
    const auto name = text_of(scene, one.name);
    if (call.of_old_generation) {
        return bench.check("EXT-14"_rule, !event, "an identifier of generation {} gets an event",
                           call.generation);
    }
    if (call.poll_waited && answer != Answer::ConnectionClosed) {
        bench.check("EXT-12"_rule, answer == Answer::InvalidExtensionState,
                    "a second poll of {} is answered {} while its first one waits", name,
                    name_of(answer));
    }
    if (answer == Answer::InvalidExtensionState) bench.held("EXT-40"_rule);
    if (call.error != ReportedError::None || one.error != ReportedError::None) {
        bench.check("EXT-30"_rule, !event, "{} has reported an error and gets an event", name);
    }
    if (answer == Answer::InvokeEvent) {
        event_due_.at(call.slot) = never;
        bench.check("EXT-31"_rule, one.subscribed(subscribe_invoke),
                    "{} gets INVOKE and has not subscribed to it", name);
        bench.check("EXT-41"_rule, record.invoke == scene.current(),
                    "{} gets invoke {} while invoke {} is served", name, record.invoke.value,
                    scene.current().value);
        bench.held("EXT-36"_rule);
    }
    if (answer == Answer::ShutdownEvent) {
        bench.check("EXT-32"_rule, one.external && one.subscribed(subscribe_shutdown),
                    "{} gets SHUTDOWN and {}", name,
                    one.external ? "has not subscribed to it" : "is internal");
    }
}

void ExtensionMonitor::see_outcome(const Record& record, bool in_init, const Scene& scene,
                                   Bench& bench) const {
    const auto outcome = code_of<Outcome>(record);
    if (outcome == Outcome::TimedOut || outcome == Outcome::Refused) return;
    const bool failed = outcome == Outcome::Failure;
    const auto type = text_of(scene, record.text);
    const TextId fatal = scene.sandbox().fatal;
    const bool right = failed && record.text == fatal;
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    const bool own_init = in_init || (invoke != nullptr && invoke->own_init);
    if (start_failed_) {
        bench.check("EXT-04"_rule, right, "an extension could not be started: {} {}",
                    name_of(outcome), type);
    }
    // A suppressed init succeeds without starting anything.
    const bool starts =
        scene.setup().init_mode == InitMode::Normal || (record.flags & phase_invoke) != 0;
    if (scene.setup().external_extensions > max_extensions && own_init && in_init && starts) {
        bench.check("EXT-06"_rule, failed, "init succeeds with an eleventh extension");
    }
    if (exited_in_init_ && own_init) {
        bench.check("EXT-05"_rule, right, "an extension exited during init: {} {} instead of {}",
                    name_of(outcome), type, text_of(scene, fatal));
    }
    if (exited_later_ && !in_init && fatal == known_text("Extension.Crash")) {
        bench.check("EXT-37"_rule, right, "an extension exited: {} {}", name_of(outcome), type);
    }
    const bool reported =
        fatal == known_text("Extension.InitError") || fatal == known_text("Extension.ExitError");
    if (exited_after_error_ && reported) {
        bench.check("EXT-09"_rule, right,
                    "an extension exited after it had reported {} and the outcome is {} {}",
                    text_of(scene, fatal), name_of(outcome), type);
    }
}

void ExtensionMonitor::await_events(const Record& record, const Scene& scene) {
    event_due_.fill(never);
    awaiting_ = false;
    const bool served = scene.sandbox().initialised && !scene.sandbox().fatal &&
                        !scene.stop().active && scene.owed_resets().empty();
    if (!served) return;
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        const ExtensionFacts& one = scene.extension(slot);
        if (!one.poll || !one.subscribed(subscribe_invoke)) continue;
        event_due_.at(slot) = record.at;
        awaiting_ = true;
    }
}

void ExtensionMonitor::pass_awaited(const Scene& scene, Bench& bench) {
    awaiting_ = false;
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        if (event_due_.at(slot) == never) continue;
        if (!scene.overdue(event_due_.at(slot))) {
            awaiting_ = true;
            continue;
        }
        event_due_.at(slot) = never;
        bench.violated("EXT-36"_rule, "{} waits in its poll and does not get INVOKE",
                       text_of(scene, scene.extension(slot).name));
    }
}

}  // namespace hourglass::model::judging
