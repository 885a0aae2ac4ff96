#include "model/judge/monitors/call_monitor.hpp"

#include "model/trace/calls.hpp"

#include <algorithm>

namespace hourglass::model::judging {

namespace {

// Too much for its body, not for its state.
bool is_taken(Answer answer) {
    return is_good(answer) || answer == Answer::ResponseTooLarge;
}

}  // namespace

void CallMonitor::see(const Record& record, const Scene& scene, Bench& bench) {
    if (!scene.white()) return;
    if (is_event(record.kind)) see_silence(bench);  // a refusal comes in the same step
    if (is_api_call(record.kind)) return see_call(record, scene);
    switch (record.kind) {
        case Kind::CallAnswered:
            return see_answer(record, scene, bench);
        case Kind::CallAbandoned:
            return note_abandoned(record, scene);
        case Kind::ProcessStart:
        case Kind::ProcessStartFailed:
        case Kind::ProcessExited:
            return note_process(record, scene);
        case Kind::Telemetry:
            if (code_of<PlatformEvent>(record) == PlatformEvent::Extension) {
                check_told_state(record, bench);
            }
            return;
        case Kind::ResetDone:
            return forget_generation();
        default:
            return;
    }
}

void CallMonitor::note_process(const Record& record, const Scene& scene) {
    const bool runtime = record.who == Who::Runtime;
    if (!runtime && record.slot >= max_slots) return;
    Client& client = runtime ? runtime_ : extensions_.at(record.slot);
    if (record.kind == Kind::ProcessStart) {
        client = {.state = runtime ? State::Fresh : State::Unregistered,
                  .generation = record.generation};
        return;
    }
    if (record.generation != client.generation || runtime) return;
    if (record.kind == Kind::ProcessStartFailed && !scene.stop().active) {
        client.state = State::NotStarted;
    } else if (client.state == State::HasEvent) {
        client.state = State::Gone;  // nobody could tell how it took its end
    }
}

// A restore may have released it before, unseen by anybody.
void CallMonitor::note_abandoned(const Record& record, const Scene& scene) {
    if (record.call == owed_) owed_ = {};
    const CallFacts* call = scene.call(record.call);
    const bool restore = call != nullptr && call->kind == Kind::RestoreNextCalled;
    if (restore && runtime_.state == State::AwaitsRestore) runtime_.state = State::Gone;
}

void CallMonitor::forget_generation() {
    runtime_ = {};
    extensions_ = {};
    allowed_ = forbidden_ = again_ = late_ = {};
}

void CallMonitor::see_call(const Record& call, const Scene& scene) {
    const bool runtime = is_runtime_call(call.kind);
    expect_refusal(call, scene);
    expect_same_event(call, scene);
    const bool allowed = runtime ? allows_runtime(call, scene) : allows_extension(call, scene);
    // While everything is being stopped, some of it is gone already.
    const bool counts = allowed && !scene.stop().active;
    allowed_ = counts ? call.call : CallId{};
    allowing_ = runtime ? "INV-40"_rule : "EXT-40"_rule;
    owed_ = is_poll(call.kind) ? CallId{} : call.call;
    owed_since_ = call.at;
}

bool CallMonitor::allows_runtime(const Record& call, const Scene& scene) {
    const ProcessFacts& process = scene.process(Who::Runtime, 0);
    if (!is_of_runtime(call) || !process.alive || runtime_.state == State::Gone) return false;
    const State before = runtime_.state;
    const auto move = [this](bool allowed, State to) {
        if (allowed) runtime_.state = to;
        return allowed;
    };
    const bool fresh = before == State::Fresh;
    const bool in_hook = before == State::InHook;
    switch (call.kind) {
        case Kind::RuntimeNextCalled:
            return move(fresh || in_hook || before == State::Polls || before == State::Answered,
                        State::Polls);
        case Kind::RestoreNextCalled:
            return move(fresh, State::AwaitsRestore);
        case Kind::InitErrorPosted:
            return move(fresh || in_hook, State::Failed);
        case Kind::RestoreErrorPosted:
            return move(in_hook, State::Failed);
        default:
            return move(allows_posting(call, scene), State::Answered);
    }
}

bool CallMonitor::allows_posting(const Record& call, const Scene& scene) {
    const InvokeFacts* invoke = scene.invoke(call.invoke);
    return runtime_.state == State::HasEvent && runtime_.event == call.invoke &&
           call.invoke == scene.current() && invoke != nullptr && !invoke->done &&
           (call.flags & mode_unknown) == 0;
}

bool CallMonitor::allows_extension(const Record& call, const Scene& scene) {
    if (call.kind == Kind::RegisterCalled) return allows_registering(call, scene);
    if (call.slot >= max_slots) return false;
    Client& client = extensions_.at(call.slot);
    const bool known = client.state != State::Gone && client.state != State::Unregistered &&
                       client.generation == call.generation && call.generation != 0;
    if (!known) return false;
    const State before = client.state;
    const auto move = [&client](bool allowed, State to) {
        if (allowed) client.state = to;
        return allowed;
    };
    const bool abandoned = before == State::Polls && !scene.extension(call.slot).poll;
    switch (call.kind) {
        case Kind::ExtensionNextCalled:
            return move(before == State::Fresh || before == State::HasEvent || abandoned,
                        State::Polls);
        case Kind::ExtensionInitErrorPosted:
            return move(before == State::Fresh || before == State::Failed, State::Failed);
        default:
            return move(before != State::Failed, State::Departing);
    }
}

// Of internal ones only what is plain: a new name, in time, without SHUTDOWN.
bool CallMonitor::allows_registering(const Record& call, const Scene& scene) {
    if ((call.flags & subscribe_unknown) != 0) return false;
    for (std::uint8_t slot = 0; slot < scene.setup().external_extensions && slot < max_slots;
         ++slot) {
        if (scene.setup().names.at(slot) != call.text) continue;
        return extensions_.at(slot).state == State::Unregistered &&
               scene.process(Who::Extension, slot).alive;
    }
    const bool taken = std::ranges::any_of(scene.extensions(), [&call](const auto& one) {
        return one.registered && one.name == call.text;
    });
    return scene.process(Who::Runtime, 0).alive && !scene.runtime().polled && !taken &&
           scene.bring_up().active && (call.flags & subscribe_shutdown) == 0 &&
           scene.known_extensions() < max_extensions;
}

void CallMonitor::see_answer(const Record& answer, const Scene& scene, Bench& bench) {
    const CallFacts* call = scene.call(answer.call);
    const bool again = call != nullptr && call->answered;
    bench.check("HTTP-01"_rule, !again, "call {} is answered a second time, {}", answer.call.value,
                name_of(code_of<Answer>(answer)));
    if (owed_ && answer.call == owed_) {
        owed_ = {};
        bench.held("HTTP-01"_rule);
    }
    see_refusal(answer, scene, bench);
    const auto what = code_of<Answer>(answer);
    if (allowed_ && answer.call == allowed_) {
        allowed_ = {};
        if (call != nullptr && call->of_old_generation) return;  // nothing is allowed to it
        bench.check(allowing_, is_taken(what), "a call that is allowed is answered {}",
                    name_of(what));
    }
    if (what == Answer::RestoreEvent) runtime_.state = State::InHook;
    if (gives_invoke_to_runtime(answer, call)) {
        runtime_.state = State::HasEvent;
        runtime_.event = answer.invoke;
    }
    if (answer.slot >= max_slots) return;
    Client& extension = extensions_.at(answer.slot);
    if (what == Answer::Registered) {
        extension = {.state = State::Fresh, .generation = answer.generation};
    }
    if (gives_invoke_to_extension(answer, call) || what == Answer::ShutdownEvent) {
        extension.state = State::HasEvent;
    }
}

void CallMonitor::pass_late(Bench& bench) {
    bench.violated("HTTP-01"_rule, "call {} is not answered", owed_.value);
    owed_ = {};
}

}  // namespace hourglass::model::judging
