#include "model/judge/monitors/init_monitor.hpp"

namespace hourglass::model::judging {

// The limit holds for on-demand sandboxes; elsewhere only if the setup names one.
std::optional<Duration> InitMonitor::limit_of(const Scene& scene) {
    const Setup& setup = scene.setup();
    if (!scene.aws() || setup.init_mode == InitMode::Suppressed) return std::nullopt;
    if (setup.init_limit) {
        if (*setup.init_limit == Duration::zero()) return std::nullopt;
        return setup.init_limit;
    }
    if (setup.init_type != InitType::OnDemand) return std::nullopt;
    return std::chrono::seconds{10};
}

void InitMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::InitAsked:
            if (scene.sandbox().inits_pending == 0 && !scene.sandbox().initialised) {
                const auto limit = limit_of(scene);
                limit_due_ = limit ? record.at + span_of(limit->count()) : never;
            }
            return;
        case Kind::InvokeAsked:
        case Kind::ResetAsked:
        case Kind::ShutdownAsked:
        case Kind::RestoreAsked:
            untouched_ = false;
            return;
        case Kind::ProcessStart:
            return see_start(record, scene, bench);
        case Kind::ProcessExited:
        case Kind::ProcessStartFailed:
            return see_exit(record, scene);
        case Kind::CallAnswered:
            return see_answer(record, scene, bench);
        case Kind::InitDone:
            return see_init_done(record, scene, bench);
        case Kind::InvokeDone:
            return see_invoke_done(record, scene, bench);
        case Kind::InvokeAnswered:
            return see_invoke_answer(record, scene, bench);
        case Kind::ResetDone:
            exit_before_poll_ = start_failed_ = runtime_started_ = false;
            return;
        case Kind::Telemetry:
            if (code_of<PlatformEvent>(record) == PlatformEvent::InitStart) {
                see_bring_up(record, scene, bench);
            }
            return;
        default:
            return;
    }
}

void InitMonitor::see_bring_up(const Record& record, const Scene& scene, Bench& bench) {
    exit_before_poll_ = start_failed_ = runtime_started_ = false;
    const bool told_invoke = (record.flags & phase_invoke) != 0;
    const bool inside_invoke = scene.sandbox().inits_pending == 0;
    bench.check("INIT-10"_rule, told_invoke == inside_invoke,
                "an init {} an invoke is recorded with phase {}",
                inside_invoke ? "inside" : "outside", told_invoke ? "invoke" : "init");
    if (scene.setup().init_mode == InitMode::Suppressed && !inside_invoke) {
        bench.violated("INIT-11"_rule, "a suppressed init begins an init at once");
    }
}

void InitMonitor::see_start(const Record& record, const Scene& scene, Bench& bench) {
    const bool asked = scene.sandbox().inits_pending > 0;
    if (asked && scene.setup().init_mode == InitMode::Suppressed) {
        bench.violated("INIT-11"_rule, "a suppressed init starts {}",
                       name_of_process(scene, record));
    }
    if (record.who == Who::Extension) {
        if (!runtime_started_) return;
        return bench.violated("INIT-03"_rule, "{} starts after the runtime",
                              name_of_process(scene, record));
    }
    runtime_started_ = true;
    bool all = true;
    for (std::uint8_t slot = 0; slot < scene.setup().external_extensions; ++slot) {
        if (slot < max_extensions && !scene.extension(slot).registered) all = false;
    }
    bench.check("INIT-03"_rule, all, "the runtime starts before every extension has registered");
    bench.check("INIT-33"_rule, all, "{} starts before every external extension has registered",
                name_of_process(scene, record));
}

void InitMonitor::see_exit(const Record& record, const Scene& scene) {
    if (scene.stop().active || record.who != Who::Runtime) return;
    if (!scene.is_own_exit(record) || scene.runtime().polled) return;
    (record.kind == Kind::ProcessExited ? exit_before_poll_ : start_failed_) = true;
    brought_along_ = record.text;
}

