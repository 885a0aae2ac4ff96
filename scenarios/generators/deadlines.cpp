#include "scenarios/generators/deadlines.hpp"

#include "scenarios/stimuli.hpp"

#include <algorithm>

namespace hourglass::scenarios {
namespace {

using model::Duration;
using namespace std::chrono_literals;

constexpr std::array round_times{0ns,
                                 Duration{1ns},
                                 Duration{1us},
                                 Duration{1ms},
                                 Duration{5ms},
                                 Duration{20ms},
                                 Duration{50ms},
                                 Duration{100ms},
                                 Duration{250ms},
                                 Duration{1s}};

// A little before, at and a little after.
constexpr std::array shifts{0ns,           Duration{1ns},  Duration{-1ns},
                            Duration{1ms}, -Duration{1ms}, Duration{10ms}};

constexpr unsigned most_messages = 6;  // that pass between a timer's start and the step

enum class Way : std::uint8_t { Round, Deadline, Sum, Difference, Exact };
constexpr unsigned way_count = 5;

template <std::size_t Size>
Duration one_of(ChoiceReader& tape, const std::array<Duration, Size>& times) {
    return times[tape.pick(0, static_cast<unsigned>(Size))];
}

Duration some_deadline(ChoiceReader& tape, const Deadlines& deadlines) {
    return deadlines.all()[tape.pick(0, Deadlines::count)].after;
}

// Messages take time, so what races with a deadline starts some latencies earlier.
Duration shift(ChoiceReader& tape, const Deadlines& deadlines) {
    const unsigned messages = tape.pick(0, most_messages);
    return one_of(tape, shifts) - messages * deadlines.latency();
}

Duration draw(ChoiceReader& tape, const Deadlines& deadlines, Timing timing) {
    const unsigned ways = way_count;
    const auto way = static_cast<Way>(tape.pick(0, ways));
    const bool far = timing == Timing::AtDeadlines;
    if (way == Way::Exact) return Duration{tape.number(0)};
    if (way == Way::Round || !far) return one_of(tape, round_times);
    Duration time = some_deadline(tape, deadlines);
    if (way == Way::Sum) time += some_deadline(tape, deadlines);
    if (way == Way::Difference) time -= some_deadline(tape, deadlines);
    return time + shift(tape, deadlines);
}

Duration runtime_share(const model::StopBudget& budget) {
    if (budget.runtime_permille == 0) return budget.runtime;
    return budget.whole * budget.runtime_permille / 1000;
}

}  // namespace

Deadlines::Deadlines(const Scenario& scenario, model::ProfileName name)
    : latency_(scenario.world.latency_min) {
    const model::Profile& profile = model::profile_of(name);
    const Config& config = scenario.config;
    const bool own = config.function_timeout > Duration::zero();
    const auto stop = profile.stop_with_external;
    all_ = {{{"the function timeout", own ? config.function_timeout : profile.function_timeout},
             {"the init limit", config.init_limit.value_or(profile.init_limit.value_or(0ns))},
             {"the runtime's share", runtime_share(stop)},
             {"the shutdown budget", stop.whole},
             {"the shutdown budget of internal extensions",
              runtime_share(profile.stop_with_internal_only)},
             {"the wait after a kill", profile.kill_wait},
             {"the wait for all to end", profile.reap_wait},
             {"the limit of a restore hook", restore_hook_limit}}};
}

template <class Tape>
model::Duration draw_time(Tape& tape, const Deadlines& deadlines, Timing timing,
                          model::Duration time) {
    if constexpr (Tape::writes) {
        tape.pick(static_cast<unsigned>(Way::Exact), way_count);
        return Duration{tape.number(time.count())};
    } else {
        return std::clamp<Duration>(draw(tape, deadlines, timing), 0ns, longest_time);
    }
}

template model::Duration draw_time(ChoiceReader&, const Deadlines&, Timing, model::Duration);
template model::Duration draw_time(ChoiceWriter&, const Deadlines&, Timing, model::Duration);

}  // namespace hourglass::scenarios
