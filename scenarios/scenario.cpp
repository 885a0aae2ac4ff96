#include "scenarios/scenario.hpp"

#include "model/base/expects.hpp"

#include <algorithm>

namespace hourglass::scenarios {

bool has_faults(const World& world) {
    const std::uint32_t permille = world.loss_permille + world.request_loss_permille +
                                   world.double_permille + world.delay_permille +
                                   world.start_failure_permille;
    return permille > 0 || world.suspend_for > model::Duration::zero();
}

bool has_step(const Scenario& scenario, Op op) {
    const auto in_steps = [op](const std::vector<Step>& steps) {
        return std::ranges::find(steps, op, &Step::op) != steps.end();
    };
    const auto in_lifetimes = [&](const Lifetimes& lifetimes) {
        return std::ranges::any_of(lifetimes, [&](const Program& one) {
            return in_steps(one.steps) || in_steps(one.on_shutdown) || in_steps(one.on_sigterm);
        });
    };
    return in_lifetimes(scenario.runtime) ||
           std::ranges::any_of(scenario.extensions,
                               [&](const auto& one) { return in_lifetimes(one.lifetimes); });
}

model::Setup setup_of(const Scenario& scenario, model::ProfileName profile, model::Texts& texts) {
    const Config& config = scenario.config;
    model::Setup setup;
    setup.profile = profile;
    setup.init_mode = config.init_mode;
    setup.init_type = config.init_type;
    // A snapshot is restored, so its runtime finds the addresses for that.
    const bool snapshot = config.init_type == model::InitType::SnapStart;
    setup.init_caching = snapshot ? model::InitCaching::On : config.init_caching;
    setup.function_timeout = config.function_timeout;
    setup.stream = config.stream;
    // A profile that knows no init limit does not get one: a scenario only makes it shorter.
    if (model::profile_of(profile).init_limit) setup.init_limit = config.init_limit;
    if (config.extensions == Extensions::Disabled) return setup;
    for (const ExtensionScript& extension : scenario.extensions) {
        if (extension.kind != ExtensionKind::External) continue;
        EXPECTS(setup.external_extensions < model::max_slots, "a scenario has at most 11 files");
        setup.names.at(setup.external_extensions++) = texts.intern(extension.name);
    }
    return setup;
}

}  // namespace hourglass::scenarios
