#include "cli/fuzzing/real/fitting.hpp"

#include "cli/backends.hpp"
#include "scenarios/shrinking/parts.hpp"

#include <algorithm>
#include <array>

namespace hourglass::cli {

namespace {

using model::Duration;
using scenarios::Ask;
using scenarios::Draft;
using scenarios::Scenario;
using namespace std::chrono_literals;

constexpr Duration longest_wait = 30ms;  // that races with nothing
constexpr Duration near = 50ms;          // so far from a deadline a time is about it

// Budgets of shutdown sequences and the shares of runtimes in them, under either profile.
constexpr std::array<Duration, 4> stop_deadlines{300ms, 500ms, 600ms, 2000ms};

bool is_near(Duration time, Duration deadline) {
    return time >= deadline - near && time <= deadline + near;
}

Duration short_timeout(const std::string& backend) {
    return backend == "process" ? Duration{300ms} : Duration{1s};
}

Duration fitted_time(Duration time, Duration timeout, Duration new_timeout) {
    if (is_near(time, timeout)) return new_timeout + (time - timeout);
    const auto about = [time](Duration deadline) { return is_near(time, deadline); };
    if (time <= longest_wait || std::ranges::any_of(stop_deadlines, about)) return time;
    return Duration{time.count() % longest_wait.count()};
}

void fit_times(Draft& draft, const std::string& backend) {
    Scenario& scenario = draft.scenario;
    Duration& timeout = scenario.config.function_timeout;
    const bool own = timeout > Duration::zero();
    const Duration before = own ? timeout : model::profile_of(draft.profile).function_timeout;
    timeout = short_timeout(backend);
    scenarios::each_time(scenario,
                         [&](Duration& time) { time = fitted_time(time, before, timeout); });
}

bool is_request_of_operator(const scenarios::InvokerStep& step) {
    return step.ask == Ask::Init || step.ask == Ask::Reserve || step.ask == Ask::Reset ||
           step.ask == Ask::Shutdown || step.ask == Ask::Restore;
}

// An emulator is asked for invokes, all of them with one timeout.
void keep_invokes(Scenario& scenario) {
    std::erase_if(scenario.invoker, is_request_of_operator);
    for (auto& step : scenario.invoker) {
        step.budget.reset();
        step.direct = {};
    }
    const std::string handler = scenario.config.handler;
    const Duration timeout = scenario.config.function_timeout;
    scenario.config = {};
    scenario.config.handler = handler;
    scenario.config.function_timeout = timeout;
}

bool has_invoke(const Scenario& scenario) {
    return std::ranges::any_of(scenario.invoker,
                               [](const auto& step) { return step.ask == Ask::Invoke; });
}

}  // namespace

std::optional<Draft> fitted(const Draft& draft, const std::string& backend) {
    Draft fit = draft;
    Scenario& scenario = fit.scenario;
    scenario.profiles.assign(1, fit.profile);
    scenario.world = {};
    scenario.expectations.clear();
    scenario.config.init_limit.reset();
    fit_times(fit, backend);
    if (backend != "process") keep_invokes(scenario);
    const auto taken = adapted(scenario, {.backend = backend, .clients = {}});
    if (!taken || !has_invoke(*taken)) return std::nullopt;
    scenario = *taken;
    return fit;
}

bool is_playable(const Draft& draft, const std::string& backend) {
    const Scenario& scenario = draft.scenario;
    const bool same_clock = scenario.config.function_timeout == short_timeout(backend);
    if (!same_clock || scenario.world != scenarios::World{}) return false;
    const auto taken = adapted(scenario, {.backend = backend, .clients = {}});
    return taken && *taken == scenario && has_invoke(scenario);
}

}  // namespace hourglass::cli
