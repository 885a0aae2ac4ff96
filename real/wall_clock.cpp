#include "real/wall_clock.hpp"

#include "model/trace/deadlines.hpp"

namespace hourglass::real {

using model::Duration;
using namespace std::chrono_literals;

namespace {

// More than a clock drifts while a sandbox lives, and less than anybody steps it by.
constexpr Duration least_jump = 20ms;
// Two clocks cannot be read at once. If more than this lies between, the processor was elsewhere.
constexpr Duration longest_look = 1ms;

}  // namespace

Duration WallClock::look() {
    const auto before = SteadyClock::now();
    const auto wall = std::chrono::milliseconds{wall_now_ms() - epoch_ms_};
    if (SteadyClock::now() - before > longest_look) return {};
    const Duration passed = before - start_;
    const Duration seen = wall + (passed >= step_at_ ? step_by_ : Duration{});
    const Duration jump = seen - passed - off_;
    if (std::chrono::abs(jump) < least_jump) return {};
    off_ += jump;
    return jump;
}

model::Record WallClock::told(model::Record effect) const {
    if (model::tells_deadline(effect)) effect.amount += off_.count();
    return effect;
}

}  // namespace hourglass::real