void InitMonitor::see_answer(const Record& record, const Scene& scene, Bench& bench) {
    const CallFacts* call = scene.call(record.call);
    const auto answer = code_of<Answer>(record);
    if (gives_invoke_to_runtime(record, call)) {
        check_polls(scene, bench, "an event is delivered");
        if (scene.sandbox().init_failed && scene.white()) {
            bench.violated("INIT-16"_rule,
                           "an event is delivered in generation {}, whose init failed",
                           scene.sandbox().generation);
        }
        return;
    }
    if (call == nullptr) return;
    if (call->kind == Kind::RegisterCalled && call->initialised && !call->stopping) {
        bench.check("INIT-09"_rule, !is_good(answer),
                    "a registration after the end of init is answered {} instead of refused",
                    name_of(answer));
    }
    if (call->kind != Kind::InitErrorPosted || answer != Answer::Accepted) return;
    init_error_told_ = false;
    if (!scene.bring_up().active || scene.bring_up().inside_invoke) return;
    bench.held("INIT-05"_rule);
    if (!scene.aws()) return;
    init_error_due_ = record.at;
    init_error_type_ = call->text;
}

void InitMonitor::check_polls(const Scene& scene, Bench& bench, std::string_view what) {
    bench.check("INIT-34"_rule, scene.runtime().polled, "{} before the runtime has polled", what);
    for (const ExtensionFacts& one : scene.extensions()) {
        if (!one.known()) continue;
        bench.check("INIT-34"_rule, one.polled, "{} before the extension {} has polled", what,
                    text_of(scene, one.name));
    }
}

void InitMonitor::see_init_done(const Record& record, const Scene& scene, Bench& bench) {
    const auto outcome = code_of<Outcome>(record);
    bench.check("INIT-01"_rule, scene.sandbox().inits_pending > 0,
                "an init ends that was not asked for");
    if (outcome == Outcome::Refused) {
        const bool suppressed = scene.setup().init_mode == InitMode::Suppressed;
        if (suppressed && untouched_ && scene.white()) {
            bench.violated("INIT-11"_rule, "a suppressed init is refused");
        }
        // One that was asked for out of turn; it had no time to outlast.
        if (scene.sandbox().inits_pending <= 1) limit_due_ = never;
        return;
    }
    if (scene.setup().init_mode == InitMode::Suppressed) {
        return bench.check("INIT-11"_rule, outcome == Outcome::Success,
                           "a suppressed init ends as {} instead of Success", name_of(outcome));
    }
    if (outcome == Outcome::Success) check_polls(scene, bench, "init succeeds");
    check_limit(record, scene, bench);
    check_cause(record, scene, bench);
    if (outcome == Outcome::Failure) {
        bench.held("INIT-16"_rule);
        check_type(record, scene, bench);
    }
    exit_before_poll_ = start_failed_ = false;
}

void InitMonitor::check_limit(const Record& record, const Scene& scene, Bench& bench) {
    const auto outcome = code_of<Outcome>(record);
    if (!scene.aws()) {
        bench.check("INIT-04"_rule, outcome != Outcome::TimedOut,
                    "an init times out though it has no limit");
    }
    if (limit_due_ == never) return;
    const bool in_time =
        outcome == Outcome::TimedOut ? record.at >= limit_due_ : !scene.overdue(limit_due_);
    bench.check("INIT-30"_rule, in_time, "the init ends as {} at {}, its limit is at {}",
                name_of(outcome), as_text(record.at.time_since_epoch()),
                as_text(limit_due_.time_since_epoch()));
    limit_due_ = never;
}

