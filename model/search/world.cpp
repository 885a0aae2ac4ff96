#include "model/search/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hourglass::model::search {

namespace {

constexpr CallId runtime_call{1};
constexpr TextId first_name{200};

constexpr CallId call_of(std::uint8_t slot) {
    return CallId{2U + slot};
}
constexpr TextId name_of(std::uint8_t slot) {
    return TextId{static_cast<std::uint16_t>(first_name.value + slot)};
}

bool is_runtime_call(Act act) {
    return act >= Act::RuntimeNext && act <= Act::RuntimeAbandons;
}
bool is_extension_call(Act act) {
    return act >= Act::Register && act <= Act::ExtensionAbandons;
}

// Tokens count up for ever; only whether a timer is armed matters to what follows.
void rename_tokens(PlainPlatform& platform) {
    std::uint32_t index = 0;
    for (auto& timer : platform.state.timers) {
        ++index;
        if (timer.token != 0) timer.token = index;
    }
    platform.state.last_token = index;
}

constexpr std::array kind_of{
    Kind::InitAsked,
    Kind::InvokeAsked,
    Kind::ResetAsked,
    Kind::ShutdownAsked,
    Kind::RestoreAsked,
    Kind::RuntimeNextCalled,
    Kind::ResponsePosted,
    Kind::ResponsePosted,
    Kind::ResponsePosted,
    Kind::ErrorPosted,
    Kind::InitErrorPosted,
    Kind::RestoreNextCalled,
    Kind::RestoreErrorPosted,
    Kind::CallAbandoned,
    Kind::ProcessExited,
    Kind::ProcessStartFailed,
    Kind::RegisterCalled,
    Kind::ExtensionNextCalled,
    Kind::ExtensionInitErrorPosted,
    Kind::ExtensionExitErrorPosted,
    Kind::CallAbandoned,
    Kind::ProcessExited,
    Kind::ProcessStartFailed,
    Kind::TimerFired,
};
static_assert(kind_of.size() == static_cast<std::size_t>(Act::TimerFires) + 1);

void fill_request(Record& event, const World& world) {
    switch (event.kind) {
        case Kind::InvokeAsked:
            event.invoke = InvokeId{world.invokes_asked};
            event.payload = PayloadId{event.invoke.value};
            break;
        case Kind::ResetAsked:
            event.text = known_text("failure");
            [[fallthrough]];
        case Kind::ShutdownAsked:
            event.amount = no_amount;
            break;
        case Kind::RestoreAsked:
            event.amount = 1;
            break;
        default:
            break;
    }
}

void fill_runtime_call(Record& event, const World& world, Action action) {
    event.who = Who::Runtime;
    event.call = runtime_call;
    event.generation = world.platform.state.generation;
    if (action.act == Act::PostInitError) event.text = known_text("Runtime.Unknown");
    if (action.act == Act::RespondTooLarge) event.amount = 7'000'000;
    if (action.act >= Act::Respond && action.act <= Act::PostError) {
        event.invoke = world.platform.state.invoke.id;
    }
    if (action.act == Act::RespondLate) {
        event.invoke = InvokeId{world.invokes_asked > 1 ? world.invokes_asked - 1U : 0U};
    }
    event.payload = PayloadId{event.invoke.value};
}

void fill_extension_call(Record& event, const World& world, Action action) {
    const auto& state = world.platform.state;
    const bool registered = world.watch.extensions[action.slot].registered;
    event.who = Who::Extension;
    event.slot = action.slot;
    event.call = call_of(action.slot);
    event.generation = registered ? state.extensions[action.slot].generation : state.generation;
    if (action.act != Act::Register) return;
    event.text = name_of(action.slot);
    event.flags = action.with;
}

void fill_process(Record& event, const World& world, Action action) {
    const bool runtime = action.act == Act::RuntimeExits || action.act == Act::RuntimeFailsToStart;
    const std::size_t process = runtime ? 0U : action.slot + 1U;
    event.who = runtime ? Who::Runtime : Who::Extension;
    event.slot = action.slot;
    event.generation = world.platform.state.processes[process].generation;
    event.amount = runtime ? 1 : action.with;
}

}  // namespace

World Explored::initial() const {
    Setup setup{.profile = bounds_.profile,
                .init_mode = bounds_.init_mode,
                .init_caching = bounds_.init_caching,
                .external_extensions = bounds_.extensions};
    for (std::uint8_t slot = 0; slot < bounds_.extensions; ++slot) {
        setup.names[slot] = name_of(slot);
    }
    return World{.platform = PlainPlatform{setup}};
}

Record Explored::event_of(const World& world, Action action) const {
    Record event{.kind = kind_of.at(static_cast<std::size_t>(action.act))};
    if (action.act <= Act::AskRestore) {
        fill_request(event, world);
    } else if (is_runtime_call(action.act)) {
        fill_runtime_call(event, world, action);
    } else if (is_extension_call(action.act)) {
        fill_extension_call(event, world, action);
    } else if (action.act == Act::TimerFires) {
        event.code = action.with;
        event.call = CallId{world.platform.state.timers[action.with].token};
    } else {
        fill_process(event, world, action);
    }
    return event;
}

