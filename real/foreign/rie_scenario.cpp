#include "real/foreign/rie_scenario.hpp"

#include <algorithm>
#include <optional>

namespace hourglass::real {

namespace {

using model::Duration;
using model::Result;
using scenarios::Ask;
using scenarios::Scenario;
using namespace std::chrono_literals;

constexpr Duration longest_timeout = 5s;

tl::unexpected<model::Error> cannot(std::string_view why) {
    return model::failure(model::ErrorKind::Unsupported, std::string{"rie "} + std::string{why});
}

bool asks(const Scenario& scenario, Ask ask) {
    return std::ranges::any_of(scenario.invoker, [ask](const auto& one) { return one.ask == ask; });
}

// Why the emulator cannot play it; empty if it can.
std::string_view hindrance(const Scenario& scenario) {
    if (scenario.runtime.empty()) return "needs a program for the runtime";
    if (asks(scenario, Ask::Reserve)) return "takes no reservation";
    if (asks(scenario, Ask::Reset)) return "takes no explicit reset";
    if (asks(scenario, Ask::Shutdown)) return "takes no explicit shutdown";
    if (asks(scenario, Ask::Restore)) return "cannot restore";
    if (!asks(scenario, Ask::Invoke)) return "does nothing before an invoke";
    if (scenario.config.init_mode != model::InitMode::Normal) return "suppresses no init";
    if (scenario.config.init_type != model::InitType::OnDemand) return "inits on demand only";
    if (scenario.config.init_caching != model::InitCaching::Off) return "cannot restore";
    if (scenario.world != scenarios::World{}) return "lives in a world without planted faults";
    if (has_step(scenario, scenarios::Op::NoExec)) return "is given programs that start only";
    // The relay tells of a request when all of it was sent.
    if (has_step(scenario, scenarios::Op::RespondHalf)) return "is seen to get whole requests only";
    const bool own = std::ranges::any_of(scenario.invoker, [](const auto& one) {
        return one.ask == Ask::Invoke && one.budget.has_value();
    });
    return own ? "has one timeout for all invokes" : "";
}

// By how much times have to grow; nothing if no sensible number will do.
std::optional<int> stretch_of(Duration timeout) {
    if (timeout == Duration::zero()) return 1;
    for (int factor = 1; timeout * factor <= longest_timeout; ++factor) {
        if ((timeout * factor) % 1s == Duration::zero()) return factor;
    }
    return std::nullopt;
}

void stretch(std::vector<scenarios::Step>& steps, int factor) {
    for (scenarios::Step& step : steps) step.time *= factor;
}

void stretch(scenarios::Lifetimes& lifetimes, int factor) {
    for (scenarios::Program& program : lifetimes) {
        stretch(program.steps, factor);
        stretch(program.on_shutdown, factor);
        stretch(program.on_sigterm, factor);
    }
}

void stretch(Scenario& scenario, int factor) {
    scenario.config.function_timeout *= factor;
    scenario.horizon *= factor;
    for (auto& step : scenario.invoker) step.time *= factor;
    stretch(scenario.runtime, factor);
    for (auto& extension : scenario.extensions) stretch(extension.lifetimes, factor);
}

// The emulator is stopped at the end of a run anyway.
Scenario without_last_shutdown(Scenario scenario) {
    while (!scenario.invoker.empty() && scenario.invoker.back().ask == Ask::Shutdown) {
        scenario.invoker.pop_back();
    }
    if (!asks(scenario, Ask::Shutdown)) {
        std::erase_if(scenario.expectations, [](const auto& e) { return e.ask == Ask::Shutdown; });
    }
    return scenario;
}

}  // namespace

Result<Scenario> scenario_for_rie(const Scenario& whole) {
    const Scenario scenario = without_last_shutdown(whole);
    if (const auto why = hindrance(scenario); !why.empty()) return cannot(why);
    const auto factor = stretch_of(scenario.config.function_timeout);
    if (!factor) return cannot("counts its timeout in whole seconds");
    Scenario adapted = scenario;
    std::erase_if(adapted.invoker, [](const auto& step) { return step.ask == Ask::Init; });
    std::erase_if(adapted.expectations, [](const auto& one) { return one.ask == Ask::Init; });
    stretch(adapted, *factor);
    return adapted;
}

}  // namespace hourglass::real
