#include "model/judge/monitors/error_monitor.hpp"

namespace hourglass::model::judging {

void ErrorMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::ProcessExited: {
            if (!scene.is_own_exit(record) || scene.stop().active) return;
            (record.who == Who::Runtime ? runtime_exited_ : extension_exited_) = true;
            return;
        }
        case Kind::CallAnswered:
            return see_answer(record, scene);
        case Kind::InitDone:
            if (!scene.aws()) check_reset_flag(record, scene, bench);
            return see_outcome(record, scene, bench);
        case Kind::InvokeDone:
            return see_outcome(record, scene, bench);
        case Kind::InvokeAnswered:
            bench.check("ERR-31"_rule, record.text != known_text("errResetReceived"),
                        "a reset shows to the caller of invoke {} as an error of its own",
                        record.invoke.value);
            return check_exit_type(record, bench);
        case Kind::Telemetry:
            return check_exit_type(record, bench);
        case Kind::ResetDone: {
            const TextId fatal = fatal_ ? fatal_ : old_fatal_;
            *this = {};
            old_fatal_ = fatal;
            return;
        }
        default:
            return;
    }
}

void ErrorMonitor::see_answer(const Record& record, const Scene& scene) {
    const CallFacts* call = scene.call(record.call);
    if (call == nullptr) return;
    note_post(*call);
    const auto answer = code_of<Answer>(record);
    const bool error = answer == Answer::Accepted &&
                       (call->kind == Kind::ErrorPosted || call->kind == Kind::InitErrorPosted);
    if (error || answer == Answer::ResponseTooLarge) harmless_ = true;
}

// What a client reports as its error is told under that name, be it the platform's.
void ErrorMonitor::note_post(const CallFacts& call) {
    if (call.kind == Kind::RegisterCalled) return;
    if (call.text == known_text("Runtime.ExitError")) runtime_exit_posted_ = true;
    if (call.text == known_text("Extension.Crash")) extension_crash_posted_ = true;
}

void ErrorMonitor::see_outcome(const Record& record, const Scene& scene, Bench& bench) {
    if (record.text == known_text("errResetReceived")) {
        bench.violated("ERR-31"_rule, "a reset shows as an error type of its own");
    }
    check_exit_type(record, bench);
    const SandboxFacts& sandbox = scene.sandbox();
    const auto outcome = code_of<Outcome>(record);
    // Where a reported init error ends the init, it names the type if nothing else does.
    const bool own_type = scene.aws() && sandbox.init_error && !sandbox.fatal;
    if (old_fatal_) {
        const bool reported = own_type && record.text == sandbox.init_error_type;
        const bool kept =
            outcome == Outcome::Failure && record.text == old_fatal_ && !sandbox.fatal && !reported;
        bench.check("ERR-01"_rule, !kept, "{} says {}, which a reset has cleared",
                    name_of(record.kind), text_of(scene, record.text));
        old_fatal_ = {};
    }
    if (outcome == Outcome::Success && harmless_) bench.held("ERR-06"_rule);
    if (outcome != Outcome::Failure) return;
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (own_type && (record.kind == Kind::InitDone || (invoke != nullptr && invoke->init_error))) {
        return;
    }
    const TextId expected = sandbox.fatal ? sandbox.fatal : known_text("Sandbox.Failure");
    const bool right = record.text == expected;
    bench.check("ERR-02"_rule, right, "{} says {} instead of {}", name_of(record.kind),
                text_of(scene, record.text), text_of(scene, expected));
    fatal_ = sandbox.fatal;
    if (sandbox.second_fatal) {
        bench.check("ERR-01"_rule, right, "the first fatal error was {} and the outcome says {}",
                    text_of(scene, expected), text_of(scene, record.text));
    }
    if (harmless_ && !sandbox.fatal) {
        bench.check("ERR-06"_rule, right, "what is no fatal error is reported as {}",
                    text_of(scene, record.text));
    }
}

void ErrorMonitor::check_exit_type(const Record& record, Bench& bench) const {
    if (record.text == known_text("Runtime.ExitError") && !runtime_exit_posted_) {
        bench.check("ERR-30"_rule, runtime_exited_,
                    "{} says Runtime.ExitError and the runtime has not exited",
                    name_of(record.kind));
    }
    if (record.text == known_text("Extension.Crash") && !extension_crash_posted_) {
        bench.check("ERR-30"_rule, extension_exited_,
                    "{} says Extension.Crash and no extension has exited", name_of(record.kind));
    }
}

void ErrorMonitor::check_reset_flag(const Record& record, const Scene& scene, Bench& bench) {
    if (code_of<Outcome>(record) != Outcome::Failure) return;
    const bool said = (record.flags & reset_received) != 0;
    const bool timed_out = scene.current() && record.at >= scene.current_facts().due;
    const bool by_reset = !scene.owed_resets().empty() || timed_out;
    const bool asks = (record.flags & request_reset) != 0;
    bench.check("ERR-08"_rule, said == by_reset && asks,
                "an init that {} says that it {} a reset and {} for one",
                by_reset ? "a reset interrupts" : "fails by itself",
                said ? "received" : "received no", asks ? "asks" : "does not ask");
}

}  // namespace hourglass::model::judging
