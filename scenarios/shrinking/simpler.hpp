// Plays that are simpler than another one without being shorter.
#pragma once

#include "scenarios/generators/draft.hpp"

#include <vector>

namespace hourglass::scenarios {

// With one actor, one program or one handler less.
std::vector<Draft> with_fewer_programs(const Draft& draft);
// With something usual in place of something unusual: a member of the configuration, the world, an
// attribute of one step. All of them have less of unusualness().
std::vector<Draft> with_usual_settings(const Draft& draft);
std::uint32_t unusualness(const Draft& draft);
// The times, in the order of each_time, that are simpler than `time`: simplest first.
std::vector<model::Duration> simpler_times(const Draft& draft, model::Duration time);

}  // namespace hourglass::scenarios
