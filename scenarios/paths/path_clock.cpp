#include "scenarios/paths/path_clock.hpp"

#include "model/trace/names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hourglass::scenarios {

using model::Duration;
using model::Kind;
using model::Timer;

namespace {

// Real processes need so long to come up; a shorter timeout would race with that.
constexpr Duration least_timeout = std::chrono::milliseconds{200};

}  // namespace

void PathClock::stop_begins(StopCause cause, bool external) {
    const model::StopBudget& budget =
        external ? profile_.stop_with_external : profile_.stop_with_internal_only;
    stop_began_ = now_;
    stop_budget_ = cause == StopCause::Asked ? path_budget : budget.whole;
    stop_share_ = budget.runtime_permille > 0 ? stop_budget_ * budget.runtime_permille / 1000
                                              : std::min(budget.runtime, stop_budget_);
}

std::optional<Duration> PathClock::due_of(Timer timer) const {
    switch (timer) {
        case Timer::RuntimeStop:
            return stop_began_ + stop_share_;
        case Timer::ExtensionStop:
            return stop_began_ + stop_budget_;
        case Timer::KillWait:
            return now_ + profile_.kill_wait;
        case Timer::ReapWait:
            return now_ + profile_.reap_wait;
        default:
            return std::nullopt;
    }
}

void PathClock::take(const model::Record& effect) {
    const auto timer = model::code_of<Timer>(effect);
    switch (effect.kind) {
        case Kind::TimerArmed:
            armed_.at(effect.code) = Armed{now_, due_of(timer)};
            break;
        case Kind::TimerCancelled:
            armed_.at(effect.code).reset();
            break;
        case Kind::SandboxFrozen:
            frozen_since_ = now_;
            break;
        case Kind::SandboxThawed:
            if (frozen_since_) frozen_for_ += now_ - *frozen_since_;
            frozen_since_.reset();
            break;
        default:
            break;
    }
}

std::optional<std::string> PathClock::first_before(Duration until) const {
    for (std::uint16_t number = 0; number < armed_.size(); ++number) {
        const auto& one = armed_.at(number);
        if (!one || !one->due || *one->due >= until) continue;
        return fmt::format("the timer {} would fire before",
                           model::name_of(static_cast<Timer>(number)));
    }
    return std::nullopt;
}

std::optional<std::string> PathClock::step(Duration gap) {
    now_ += gap;
    return first_before(now_ + gap / 2);
}

std::optional<std::string> PathClock::fire(Timer timer, Duration gap) {
    if (timer == Timer::KillWait || timer == Timer::ReapWait) {
        return "no program lives on when it is killed";
    }
    const auto armed = armed_.at(static_cast<std::size_t>(timer));
    if (!armed) return "the timer is not armed";
    armed_.at(static_cast<std::size_t>(timer)).reset();
    const Duration earliest = now_ + gap;
    if (armed->due && *armed->due < earliest) return "its timer is due before";
    now_ = armed->due.value_or(std::max(earliest, armed->since + least_timeout));
    waited_ = now_ - armed->since;
    return first_before(now_ + gap / 2);
}

}  // namespace hourglass::scenarios
