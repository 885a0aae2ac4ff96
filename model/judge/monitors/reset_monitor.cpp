#include "model/judge/monitors/reset_monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

using namespace std::chrono_literals;

constexpr Duration kill_wait = 9s;
constexpr Duration reap_wait = 2s;
constexpr Instant farthest{Duration{4'000'000'000'000'000'000}};

// How long a reset may take once it has the sandbox.
Duration longest(std::int64_t asked_budget) {
    const Duration budget = asked_budget < 0 ? Duration{2000ms} : span_of(asked_budget);
    const Duration share = std::max(budget * 3 / 10, std::min(budget, Duration{500ms}));
    return std::max(share + kill_wait, budget) + kill_wait + reap_wait;
}

}  // namespace

void ResetMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    switch (record.kind) {
        case Kind::ResetAsked:
            return see_asked(record, scene);
        case Kind::ResetDone:
            return see_done(record, scene, bench);
        case Kind::InitDone:
            return see_init_done(record, scene, bench);
        case Kind::InvokeDone:
            return see_invoke_done(record, scene, bench);
        case Kind::InvokeAnswered:
            return see_invoke_answer(record, scene, bench);
        case Kind::CallAnswered:
            return see_call_answer(record, scene, bench);
        case Kind::ProcessSignal:
            return see_signal(record, scene, bench);
        case Kind::Telemetry:
            return see_telemetry(record, scene, bench);
        case Kind::ProcessStart:
            return see_start(record, scene, bench);
        case Kind::ShutdownDone:
            down_ = true;
            return;
        case Kind::ProcessExited:
            if (record.generation >= scene.process(record.who, record.slot).generation) return;
            stale_exit_ = scene.events() + 1;
            if (scene.current() || scene.bring_up().active) bench.held("RST-35"_rule);
            return;
        default:
            return;
    }
}

void ResetMonitor::see_asked(const Record& record, const Scene& scene) {
    ++asked_;
    const Instant from = answer_due_ == never ? record.at : std::max(record.at, answer_due_);
    // What runs already may take as long as the longest of its kind.
    const Duration before = scene.stop().active ? longest(scene.stop().budget.count()) : Duration{};
    answer_due_ = std::min(from + before + longest(record.amount), farthest);
    if (scene.stop().active || !scene.owed_resets().empty()) return;
    cancelling_init_ = scene.sandbox().inits_pending > 0;
    const bool invoking = scene.current() && scene.current_facts().started;
    if (cancelling_init_ || invoking || scene.bring_up().active) cancel_due_ = record.at;
}

void ResetMonitor::see_done(const Record& record, const Scene& scene, Bench& bench) {
    const OwedReset* owed = scene.owed_resets().empty() ? nullptr : &scene.next_reset();
    unrepaired_ = 0;
    bench.check("RST-13"_rule, owed != nullptr, "a reset ends that nobody asked for or needed");
    check_generation(record, scene, bench);
    bench.check("RST-31"_rule, !scene.any_killable(), "a process is alive after the reset");
    check_error(record, scene, bench);
    if (owed == nullptr) return;
    if (owed->while_stopping && !scene.stop().is_reset && scene.stop().active) {
        bench.violated("RST-16"_rule, "a reset ends before the shutdown that it waited for");
    }
    if (!owed->asked) return;
    if (asked_ > 0 && --asked_ == 0) answer_due_ = never;
    bench.held("RST-01"_rule);
    bench.held("RST-30"_rule);
    if (owed->while_stopping && down_) bench.held("RST-16"_rule);
    if (owed->while_idle) {
        bench.check("RST-11"_rule, !scene.any_killable(),
                    "the reset of an idle sandbox leaves a process alive");
    }
    down_ = false;
}

// Only what an extension reported since the sequence began; not that its budget was exceeded.
void ResetMonitor::check_error(const Record& record, const Scene& scene, Bench& bench) {
    const TextId fatal = scene.stop().active ? scene.sandbox().fatal : TextId{};
    std::uint8_t expected = 0;
    if (fatal == known_text("Extension.ExitError")) expected = exit_error_meanwhile;
    if (fatal == known_text("Extension.InitError")) expected = init_error_meanwhile;
    const std::uint8_t said = record.flags & (exit_error_meanwhile | init_error_meanwhile);
    bench.check(
        "RST-14"_rule, said == expected, "a reset during which {} reported an error says {} of it",
        expected != 0 ? "an extension" : "no extension", said != 0 ? "the wrong thing" : "nothing");
}