void InitMonitor::check_cause(const Record& record, const Scene& scene, Bench& bench) {
    const auto type = text_of(scene, record.text);
    const bool failed = code_of<Outcome>(record) == Outcome::Failure;
    if (exit_before_poll_) {
        bench.check("INIT-07"_rule, failed && record.text == scene.sandbox().fatal,
                    "the runtime exited before its first poll and the init ends as {} {}",
                    outcome_name(record), type);
    }
    if (start_failed_) {
        const bool right = record.text == known_text("Runtime.InvalidEntrypoint") ||
                           record.text == known_text("Runtime.InvalidWorkingDir") ||
                           (brought_along_ && record.text == brought_along_) ||
                           scene.sandbox().second_fatal;
        bench.check("INIT-12"_rule, failed && right,
                    "the runtime could not be started and the init ends as {} {}",
                    outcome_name(record), type);
    }
    if (init_error_due_ == never) return;
    const bool right = record.text == init_error_type_ || scene.sandbox().fatal ||
                       type == "Runtime.Unknown" || type == "Function.Unknown";
    bench.check("INIT-31"_rule, failed && right && !scene.overdue(init_error_due_),
                "the runtime reported the init error {} and the init ends as {} {}",
                text_of(scene, init_error_type_), outcome_name(record), type);
    init_error_due_ = never;
}

void InitMonitor::check_type(const Record& record, const Scene& scene, Bench& bench) {
    const SandboxFacts& sandbox = scene.sandbox();
    const auto type = text_of(scene, record.text);
    const bool timed_out = scene.current() && record.at >= scene.current_facts().due;
    if (sandbox.init_error && !sandbox.fatal && scene.owed_resets().empty() && !timed_out) {
        bench.violated("INIT-05"_rule, "an init error of the runtime by itself ends the init");
    }
    if (sandbox.init_error && sandbox.fatal) {
        bench.check("INIT-06"_rule, record.text == sandbox.fatal,
                    "after an init error the first fatal error is {} instead of {}", type,
                    text_of(scene, sandbox.fatal));
    }
    if (scene.aws() && sandbox.init_error) return;
    const TextId expected = sandbox.fatal ? sandbox.fatal : known_text("Sandbox.Failure");
    bench.check("INIT-32"_rule, record.text == expected, "the init fails with {} instead of {}",
                type, text_of(scene, expected));
}

void InitMonitor::see_invoke_done(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    const bool counts = exit_before_poll_ && invoke != nullptr && invoke->own_init;
    if (!counts) return;
    exit_before_poll_ = false;
    bench.check("INIT-07"_rule, code_of<Outcome>(record) == Outcome::Failure,
                "the runtime exited before its first poll and the invoke ends as {}",
                outcome_name(record));
}

void InitMonitor::see_invoke_answer(const Record& record, const Scene& scene, Bench& bench) {
    if (code_of<Reply>(record) != Reply::InitError) return;
    const bool posted = scene.sandbox().init_error;
    const bool same = record.payload == scene.sandbox().init_error_payload;
    bench.check("INIT-36"_rule, posted && same && !init_error_told_,
                "an init error reaches the caller {}",
                !posted            ? "that the runtime never posted"
                : init_error_told_ ? "a second time"
                                   : "with another payload than the runtime posted");
    init_error_told_ = true;
}

void InitMonitor::pass_late(const Scene& scene, Bench& bench) {
    if (scene.overdue(limit_due_)) {
        bench.violated("INIT-30"_rule, "the init goes on after its limit at {}",
                       as_text(limit_due_.time_since_epoch()));
        limit_due_ = never;
    }
    if (scene.overdue(init_error_due_)) {
        bench.violated("INIT-31"_rule, "the init goes on after the runtime's init error");
        init_error_due_ = never;
    }
}

void InitMonitor::finish(const Scene& scene, Bench& bench, Ending ending) {
    if (ending == Ending::Cut || scene.sandbox().inits_pending == 0) return;
    bench.violated("INIT-01"_rule, "{} init(s) never end", scene.sandbox().inits_pending);
}

}  // namespace hourglass::model::judging
