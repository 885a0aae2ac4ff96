#include "model/search/world.hpp"

#include <algorithm>

namespace hourglass::model::search {

namespace {

constexpr InvokeId never_asked{2 * most_invokes};

// Tokens count up for ever; only whether a timer is armed matters to what follows.
void rename_tokens(PlainPlatform& platform) {
    std::uint32_t index = 0;
    for (auto& timer : platform.state.timers) {
        ++index;
        if (timer.token != 0) timer.token = index;
    }
    platform.state.last_token = index;
}

void fill_request(Record& event, const World& world) {
    switch (event.kind) {
        case Kind::InvokeAsked:
            event.invoke = InvokeId{world.spent.invokes};
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
        event.invoke = world.spent.invokes > 1 ? InvokeId{world.spent.invokes - 1U} : never_asked;
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

Explored::Explored(const Bounds& bounds, Reductions reductions)
    : bounds_(bounds),
      reductions_(reductions),
      budgets_(bounds),
      words_(words_of(bounds, reductions)) {
    Setup& setup = first_.platform.state.setup;
    setup = {.profile = bounds.profile,
             .init_mode = bounds.init_mode,
             .init_caching = bounds.init_caching,
             .external_extensions = bounds.extensions};
    for (std::uint8_t slot = 0; slot < bounds.extensions; ++slot) {
        setup.names[slot] = name_of(slot);
    }
}

Record Explored::event_of(const World& world, Action action) const {
    Record event{.kind = kind_of(action.act)};
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
            world.spent.init = true;
            break;
        case Act::AskInvoke:
            ++world.spent.invokes;
            break;
        case Act::AskReset:
            ++world.spent.resets;
            break;
        case Act::AskShutdown:
            ++world.spent.shutdowns;
            break;
        case Act::AskRestore:
            ++world.spent.restores;
            break;
        case Act::RuntimeExits:
            if (!watch.runtime.killed && !watch.runtime.terminated) ++world.spent.faults;
            break;
        case Act::ExtensionExits: {
            const auto& one = watch.extensions[action.slot];
            if (!one.killed && !one.told_to_stop) ++world.spent.faults;
            break;
        }
        case Act::RuntimeFailsToStart:
        case Act::ExtensionFailsToStart:
            ++world.spent.faults;
            break;
        case Act::TimerFires:
            if (is_hang(static_cast<Timer>(action.with)) && !watch.gave_up) ++world.spent.faults;
            break;
        default:
            break;
    }
}

void Explored::take(World& world, const Record& event, Effects& effects) const {
    if (is_plain_) {
        world.platform.step(event, effects);
    } else {
        mutants::step(world.platform, planted_, event, effects);
    }
    world.watch.take(bounds_, event, effects.begin(), effects.end());
    if (event.kind == Kind::TimerFired) renewed_ |= 1U << event.code;
    for (const Record& effect : effects) note(effect);
}

void Explored::note(const Record& effect) const {
    if (effect.kind == Kind::RuleFired) fired_.set(effect.code);
    if (effect.kind == Kind::TimerArmed || effect.kind == Kind::TimerCancelled) {
        renewed_ |= 1U << effect.code;
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
    for (std::uint8_t slot = bounds_.extensions; slot < members(); ++slot) {
        abandon(Who::Extension, slot, call_of(slot), extensions[slot].waiting);
    }
}

World Explored::after(const World& world, Action action, Effects& effects) const {
    World next = world;
    renewed_ = 0;
    count(next, action);
    abandon_calls(next, action, effects);
    take(next, event_of(next, action), effects);
    if (action.act == Act::RuntimeNext) next.watch.runtime.polled = true;
    rename_tokens(next.platform);
    return next;
}

// An init without a limit may last for ever, and whoever waits for it with it.
bool Explored::is_open(const World& world) const {
    const Watch& watch = world.watch;
    const bool bounded_init = profile_of(bounds_.profile).init_limit.has_value();
    if (watch.resets_open > 0 || watch.repair_due || watch.restores_open > 0) return true;
    if (std::ranges::any_of(watch.invokes, is_unanswered)) return true;
    if (!bounded_init && world.platform.state.sandbox_state == SandboxState::Initializing) {
        return false;
    }
    return watch.init_open || watch.shutdowns_open > 0;
}

unsigned Explored::armed(const World& world) const {
    unsigned result = 0;
    for (std::size_t timer = 0; timer < timer_count; ++timer) {
        if (world.platform.state.timers[timer].token != 0) result |= 1U << timer;
    }
    return result;
}

}  // namespace hourglass::model::search
