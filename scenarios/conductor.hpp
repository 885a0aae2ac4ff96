// Plays the invoker's part of a scenario on any backend, and says whether what came out is what
// the scenario expects. It judges no rules: that is model/judge.
#pragma once

#include "model/backend.hpp"
#include "model/base/result.hpp"
#include "model/judge/judge.hpp"
#include "scenarios/scenario.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::scenarios {

// After everything is answered: how long the platform is watched for what it does by itself, and
// how long it may take until it is at rest (a shutdown sequence with its kills).
inline constexpr model::Duration watch_time = std::chrono::milliseconds{20};
inline constexpr model::Duration rest_limit = std::chrono::seconds{15};

// Asked between records; true ends the run early (Ctrl-C).
using StopRequested = std::function<bool()>;

// Drives `backend`, which was set up for `scenario`, and returns its whole trace. Ends when the
// invoker's steps are done and answered, or at the scenario's horizon.
model::Result<model::Trace> conduct(model::Backend& backend, const Scenario& scenario,
                                    const StopRequested& stop = {});

struct Mismatch {
    std::string message;  // "invoke 2: expected timed_out, got success"
    std::uint32_t record{};
};

// Expectations and claims of the scenario that the trace does not meet.
std::vector<Mismatch> mismatches(const Scenario& scenario, const model::Trace& trace);
// The claims alone, which are about replies. A trace without the bytes of payloads meets few.
std::vector<Mismatch> unmet_claims(const Scenario& scenario, const model::Trace& trace);

// Rules the scenario is about that the judgement never saw exercised. Those that nothing checks
// yet, and those that do not apply to `profile`, if it is said, are left out.
std::vector<model::RuleIndex> not_exercised(const Scenario& scenario,
                                            const model::Judgement& judgement,
                                            std::optional<model::ProfileName> profile = {});

}  // namespace hourglass::scenarios
