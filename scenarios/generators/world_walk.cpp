#include "scenarios/generators/world_walk.hpp"

#include <algorithm>
#include <array>

namespace hourglass::scenarios {
namespace {

using model::Duration;
using namespace std::chrono_literals;

// Latency of messages and time to start a process, each least and most.
struct Pace {
    Duration latency_min, latency_max, start_min, start_max;

    bool operator==(const Pace&) const = default;
};
constexpr std::array paces{Pace{50us, 150us, 1ms, 3ms}, Pace{1us, 1us, 1us, 1us},
                           Pace{100us, 100us, 1ms, 1ms}, Pace{1us, 5ms, 1us, 20ms},
                           Pace{1ms, 200ms, 1ms, 500ms}};

constexpr Duration least_pace = 1us;
// Slower messages than this and a killed process is not known to be dead in time.
constexpr Duration most_pace = 200ms;
// Of a slow start and of a suspension.
constexpr Duration longest_span = 60s;

template <class Tape>
void walk_exact_pace(Tape& tape, World& world) {
    const auto exact = [&](Duration& value, Duration from) {
        value = std::clamp(Duration{tape.number(value.count())}, from, most_pace);
    };
    exact(world.latency_min, least_pace);
    exact(world.latency_max, world.latency_min);
    exact(world.start_min, least_pace);
    exact(world.start_max, world.start_min);
}

// One of the values, the first if the one that is written is none of them.
template <class Tape, class Value, std::size_t Size>
void walk_one_of(Tape& tape, const std::array<Value, Size>& values, Value& value) {
    const auto found = std::ranges::find(values, value);
    const auto index = static_cast<unsigned>(found - values.begin()) % Size;
    value = values[tape.pick(static_cast<unsigned>(index), static_cast<unsigned>(Size))];
}

template <class Tape>
void walk_permille(Tape& tape, std::uint32_t& value) {
    constexpr std::array<std::uint32_t, 4> usual{0, 20, 200, 1000};
    walk_one_of(tape, usual, value);
}

template <class Tape>
void walk_slow_starts(Walk<Tape>& walk, const World& given, World& world) {
    if (!walk.maybe(given.start_max > most_pace)) return;
    world.start_min = std::clamp(walk.time(given.start_min), least_pace, longest_span);
    world.start_max = std::clamp(walk.time(given.start_max), world.start_min, longest_span);
}

template <class Tape>
void walk_suspension(Walk<Tape>& walk, World& world) {
    if (!walk.maybe(world.suspend_for > Duration::zero())) return;
    world.suspend_at = walk.time(world.suspend_at);
    world.suspend_for = std::clamp(walk.time(world.suspend_for), least_pace, longest_span);
}

template <class Tape>
void walk_clock_step(Walk<Tape>& walk, World& world) {
    if (!walk.maybe(world.clock_step != Duration::zero())) return;
    world.clock_step_at = walk.time(world.clock_step_at);
    const bool back = walk.maybe(world.clock_step < Duration::zero());
    const Duration size =
        std::clamp(walk.time(std::chrono::abs(world.clock_step)), least_pace, longest_clock_step);
    world.clock_step = back ? -size : size;
}

}  // namespace

template <class Tape>
void walk_pace(Walk<Tape>& walk, World& world) {
    const Pace given{world.latency_min, world.latency_max, world.start_min, world.start_max};
    const auto found = std::ranges::find(paces, given);
    const auto index = static_cast<unsigned>(found - paces.begin());
    const unsigned drawn = walk.tape.pick(index, paces.size() + 1);
    if (drawn >= paces.size()) return walk_exact_pace(walk.tape, world);
    world.latency_min = paces[drawn].latency_min;
    world.latency_max = paces[drawn].latency_max;
    world.start_min = paces[drawn].start_min;
    world.start_max = paces[drawn].start_max;
}

template <class Tape>
void walk_faults(Walk<Tape>& walk, const World& given, World& world) {
    const Swarm& swarm = walk.swarm;
    if (swarm.on(Feature::SlowStarts)) walk_slow_starts(walk, given, world);
    if (swarm.on(Feature::StartFailures)) walk_permille(walk.tape, world.start_failure_permille);
    if (swarm.on(Feature::Loss)) {
        walk_permille(walk.tape, world.loss_permille);
        walk_permille(walk.tape, world.request_loss_permille);
    }
    if (swarm.on(Feature::Doubles)) walk_permille(walk.tape, world.double_permille);
    if (swarm.on(Feature::Delays)) {
        walk_permille(walk.tape, world.delay_permille);
        world.delay = std::clamp(walk.time(world.delay), least_pace, most_pace);
    }
    if (swarm.on(Feature::Suspension)) walk_suspension(walk, world);
    if (swarm.on(Feature::Memory)) {
        constexpr std::array<std::int64_t, 3> limits{0, 1 << 20, 1 << 27};
        walk_one_of(walk.tape, limits, world.memory_limit);
    }
    if (swarm.on(Feature::ClockSteps)) walk_clock_step(walk, world);
}

template void walk_pace(Walk<ChoiceReader>&, World&);
template void walk_pace(Walk<ChoiceWriter>&, World&);
template void walk_faults(Walk<ChoiceReader>&, const World&, World&);
template void walk_faults(Walk<ChoiceWriter>&, const World&, World&);

}  // namespace hourglass::scenarios
