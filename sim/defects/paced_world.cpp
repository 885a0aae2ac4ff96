#include "sim/defects/paced_world.hpp"

#include "model/trace/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <utility>

namespace hourglass::sim {

using model::Answer;
using model::CallId;
using model::Duration;
using model::Instant;
using model::InvokeId;
using model::Kind;
using model::PayloadId;
using model::Record;
using model::Signal;
using model::Timer;
using model::Who;
using model::search::Act;

namespace {

constexpr Duration gap = std::chrono::milliseconds{1};
constexpr std::int64_t hook_timeout = 300'000'000;
constexpr std::int64_t small_body = 10;
constexpr std::int64_t large_body = 7'000'000;
constexpr InvokeId never_asked{999};

std::string name_of_member(std::size_t slot) {
    return fmt::format("member-{}", slot);
}

// With the names of the files, in ascending order.
model::Trace trace_of(const model::search::Bounds& bounds) {
    model::Trace trace;
    trace.header.backend = "paced";
    trace.header.setup = {.profile = bounds.profile,
                          .init_mode = bounds.init_mode,
                          .init_caching = bounds.init_caching,
                          .external_extensions = bounds.extensions};
    for (std::size_t slot = 0; slot < bounds.extensions; ++slot) {
        trace.header.setup.names.at(slot) = trace.texts.intern(name_of_member(slot));
    }
    return trace;
}

}  // namespace

PacedWorld::PacedWorld(const model::search::Bounds& bounds, const model::mutants::Mutant& mutant)
    : bounds_(bounds), trace_(trace_of(bounds)), platform_(trace_.header.setup, mutant) {
    for (std::size_t slot = 0; slot < members(); ++slot) {
        names_.at(slot) = trace_.texts.intern(name_of_member(slot));
    }
}

bool PacedWorld::play(Action action) {
    if (action.act == Act::TimerFires) {
        if (!alarms_.at(action.with)) return false;
        const Instant due = alarms_.at(action.with)->due;
        if (due > now_) pass(due - now_);
        if (alarms_.at(action.with)) fire(action.with);
        return true;
    }
    pass(gap);
    if (action.act <= Act::AskRestore) return ask(action);
    if (frozen_) return false;
    if (action.act < Act::Register) return act_as_runtime(action);
    return act_as_extension(action);
}

bool PacedWorld::ask(Action action) {
    Record event{.kind = kind_of(action.act), .who = Who::Invoker};
    if (action.act == Act::AskInvoke) {
        event.invoke = InvokeId{++invokes_};
        event.payload = PayloadId{invokes_};
    }
    if (action.act == Act::AskReset) event.text = model::known_text("failure");
    if (action.act == Act::AskReset || action.act == Act::AskShutdown) {
        event.amount = model::no_amount;
    }
    if (action.act == Act::AskRestore) event.amount = hook_timeout;
    step(event);
    return true;
}

bool PacedWorld::can_call(const Client& client) const {
    return client.alive && !client.killed && !client.waiting && !frozen_;
}

bool PacedWorld::act_as_runtime(Action action) {
    if (action.act == Act::RuntimeExits) return exit(Who::Runtime, 0, 1);
    if (action.act == Act::RuntimeFailsToStart) return fail_to_start(Who::Runtime, 0);
    if (action.act == Act::RuntimeAbandons) return abandon(runtime_, Who::Runtime, 0);
    if (!can_call(runtime_)) return false;
    Record call{.kind = kind_of(action.act)};
    const bool posts = action.act >= Act::Respond && action.act <= Act::PostError;
    if (posts) {
        call.invoke = runtime_.held ? runtime_.held : InvokeId{invokes_};
        if (action.act == Act::RespondLate) {
            call.invoke = runtime_.held_before ? runtime_.held_before : never_asked;
        }
        call.payload = PayloadId{call.invoke.value};
        const bool large = action.act == Act::RespondTooLarge || action.with != 0;
        call.amount = large ? large_body : small_body;
    }
    if (action.act == Act::PostInitError) call.text = model::known_text("Runtime.Unknown");
    return call_as_runtime(call);
}

bool PacedWorld::call_as_runtime(Record call) {
    call.call = CallId{++calls_};
    call.who = Who::Runtime;
    call.generation = runtime_.generation;
    if (call.kind == Kind::RuntimeNextCalled || call.kind == Kind::RestoreNextCalled) {
        runtime_.waiting = call.call;
        runtime_.polled = true;
    }
    step(call);
    return true;
}

// An internal extension lives in the runtime's process.
bool PacedWorld::lives(std::size_t slot) const {
    const Client& process = is_external(slot) ? extensions_.at(slot) : runtime_;
    return process.alive && !process.killed;
}

bool PacedWorld::act_as_extension(Action action) {
    const std::uint8_t slot = action.slot;
    Client& one = extensions_.at(slot);
    if (slot >= members() || !lives(slot)) {
        const bool dies = action.act == Act::ExtensionExits && is_external(slot);
        return dies && exit(Who::Extension, slot, action.with);
    }
    if (action.act == Act::ExtensionExits) return exit(Who::Extension, slot, action.with);
    if (action.act == Act::ExtensionFailsToStart) return fail_to_start(Who::Extension, slot);
    if (action.act == Act::ExtensionAbandons) return abandon(one, Who::Extension, one.slot);
    if (one.waiting || frozen_) return false;
    Record call{.kind = kind_of(action.act)};
    if (action.act == Act::Register) {
        call.text = names_.at(slot);
        call.flags = action.with;
    }
    return call_as_extension(slot, call);
}

bool PacedWorld::call_as_extension(std::uint8_t slot, Record call) {
    Client& one = extensions_.at(slot);
    call.call = CallId{++calls_};
    call.who = Who::Extension;
    call.slot = one.registered || is_external(slot) ? one.slot : model::no_slot;
    call.generation = one.registered ? one.generation : 0;
    one.waiting = call.call;
    step(call);
    return true;
}

bool PacedWorld::abandon(Client& client, Who who, std::uint8_t slot) {
    if (!client.waiting) return false;
    const CallId call = std::exchange(client.waiting, {});
    step({.call = call, .kind = Kind::CallAbandoned, .who = who, .slot = slot});
    return true;
}

bool PacedWorld::exit(Who who, std::uint8_t slot, std::int64_t status) {
    Client& process = who == Who::Runtime ? runtime_ : extensions_.at(slot);
    if (!process.alive) return false;
    abandon(process, who, slot);
    if (who == Who::Runtime) {
        for (std::size_t i = bounds_.extensions; i < members(); ++i) {
            abandon(extensions_.at(i), Who::Extension, extensions_.at(i).slot);
            extensions_.at(i) = {};
        }
    }
    process.alive = false;
    const bool by_signal = process.killed || process.terminated;
    const auto number = process.killed ? Signal::Kill : Signal::Terminate;
    step({.amount = by_signal ? static_cast<std::int64_t>(number) : status,
          .generation = process.generation,
          .kind = Kind::ProcessExited,
          .who = who,
          .slot = slot,
          .flags = by_signal ? model::exited_by_signal : std::uint8_t{}});
    return true;
}

bool PacedWorld::fail_to_start(Who who, std::uint8_t slot) {
    Client& process = who == Who::Runtime ? runtime_ : extensions_.at(slot);
    const bool fresh = process.alive && !process.polled && !process.registered && !process.killed &&
                       !process.terminated;
    if (!fresh) return false;
    process.alive = false;
    step({.amount = ENOENT,
          .generation = process.generation,
          .kind = Kind::ProcessStartFailed,
          .who = who,
          .slot = slot});
    return true;
}

// ---- time

std::optional<std::size_t> PacedWorld::first_alarm() const {
    std::optional<std::size_t> first;
    for (std::size_t timer = 0; timer < alarms_.size(); ++timer) {
        if (!alarms_.at(timer)) continue;
        if (!first || alarms_.at(timer)->due < alarms_.at(*first)->due) first = timer;
    }
    return first;
}

void PacedWorld::fire(std::size_t timer) {
    const Alarm alarm = *std::exchange(alarms_.at(timer), std::nullopt);
    now_ = std::max(now_, alarm.due);
    step({.call = CallId{alarm.token},
          .code = static_cast<std::uint16_t>(timer),
          .kind = Kind::TimerFired});
}

void PacedWorld::pass(Duration time) {
    const Instant until = now_ + time;
    for (auto first = first_alarm(); first && alarms_.at(*first)->due <= until;
         first = first_alarm()) {
        fire(*first);
    }
    now_ = std::max(now_, until);
}

void PacedWorld::step(Record event) {
    event.at = now_;
    trace_.records.push_back(event);
    platform_.step(event, effects_);
    const model::Effects effects = effects_;
    for (const Record& effect : effects) trace_.records.push_back(effect);
    for (const Record& effect : effects) watch(effect);
}

// ---- what the platform does

void PacedWorld::watch(const Record& effect) {
    switch (effect.kind) {
        case Kind::TimerArmed:
            alarms_.at(effect.code) = Alarm{effect.call.value, Instant{Duration{effect.amount}}};
            return;
        case Kind::TimerCancelled:
            alarms_.at(effect.code).reset();
            return;
        case Kind::ProcessStart:
            return watch_start(effect);
        case Kind::ProcessSignal: {
            Client& hit = effect.who == Who::Runtime ? runtime_ : extensions_.at(effect.slot);
            const bool kill = model::code_of<Signal>(effect) == Signal::Kill;
            (kill ? hit.killed : hit.terminated) = true;
            return;
        }
        case Kind::CallAnswered:
            return watch_answer(effect);
        case Kind::SandboxFrozen:
        case Kind::SandboxThawed:
            frozen_ = effect.kind == Kind::SandboxFrozen;
            return;
        default:
            return;
    }
}

// A platform that takes no care starts a process beside a living one: the older is lost sight of.
void PacedWorld::watch_start(const Record& start) {
    if (start.who == Who::Runtime) {
        runtime_ = {.generation = start.generation, .alive = true};
        for (std::size_t i = bounds_.extensions; i < members(); ++i) extensions_.at(i) = {};
        return;
    }
    extensions_.at(start.slot) = {
        .generation = start.generation, .slot = start.slot, .alive = true};
}

void PacedWorld::watch_answer(const Record& answer) {
    if (answer.call == runtime_.waiting) return take_answer(runtime_, answer);
    for (Client& one : extensions_) {
        if (one.waiting == answer.call) return take_answer(one, answer);
    }
}

void PacedWorld::take_answer(Client& client, const Record& answer) {
    client.waiting = {};
    switch (model::code_of<Answer>(answer)) {
        case Answer::InvokeEvent:
            if (client.held != answer.invoke) client.held_before = client.held;
            client.held = answer.invoke;
            return;
        case Answer::ShutdownEvent:
            client.told_to_stop = true;
            return;
        case Answer::Registered:
            client.registered = true;
            client.slot = answer.slot;
            client.generation = answer.generation;
            return;
        case Answer::RestoreEvent:
        case Answer::Accepted:
            return;
        default:
            client.refused = true;
            return;
    }
}

std::vector<model::search::Action> PacedWorld::possible() const {
    std::vector<Action> actions;
    for (unsigned act = 0; act < static_cast<unsigned>(Act::RuntimeAbandons); ++act) {
        actions.push_back({static_cast<Act>(act)});
    }
    actions.push_back({Act::PostError, 0, 1});  // too large
    for (const Act act : {Act::RuntimeAbandons, Act::RuntimeExits, Act::RuntimeFailsToStart}) {
        actions.push_back({act});
    }
    for (std::uint8_t slot = 0; slot < members(); ++slot) {
        for (std::uint8_t events = 0; events < 4; ++events) {
            actions.push_back({Act::Register, slot, events});
        }
        for (unsigned act = static_cast<unsigned>(Act::ExtensionNext);
             act < static_cast<unsigned>(Act::TimerFires); ++act) {
            actions.push_back({static_cast<Act>(act), slot});
        }
    }
    for (std::uint8_t timer = 0; timer < model::timer_count; ++timer) {
        if (alarms_.at(timer)) actions.push_back({Act::TimerFires, 0, timer});
    }
    return actions;
}

model::Trace& PacedWorld::finish() {
    const bool open = model::SandboxState::Ready != platform_.sandbox_state();
    now_ += gap;
    trace_.records.push_back(
        {.at = now_, .kind = Kind::End, .flags = open ? model::horizon_reached : std::uint8_t{}});
    return trace_;
}

}  // namespace hourglass::sim
