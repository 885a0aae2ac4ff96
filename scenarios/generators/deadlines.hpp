// The deadlines of a run, and times at and around them.
#pragma once

#include "scenarios/generators/tape.hpp"
#include "scenarios/scenario.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace hourglass::scenarios {

struct Deadline {
    std::string_view name;
    model::Duration after{};
};

// What a run of the scenario under the profile may wait for, and for how long.
class Deadlines {
public:
    static constexpr std::size_t count = 8;

    Deadlines() = default;
    Deadlines(const Scenario& scenario, model::ProfileName profile);

    const std::array<Deadline, count>& all() const { return all_; }
    // Of a message, when all take the same time; else the least.
    model::Duration latency() const { return latency_; }

private:
    std::array<Deadline, count> all_{};
    model::Duration latency_{};
};

inline constexpr model::Duration longest_time = std::chrono::hours{1};

// Whether times may stand at deadlines, or are small and round.
enum class Timing : std::uint8_t { Round, AtDeadlines };

// A time for a program or an invoker. Reading draws one; writing writes `time` exactly.
template <class Tape>
model::Duration draw_time(Tape& tape, const Deadlines& deadlines, Timing timing,
                          model::Duration time);

extern template model::Duration draw_time(ChoiceReader&, const Deadlines&, Timing, model::Duration);
extern template model::Duration draw_time(ChoiceWriter&, const Deadlines&, Timing, model::Duration);

}  // namespace hourglass::scenarios
