// When each action of a path happens, and which timers that allows.
#pragma once

#include "model/base/time.hpp"
#include "model/lifecycle/profile.hpp"
#include "model/trace/record.hpp"

#include <array>
#include <optional>
#include <string>

namespace hourglass::scenarios {

// Of a shutdown sequence: by the invoker, with a budget of the scenario's, or by the platform.
enum class StopCause : std::uint8_t { Asked, OwnFailure };

// The budget of every reset and shutdown that a scenario made from a path asks for.
inline constexpr model::Duration path_budget = std::chrono::milliseconds{800};

class PathClock {
public:
    explicit PathClock(model::ProfileName profile) : profile_(model::profile_of(profile)) {}

    model::Duration now() const { return now_; }
    // Of the time so far, what a process has had: a frozen one has none.
    model::Duration lived() const { return now_ - frozen_for_; }

    // The next action happens a gap later, or at once. Says what would come before it.
    std::optional<std::string> step(model::Duration gap);
    // The timer fires. For one whose duration is ours the wait that it needs is left in waited().
    std::optional<std::string> fire(model::Timer timer, model::Duration gap);
    model::Duration waited() const { return waited_; }

    void stop_begins(StopCause cause, bool external);
    void take(const model::Record& effect);
    bool frozen() const { return frozen_since_.has_value(); }

private:
    struct Armed {
        model::Duration since{};
        std::optional<model::Duration> due{};  // none: the scenario chooses
    };

    std::optional<model::Duration> due_of(model::Timer timer) const;
    std::optional<std::string> first_before(model::Duration until) const;

    const model::Profile& profile_;
    model::Duration now_{};
    model::Duration waited_{};
    model::Duration frozen_for_{};
    std::optional<model::Duration> frozen_since_{};
    model::Duration stop_began_{};
    model::Duration stop_budget_{};
    model::Duration stop_share_{};
    std::array<std::optional<Armed>, model::timer_count> armed_{};
};

}  // namespace hourglass::scenarios
