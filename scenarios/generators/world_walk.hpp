// The part of a draft's walk that makes the world: how fast it is, and what goes wrong in it.
#pragma once

#include "scenarios/generators/program_walk.hpp"

namespace hourglass::scenarios {

// Latencies and starting times; the deadlines of the walk depend on them.
template <class Tape>
void walk_pace(Walk<Tape>& walk, World& world);
// What goes wrong. `given` is the world before walk_pace, which takes slow starts for quicker ones.
template <class Tape>
void walk_faults(Walk<Tape>& walk, const World& given, World& world);

extern template void walk_pace(Walk<ChoiceReader>&, World&);
extern template void walk_pace(Walk<ChoiceWriter>&, World&);
extern template void walk_faults(Walk<ChoiceReader>&, const World&, World&);
extern template void walk_faults(Walk<ChoiceWriter>&, const World&, World&);

}  // namespace hourglass::scenarios
