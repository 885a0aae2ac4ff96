#include "model/search/watch.hpp"

#include "model/search/action.hpp"

#include <algorithm>

namespace hourglass::model::search {

void Watch::take(const Bounds& bounds, const Record& event, const Record* begin,
                 const Record* end) {
    take_event(event);
    for (const Record* effect = begin; effect != end; ++effect) take_effect(bounds, *effect);
}

void Watch::take_event(const Record& event) {
    reset_asked_now = event.kind == Kind::ResetAsked;
    switch (event.kind) {
        case Kind::InitAsked:
            init_open = true;
            break;
        case Kind::InvokeAsked:
            invoke(event.invoke.value).accepted = true;
            if (current == 0) current = static_cast<std::uint8_t>(event.invoke.value);
            break;
        case Kind::RegisterCalled:
            asked_events = event.flags;
            break;
        case Kind::ResetAsked:
            ++resets_open;
            break;
        case Kind::ShutdownAsked:
            ++shutdowns_open;
            break;
        case Kind::RestoreAsked:
            ++restores_open;
            break;
        case Kind::RuntimeNextCalled:
        case Kind::RestoreNextCalled:
            runtime.waiting = true;
            runtime.came_back = true;
            break;
        case Kind::ExtensionNextCalled:
            extensions[event.slot].waiting = true;
            extensions[event.slot].owes = false;
            break;
        case Kind::CallAbandoned:
            if (event.who == Who::Runtime) runtime.waiting = false;
            if (event.who == Who::Extension) extensions[event.slot].waiting = false;
            break;
        case Kind::ProcessStartFailed:
        case Kind::ProcessExited:
            dirty = true;
            if (event.who == Who::Runtime) runtime.alive = false;
            if (event.who == Who::Extension) extensions[event.slot].alive = false;
            break;
        case Kind::TimerFired: {
            const auto timer = code_of<Timer>(event);
            if (timer == Timer::KillWait || timer == Timer::ReapWait) gave_up = true;
            break;
        }
        default:
            break;
    }
}

void Watch::take_effect(const Bounds& bounds, const Record& effect) {
    switch (effect.kind) {
        case Kind::ProcessStart:
            take_start(bounds, effect);
            break;
        case Kind::ProcessSignal:
            take_signal(effect);
            break;
        case Kind::CallAnswered:
            take_answer(effect);
            break;
        case Kind::InvokeRefused:
            refuse(effect);
            break;
        case Kind::InvokeAnswered:
        case Kind::InvokeDone:
            take_invoke_outcome(effect);
            break;
        case Kind::InitDone:
            require(init_open || code_of<Outcome>(effect) == Outcome::Refused, "INIT-01"_rule);
            init_open = false;
            if ((effect.flags & request_reset) == 0) break;
            dirty = true;
            if (bounds.profile == ProfileName::Aws && !reset_asked_now) repair_due = true;
            break;
        case Kind::ResetDone:
            finish_reset(effect);
            break;
        case Kind::RestoreDone:
            require(restores_open > 0, "RSTR-03"_rule);
            if (restores_open > 0) --restores_open;
            break;
        case Kind::ShutdownDone:
            require(shutdowns_open > 0, "SHD-32"_rule);
            if (shutdowns_open > 0) --shutdowns_open;
            stopping = false;
            break;
        default:
            break;
    }
}

void Watch::take_start(const Bounds& bounds, const Record& start) {
    require(!stopping, "SHD-33"_rule);
    require(start.generation >= generation, "PROC-02"_rule);
    generation = start.generation;
    if (start.who == Who::Extension) {
        require(!runtime.alive || gave_up, "INIT-03"_rule);
        extensions[start.slot] = {.alive = true};
        return;
    }
    require(!runtime.alive || gave_up, "PROC-32"_rule);
    for (std::uint8_t slot = 0; slot < bounds.extensions; ++slot) {
        require(extensions[slot].registered, "INIT-03"_rule);
    }
    runtime = {.alive = true};
    dirty = false;
    for (auto& one : invokes) one.given = false;
}

void Watch::take_signal(const Record& signal) {
    stopping = true;
    dirty = true;
    const bool kill = code_of<Signal>(signal) == Signal::Kill;
    if (signal.who == Who::Runtime) {
        const bool somebody = std::ranges::any_of(
            extensions, [](const WatchedExtension& one) { return one.registered || one.alive; });
        require(kill || somebody || gave_up, "SHD-34"_rule);
        (kill ? runtime.killed : runtime.terminated) = true;
        return;
    }
    require(kill, "SHD-34"_rule);
    require(!runtime.alive || gave_up, "SHD-01"_rule);
    extensions[signal.slot].killed = true;
}

void Watch::take_answer(const Record& answer) {
    const auto what = code_of<Answer>(answer);
    switch (what) {
        case Answer::Registered: {
            auto& one = extensions[answer.slot];
            one.registered = true;
            one.events = asked_events;
            break;
        }
        case Answer::Accepted:
        case Answer::ResponseTooLarge:
            if (!answer.invoke) break;
            require(!invoke(answer.invoke.value).responded, "RESP-31"_rule);
            require(invoke(answer.invoke.value).given, "RESP-30"_rule);
            require(answer.invoke.value == current, "RESP-33"_rule);
            invoke(answer.invoke.value).responded = true;
            break;
        case Answer::InvokeEvent:
        case Answer::ShutdownEvent:
            take_delivery(answer);
            break;
        default:
            break;
    }
    // Whatever a client was answered, a refusal too: it waits no longer and may call again.
    if (answer.call == runtime_call) runtime.waiting = false;
    for (std::uint8_t slot = 0; slot < max_slots; ++slot) {
        if (answer.call == call_of(slot)) extensions[slot].waiting = false;
    }
}

void Watch::take_delivery(const Record& answer) {
    if (answer.call == runtime_call) {
        require(runtime.waiting, "INV-33"_rule);
        require(!dirty && !stopping, "SUPP-36"_rule);
        require(answer.invoke.value == current, "INV-33"_rule);
        runtime.came_back = false;
        invoke(answer.invoke.value).given = true;
        return;
    }
    auto& one = extensions[answer.slot];
    require(one.waiting, "INV-33"_rule);
    if (code_of<Answer>(answer) == Answer::ShutdownEvent) {
        require((one.events & subscribe_shutdown) != 0, "EXT-32"_rule);
        require(!runtime.alive || gave_up, "SHD-01"_rule);
        one.told_to_stop = true;
        stopping = true;
        dirty = true;
        return;
    }
    require((one.events & subscribe_invoke) != 0, "EXT-31"_rule);
    require(answer.invoke.value == current, "INV-35"_rule);
    require(!stopping, "SUPP-36"_rule);
    one.owes = true;
}

void Watch::refuse(const Record& refused) {
    auto& second = invoke(refused.invoke.value);
    if (current == refused.invoke.value) current = 0;
    second = {};
    require(std::ranges::any_of(invokes, is_unanswered), "INV-30"_rule);
}

void Watch::take_invoke_outcome(const Record& effect) {
    auto& one = invoke(effect.invoke.value);
    require(one.accepted, "INV-32"_rule);
    if (effect.kind == Kind::InvokeAnswered) {
        require(!one.answered, "INV-32"_rule);
        const auto reply = code_of<Reply>(effect);
        const bool from_runtime = reply == Reply::Response || reply == Reply::FunctionError;
        require(!from_runtime || effect.payload.value == effect.invoke.value, "INV-34"_rule);
        require(!from_runtime || one.responded, "INV-34"_rule);
        one.answered = true;
        return;
    }
    require(!one.done, "INV-32"_rule);
    one.done = true;
    current = 0;
    if (code_of<Outcome>(effect) != Outcome::Success) {
        if ((effect.flags & request_reset) == 0) return;
        dirty = true;
        if (!reset_asked_now) repair_due = true;
        return;
    }
    require(one.responded && one.answered && runtime.came_back, "INV-05"_rule);
    const bool busy = std::ranges::any_of(
        extensions, [](const WatchedExtension& extension) { return extension.owes; });
    require(!busy, "INV-05"_rule);
}

void Watch::finish_reset(const Record& done) {
    require(done.generation == generation + 1 || generation == 0, "RST-32"_rule);
    const bool alive =
        runtime.alive || std::ranges::any_of(extensions, [](const auto& one) { return one.alive; });
    require(!alive || gave_up, "RST-31"_rule);
    generation = done.generation;
    if (repair_due) {
        repair_due = false;
    } else if (resets_open > 0) {
        --resets_open;
    }
    stopping = false;
    extensions = {};
    runtime = {};
}

}  // namespace hourglass::model::search
