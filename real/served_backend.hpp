// Real processes behind an invoke endpoint, as `hourglass serve` has it: what the invoker of a
// scenario asks for goes over HTTP, if its configuration has the variable HOURGLASS_SERVED. The
// lines of that, if it has any, are what other callers send once the first invoke is over: "send
// REQUEST", or "leave REQUEST" for one that goes away without reading. In a REQUEST | is an end of
// line and <N bytes> is a body of that size.
#pragma once

#include "model/backend.hpp"
#include "real/process_backend.hpp"
#include "scenarios/scenario.hpp"

#include <memory>

namespace hourglass::real {

// The backend for that scenario: with an endpoint if it wants one. It must outlive the backend.
model::Result<std::unique_ptr<model::Backend>> start_processes(const scenarios::Scenario& scenario,
                                                               const ProcessOptions& options);

}  // namespace hourglass::real
