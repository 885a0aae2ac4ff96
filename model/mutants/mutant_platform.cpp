#include "model/mutants/mutant_platform.hpp"

#include "model/lifecycle/machines.hpp"
#include "model/mutants/mutant_machine.hpp"

#include <array>

namespace hourglass::model::mutants {

namespace {

using Machines = lifecycle::Machines<MutantMachine>;
using Timers = std::array<lifecycle::TimerFacts, timer_count>;

template <class To, class From, class Convert>
void convert(To& to, const From& from, Convert one) {
    one(to.sandbox, from.sandbox);
    one(to.bring_up, from.bring_up);
    one(to.invocation, from.invocation);
    one(to.teardown, from.teardown);
    one(to.runtime, from.runtime);
    for (std::size_t slot = 0; slot < to.extensions.size(); ++slot) {
        one(to.extensions[slot], from.extensions[slot]);
    }
}

bool is_of(const Record& effect, Kind kind, Timer timer) {
    return effect.kind == kind && code_of<Timer>(effect) == timer;
}

// The effects without those of the timer that `gone` names.
template <class Gone>
void drop(Effects& effects, Gone gone) {
    const Effects honest = effects;
    effects.clear();
    for (const Record& effect : honest) {
        if (!gone(effect)) effects.push(effect);
    }
}

void never_arm(Timer timer, Timers& timers, Effects& effects) {
    timers[static_cast<std::size_t>(timer)] = {};
    drop(effects, [timer](const Record& effect) {
        return is_of(effect, Kind::TimerArmed, timer) || is_of(effect, Kind::TimerCancelled, timer);
    });
}

// What was armed before or in this step goes on.
void never_cancel(Timer timer, lifecycle::TimerFacts armed, Timers& timers, Effects& effects) {
    for (const Record& effect : effects) {
        if (is_of(effect, Kind::TimerArmed, timer)) armed.token = effect.call.value;
    }
    timers[static_cast<std::size_t>(timer)] = armed;
    drop(effects,
         [timer](const Record& effect) { return is_of(effect, Kind::TimerCancelled, timer); });
}

void stretch(Timer timer, std::int64_t permille, Effects& effects) {
    const Effects honest = effects;
    effects.clear();
    for (Record effect : honest) {
        if (is_of(effect, Kind::TimerArmed, timer)) {
            const std::int64_t now = effect.at.time_since_epoch().count();
            effect.amount = now + (effect.amount - now) * permille / 1000;
        }
        effects.push(effect);
    }
}

void mutate_timer(const Mutant& mutant, lifecycle::TimerFacts armed, Timers& timers,
                  Effects& effects) {
    switch (mutant.change) {
        case Change::TimerNeverArmed:
            return never_arm(mutant.timer, timers, effects);
        case Change::TimerNeverCancelled:
            return never_cancel(mutant.timer, armed, timers, effects);
        case Change::TimerStretched:
            return stretch(mutant.timer, mutant.permille, effects);
        default:
            return;
    }
}

}  // namespace

void step(PlainPlatform& platform, const Planted& planted, const Record& event, Effects& effects) {
    const Mutant& mutant = planted.mutant;
    const auto which = static_cast<std::size_t>(mutant.timer);
    lifecycle::TimerFacts armed = platform.state.timers[which];
    const bool fires = is_of(event, Kind::TimerFired, mutant.timer);
    if (fires && event.call.value == armed.token) armed = {};
    Mutated shared{mutant, planted.log};
    Machines machines;
    machines.state = platform.state;
    convert(machines, platform,
            [&shared](auto& to, const auto& from) { to.become(from.state(), shared); });
    machines.step(event, effects);
    platform.state = machines.state;
    convert(platform, machines, [](auto& to, const auto& from) { to.become(from.state()); });
    mutate_timer(mutant, armed, platform.state.timers, effects);
}

}  // namespace hourglass::model::mutants