// Keeps the books of the bounds.
void Explored::count(World& world, Action action) const {
    const Watch& watch = world.watch;
    switch (action.act) {
        case Act::AskInit:
            world.init_asked = true;
            break;
        case Act::AskInvoke:
            ++world.invokes_asked;
            break;
        case Act::AskReset:
            ++world.resets_asked;
            break;
        case Act::AskShutdown:
            ++world.shutdowns_asked;
            break;
        case Act::AskRestore:
            ++world.restores_asked;
            break;
        case Act::RuntimeExits:
            if (!watch.runtime.killed && !watch.runtime.terminated) ++world.faults;
            break;
        case Act::ExtensionExits: {
            const auto& one = watch.extensions[action.slot];
            if (!one.killed && !one.told_to_stop) ++world.faults;
            break;
        }
        case Act::RuntimeFailsToStart:
        case Act::ExtensionFailsToStart:
            ++world.faults;
            break;
        case Act::TimerFires: {
            const auto timer = static_cast<Timer>(action.with);
            const bool hangs = timer == Timer::KillWait || timer == Timer::ReapWait;
            if (hangs && !watch.gave_up) ++world.faults;
            break;
        }
        default:
            break;
    }
}

void Explored::take(World& world, const Record& event, Effects& effects) const {
    world.platform.step(event, effects);
    world.watch.take(bounds_, event, effects.begin(), effects.end());
    for (const Record& effect : effects) {
        if (effect.kind == Kind::RuleFired) fired_.set(effect.code);
    }
}

// The calls of a process that ends, and of those that live in it, are closed before it is gone.
void Explored::abandon_calls(World& world, Action action, Effects& effects) const {
    const auto abandon = [&](Who who, std::uint8_t slot, CallId call, bool waiting) {
        if (!waiting) return;
        take(world, {.call = call, .kind = Kind::CallAbandoned, .who = who, .slot = slot}, effects);
    };
    const auto& extensions = world.watch.extensions;
    if (action.act == Act::ExtensionExits) {
        abandon(Who::Extension, action.slot, call_of(action.slot), extensions[action.slot].waiting);
    }
    if (action.act != Act::RuntimeExits) return;
    abandon(Who::Runtime, 0, runtime_call, world.watch.runtime.waiting);
    for (std::uint8_t slot = bounds_.extensions; slot < bounds_.extensions + bounds_.internals;
         ++slot) {
        abandon(Who::Extension, slot, call_of(slot), extensions[slot].waiting);
    }
}

World Explored::after(const World& world, Action action, Effects& effects) const {
    World next = world;
    count(next, action);
    abandon_calls(next, action, effects);
    take(next, event_of(next, action), effects);
    if (action.act == Act::RuntimeNext) next.watch.runtime.polled = true;
    rename_tokens(next.platform);
    return next;
}

// Whether something is unanswered and nothing is left that will answer it, whatever the runtime
// and the extensions do: no timer is armed. (A timer waits for each killed process too.)
bool Explored::is_stuck(const World& world) const {
    const Watch& watch = world.watch;
    const auto& state = world.platform.state;
    const bool bounded_init = profile_of(bounds_.profile).init_limit.has_value();
    bool open = watch.resets_open > 0 || watch.repair_due;
    if (bounded_init || state.sandbox_state != SandboxState::Initializing) {
        open = open || watch.init_open || watch.shutdowns_open > 0;
    }
    for (const WatchedInvoke& one : watch.invokes) {
        open = open || (one.accepted && !(one.answered && one.done));
    }
    return open &&
           std::ranges::all_of(state.timers, [](const auto& timer) { return timer.token == 0; });
}

std::string describe(Action action) {
    const auto slot = action.slot;
    switch (action.act) {
        case Act::AskInit:
            return "init is asked for";
        case Act::AskInvoke:
            return "an invoke is asked for";
        case Act::AskReset:
            return "a reset is asked for";
        case Act::AskShutdown:
            return "a shutdown is asked for";
        case Act::AskRestore:
            return "a restore is asked for";
        case Act::RuntimeNext:
            return "the runtime calls next";
        case Act::Respond:
            return "the runtime posts a response";
        case Act::RespondLate:
            return "the runtime posts a response to an earlier invoke";
        case Act::RespondTooLarge:
            return "the runtime posts a response that is too large";
        case Act::RuntimeAbandons:
            return "the runtime closes the connection of its next";
        case Act::ExtensionAbandons:
            return fmt::format("extension {} closes its next", slot);
        case Act::PostError:
            return "the runtime posts an error";
        case Act::PostInitError:
            return "the runtime posts an init error";
        case Act::RestoreNext:
            return "the runtime calls restore/next";
        case Act::PostRestoreError:
            return "the runtime posts a restore error";
        case Act::RuntimeExits:
            return "the runtime process exits";
        case Act::RuntimeFailsToStart:
            return "the runtime process cannot be started";
        case Act::Register:
            return fmt::format("extension {} registers ({})", slot, action.with);
        case Act::ExtensionNext:
            return fmt::format("extension {} calls next", slot);
        case Act::ExtensionInitError:
            return fmt::format("extension {} posts init/error", slot);
        case Act::ExtensionExitError:
            return fmt::format("extension {} posts exit/error", slot);
        case Act::ExtensionExits:
            return fmt::format("extension {} exits with status {}", slot, action.with);
        case Act::ExtensionFailsToStart:
            return fmt::format("extension {} cannot be started", slot);
        case Act::TimerFires:
            return fmt::format("timer {} fires", action.with);
    }
    return "?";
}

}  // namespace hourglass::model::search
