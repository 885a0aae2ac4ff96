// What CallMonitor expects of calls that are refused, and of a poll beside an event.
#include "model/judge/monitors/call_monitor.hpp"
#include "model/trace/calls.hpp"
#include "model/trace/states.hpp"

namespace hourglass::model::judging {

// A call whose generation is not known is taken for one of this.
bool CallMonitor::is_of_runtime(const Record& call) const {
    return call.generation == 0 || call.generation == runtime_.generation;
}

// Whether the caller is of this generation and there to be answered.
bool CallMonitor::lives(const Record& call, const Scene& scene) const {
    if (is_runtime_call(call.kind)) {
        return is_of_runtime(call) && scene.process(Who::Runtime, 0).alive && !scene.stop().active;
    }
    if (call.slot >= scene.setup().external_extensions || call.slot >= max_slots) return false;
    const ProcessFacts& process = scene.process(Who::Extension, call.slot);
    return call.generation == extensions_.at(call.slot).generation && process.alive &&
           process.killed_at == never;
}

void CallMonitor::expect_refusal(const Record& call, const Scene& scene) {
    forbidden_ = {};
    if (!is_poll(call.kind) || !lives(call, scene)) return;
    const bool runtime = is_runtime_call(call.kind);
    const State state = runtime ? runtime_.state : extensions_.at(call.slot).state;
    if (state == State::Failed || state == State::Departing) forbidden_ = call.call;
}

// A runtime that has an event and asks for one gets what it has.
void CallMonitor::expect_same_event(const Record& call, const Scene& scene) {
    again_ = late_ = {};
    if (call.kind != Kind::RuntimeNextCalled || runtime_.state != State::HasEvent) return;
    const InvokeFacts* invoke = scene.invoke(runtime_.event);
    const bool open = invoke != nullptr && !invoke->done && scene.current() == runtime_.event;
    const ProcessFacts& process = scene.process(Who::Runtime, 0);
    if (!open) {
        // In the middle of its own end nothing comes any more, but it may ask.
        runtime_.state = State::Gone;
        if (is_of_runtime(call) && process.alive && process.killed_at == never) late_ = call.call;
    } else if (lives(call, scene)) {
        again_ = call.call;
    }
}

void CallMonitor::see_silence(Bench& bench) {
    allowed_ = {};
    if (forbidden_) {
        bench.violated(allowing_, "call {} waits although its caller has reported an error",
                       forbidden_.value);
    }
    if (again_) {
        bench.violated("INV-09"_rule, "poll {} of the runtime that holds invoke {} gets nothing",
                       again_.value, runtime_.event.value);
    }
    forbidden_ = again_ = {};
}

void CallMonitor::finish(const Scene&, Bench& bench, Ending) {
    see_silence(bench);
}

void CallMonitor::see_refusal(const Record& answer, const Scene& scene, Bench& bench) {
    const auto what = code_of<Answer>(answer);
    if (again_ && answer.call == again_) again_ = {};  // with what is InvokeMonitor's
    if (late_ && answer.call == late_) {
        late_ = {};
        bench.check("INV-40"_rule, what != Answer::InvalidTransition,
                    "a poll of a runtime whose invoke is over is refused");
    }
    if (forbidden_ && answer.call == forbidden_) {
        forbidden_ = {};
        bench.check(allowing_, !is_good(what), "a call is answered {} after an error was reported",
                    name_of(what));
    }
    const bool refused = what == Answer::InvalidTransition || what == Answer::InvalidExtensionState;
    const bool names_state = refused && answer.amount != 0;
    const CallFacts* call = scene.call(answer.call);
    if (names_state && call != nullptr && !call->answered && !call->of_old_generation) {
        check_named_state(answer, *call, scene, bench);
    }
}

// A refused call changes nothing, so the state that it names is the one before.
void CallMonitor::check_named_state(const Record& answer, const CallFacts& call, const Scene& scene,
                                    Bench& bench) const {
    const bool runtime = is_runtime_call(call.kind);
    // Who registers has no identifier yet, so its slot stands in the answer alone.
    const Record caller{.generation = call.generation, .kind = call.kind, .slot = answer.slot};
    if (!lives(caller, scene)) return;
    const Client& client = runtime ? runtime_ : extensions_.at(answer.slot);
    const auto named = static_cast<std::uint8_t>(answer.amount / 256);
    const Machine machine = runtime ? Machine::Runtime : Machine::Extension;
    bench.check(runtime ? "INV-40"_rule : "EXT-40"_rule,
                runtime ? may_be(client.state, static_cast<RuntimeState>(named))
                        : may_be(client.state, static_cast<ExtensionState>(named)),
                "a refusal names the state {}, which its caller is not in",
                state_name(machine, named));
}

void CallMonitor::check_told_state(const Record& record, Bench& bench) const {
    if (record.slot >= max_slots) return;
    if (extensions_.at(record.slot).state != State::NotStarted) return;  // see EventMonitor
    const auto told = static_cast<ExtensionState>(record.amount);
    bench.check("EVT-08"_rule, may_be(extensions_.at(record.slot).state, told),
                "an extension that could not be started is recorded as {}",
                state_name(Machine::Extension, static_cast<std::uint8_t>(record.amount)));
}

bool CallMonitor::may_be(State state, RuntimeState named) {
    switch (state) {
        case State::Fresh:
            return named == RuntimeState::Started;
        case State::Polls:
            return named == RuntimeState::Ready;
        case State::HasEvent:
            return named == RuntimeState::Running;
        case State::Answered:
            return named == RuntimeState::ResponseSent ||
                   named == RuntimeState::InvocationResponse ||
                   named == RuntimeState::InvocationErrorResponse;
        case State::AwaitsRestore:
            return named == RuntimeState::RestoreReady;
        case State::InHook:
            return named == RuntimeState::Restoring;
        case State::Failed:
            return named == RuntimeState::InitError || named == RuntimeState::RestoreError;
        default:
            return true;
    }
}

bool CallMonitor::may_be(State state, ExtensionState named) {
    switch (state) {
        case State::Unregistered:
            return named == ExtensionState::Started || named == ExtensionState::Absent;
        case State::Fresh:
            return named == ExtensionState::Registered;
        case State::Polls:
            return named == ExtensionState::Ready;
        case State::HasEvent:
            return named == ExtensionState::Running;
        case State::Failed:
            return named == ExtensionState::InitError;
        case State::Departing:
            return named == ExtensionState::ExitError;
        case State::NotStarted:
            return named == ExtensionState::LaunchError;
        default:
            return true;
    }
}

}  // namespace hourglass::model::judging
