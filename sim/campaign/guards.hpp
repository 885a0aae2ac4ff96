// How the guards of the tables came out in a run: a trace shows which row spoke, not which one was
// asked and kept silent. The events of the run are given to an interpreter that asks them all.
#pragma once

#include "model/trace/trace.hpp"
#include "sim/campaign/features.hpp"

#include <cstdint>

namespace hourglass::sim {

// Of the row at this place in model::chart_rows().
FeatureCode guard_feature(std::size_t row, bool held);

// Adds the outcome of each guard that was asked in a run of the healthy platform.
void add_guards(const model::Trace& trace, std::uint64_t in_case, Features& features);

}  // namespace hourglass::sim
