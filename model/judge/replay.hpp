// Exact replay: may this white-box trace have come from the machine? Its events are fed to a fresh
// platform and the effects compared, record by record.
#pragma once

#include "model/judge/judge.hpp"
#include "model/trace/trace.hpp"

#include <optional>

namespace hourglass::model {

// The first record that the machine would have made otherwise; nothing if there is none. A trace
// that ends in the middle of a step is judged as far as it goes.
std::optional<Divergence> replay(const Trace& trace);

// Whether a backend might give this event: a platform takes nothing else.
bool is_possible(const Record& event);

}  // namespace hourglass::model