void ResetMonitor::check_generation(const Record& record, const Scene& scene, Bench& bench) {
    if (record.generation == 0 || !scene.white()) return;
    const auto before = scene.sandbox().generation;
    const bool right = record.generation == before + 1;
    bench.check("RST-32"_rule, right, "a reset moves the generation from {} to {}", before,
                record.generation);
    if (scene.stop().active) return;  // there was a process
    bench.check("RST-06"_rule, right,
                "a reset without any process moves the generation from {} to {}", before,
                record.generation);
}

void ResetMonitor::see_init_done(const Record& record, const Scene& scene, Bench& bench) {
    const auto outcome = code_of<Outcome>(record);
    if (outcome == Outcome::Refused) return;
    if (in_stale_exit(scene) && outcome == Outcome::Failure) {
        bench.violated("RST-35"_rule, "the exit of an older process fails an init");
    }
    if (cancel_due_ == never || !cancelling_init_) return;
    cancelling_init_ = false;
    bench.check("RST-02"_rule, !scene.overdue(cancel_due_),
                "a reset does not end the init at once");
    const bool received = (record.flags & reset_received) != 0;
    bench.check("RST-09"_rule, outcome == Outcome::Failure && received && !scene.stop().active,
                "a reset during init ends it as {} {}", name_of(outcome),
                !received             ? "without saying so"
                : scene.stop().active ? "after processes were stopped"
                                      : "");
    cancel_due_ = never;
}

void ResetMonitor::see_invoke_done(const Record& record, const Scene& scene, Bench& bench) {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr) return;
    const auto outcome = code_of<Outcome>(record);
    if (in_stale_exit(scene) && outcome == Outcome::Failure) {
        bench.violated("RST-35"_rule, "the exit of an older process fails invoke {}",
                       record.invoke.value);
    }
    if (scene.sandbox().down) {
        bench.check("RST-15"_rule, outcome != Outcome::Success,
                    "invoke {} succeeds after a shutdown without a reset", record.invoke.value);
    }
    const bool had_its_turn = invoke->delivered || invoke->own_init || invoke->idle_exit;
    if (outcome != Outcome::Success && had_its_turn && !invoke->reset_asked) {
        unrepaired_ = record.invoke.value;
    }
    if (cancel_due_ == never || cancelling_init_) return;
    bench.check("RST-02"_rule, !scene.overdue(cancel_due_),
                "a reset does not end invoke {} at once", record.invoke.value);
    bench.check("RST-10"_rule, outcome == Outcome::Failure,
                "a reset during invoke {} ends it as {}", record.invoke.value, name_of(outcome));
    cancel_due_ = never;
}

void ResetMonitor::see_invoke_answer(const Record& record, const Scene& scene, Bench& bench) const {
    const InvokeFacts* invoke = scene.invoke(record.invoke);
    if (invoke == nullptr || !invoke->interrupted || !invoke->done) return;
    if (invoke->outcome != Outcome::Failure || invoke->runtime_exited || invoke->extension_exited) {
        return;
    }
    const auto reply = code_of<Reply>(record);
    const bool own = invoke->has_post() || (invoke->init_error && reply == Reply::InitError);
    bench.check("RST-10"_rule, own || reply == Reply::Empty,
                "a reset interrupts invoke {} and the platform makes up {} for it",
                record.invoke.value, name_of(reply));
}

void ResetMonitor::see_call_answer(const Record& record, const Scene& scene, Bench& bench) {
    const CallFacts* call = scene.call(record.call);
    if (gives_invoke_to_runtime(record, call)) return see_delivery(scene, bench);
    check_deadline(record, scene, bench);
    if (call == nullptr || scene.sandbox().resets == 0) return;
    check_registration(record, *call, scene, bench);
    if (!is_identified_call(call->kind) || !call->of_old_generation) return;
    const auto answer = code_of<Answer>(record);
    bench.check("RST-33"_rule, !is_good(answer),
                "an identifier of generation {} is known after the reset: {}", call->generation,
                name_of(answer));
}

// In the emulator's core the budget runs from the call.
void ResetMonitor::check_deadline(const Record& record, const Scene& scene, Bench& bench) {
    const StopFacts& stop = scene.stop();
    const bool counts = code_of<Answer>(record) == Answer::ShutdownEvent && stop.is_reset &&
                        stop.explicit_budget && !scene.aws();
    if (!counts) return;
    const Instant deadline = scene.next_reset().at + stop.budget;
    const Instant told = scene.told(record.amount);
    bench.check("RST-03"_rule, told >= deadline && told <= deadline + scene.tolerance(),
                "a reset of {} gives extensions {}", as_text(stop.budget),
                as_text(told - scene.next_reset().at));
}

