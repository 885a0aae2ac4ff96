// What makes a bad trace of a good one. A change that finds nothing to change fails the test.
#pragma once

#include "model/trace/answer.hpp"
#include "model/trace/trace.hpp"

#include <cstddef>
#include <functional>

namespace hourglass::model {

using Change = std::function<void(Record&)>;

Trace changed(Trace trace, Kind kind, const Change& change, std::size_t nth = 0);
Trace changed(Trace trace, Answer answer, const Change& change, std::size_t nth = 0);
Trace changed(Trace trace, PlatformEvent event, const Change& change, std::size_t nth = 0);
Trace changed(Trace trace, Timer armed, const Change& change, std::size_t nth = 0);

Trace without(Trace trace, Kind kind, std::size_t nth = 0);
Trace without(Trace trace, PlatformEvent event, std::size_t nth = 0);

// The record twice.
Trace doubled(Trace trace, Kind kind, std::size_t nth = 0);
Trace doubled(Trace trace, PlatformEvent event, std::size_t nth = 0);
// One more record, at the time and just before the nth of this kind.
Trace inserted(Trace trace, Record record, Kind before, std::size_t nth = 0);

}  // namespace hourglass::model