// Each extension registers anew.
void ResetMonitor::check_registration(const Record& record, const CallFacts& call,
                                      const Scene& scene, Bench& bench) {
    const bool first = call.kind == Kind::RegisterCalled && !call.of_old_generation &&
                       !call.was_registered && scene.is_external(call.text);
    const bool bad = (call.flags & subscribe_unknown) != 0;  // refused whenever it comes
    if (!first || bad || scene.stop().active) return;
    bench.check("RST-07"_rule, code_of<Answer>(record) == Answer::Registered,
                "{} cannot register after the reset: {}", text_of(scene, call.text),
                name_of(code_of<Answer>(record)));
    bench.check("RST-33"_rule, code_of<Answer>(record) != Answer::InvalidExtensionState,
                "{} is still registered after the reset", text_of(scene, call.text));
}

void ResetMonitor::see_delivery(const Scene& scene, Bench& bench) {
    if (!scene.white()) return;
    if (unrepaired_ != 0) {
        bench.violated("RST-37"_rule,
                       "invoke {} failed and no reset followed before the next event", unrepaired_);
        unrepaired_ = 0;
    } else if (scene.sandbox().resets > 0) {
        bench.held("RST-37"_rule);
        const auto not_ready = std::ranges::any_of(
            scene.extensions(), [](const auto& one) { return one.known() && !one.polled; });
        bench.check("RST-36"_rule, scene.runtime().polled && !not_ready,
                    "the init after a reset does not wait for all of its own parties");
    }
    if (scene.sandbox().down) {
        bench.violated("RST-15"_rule, "an event is delivered after a shutdown without a reset");
    }
}

void ResetMonitor::see_signal(const Record& record, const Scene& scene, Bench& bench) {
    const StopFacts& stop = scene.stop();
    if (cancel_due_ != never && cancelling_init_) {
        bench.violated("RST-09"_rule,
                       "{} is signalled before the init that a reset interrupts ends",
                       name_of_process(scene, record));
    }
    const bool zero = stop.is_reset && stop.explicit_budget && stop.budget == Duration::zero();
    if (!zero || code_of<Signal>(record) != Signal::Kill || record.who != Who::Runtime) return;
    bench.check("RST-04"_rule, !scene.overdue(stop.start),
                "a reset without a budget kills the runtime {} late",
                as_text(record.at - stop.start));
}

void ResetMonitor::see_telemetry(const Record& record, const Scene& scene, Bench& bench) {
    if (code_of<PlatformEvent>(record) != PlatformEvent::RuntimeDone) return;
    if ((record.flags & (status_error | status_timeout | status_failure)) == 0) return;
    const auto& owed = scene.owed_resets();
    const TextId reason = owed.empty() ? TextId{} : owed.front().reason;
    const bool documented = reason == known_text("timeout") || reason == known_text("failure") ||
                            (!owed.empty() && !owed.front().asked && scene.aws());
    bench.check("RST-05"_rule, documented && !scene.stop().active,
                "the end of the runtime is recorded {}",
                !documented ? "by a reset for another reason" : "after the first signal");
}

void ResetMonitor::see_start(const Record& record, const Scene& scene, Bench& bench) {
    if (!scene.white() || scene.sandbox().resets == 0) return;
    bench.check("RST-34"_rule, scene.bring_up().active,
                "{} starts after a reset and before the next init", name_of_process(scene, record));
}

void ResetMonitor::pass_late(const Scene& scene, Bench& bench) {
    if (scene.overdue(cancel_due_)) {
        bench.violated("RST-02"_rule, "a reset does not end what is in progress at once");
        cancel_due_ = never;
    }
    if (scene.overdue(answer_due_)) {
        bench.violated("RST-30"_rule, "a reset is not answered within its budget and the kills");
        answer_due_ = never;
    }
}

void ResetMonitor::finish(const Scene&, Bench& bench, Ending ending) {
    if (ending == Ending::Cut || asked_ == 0) return;
    bench.violated("RST-13"_rule, "{} reset(s) are never answered", asked_);
    bench.violated("RST-01"_rule, "{} reset(s) are never answered", asked_);
}

}  // namespace hourglass::model::judging
