#include "scenarios/needs.hpp"

#include <algorithm>

namespace hourglass::scenarios {
namespace {

using model::Capability;

std::uint32_t need_of(Op op) {
    switch (op) {
        case Op::Subscribe:
        case Op::SubscribeLogs:
        case Op::Listen:
        case Op::ListenSlowly:
        case Op::ListenFailing:
        case Op::ListenClosed:
        case Op::ListenTcp:
            return static_cast<std::uint32_t>(Capability::TelemetryApi);
        case Op::RespondStreaming:
        case Op::RespondBreakingOff:
            return static_cast<std::uint32_t>(Capability::Streaming);
        case Op::Wire:
            return static_cast<std::uint32_t>(Capability::Wire);
        default:
            return 0;
    }
}

std::uint32_t needs_of(const Lifetimes& lifetimes) {
    std::uint32_t needs = 0;
    for (const Program& program : lifetimes) {
        for (const auto* steps : {&program.steps, &program.on_shutdown, &program.on_sigterm}) {
            for (const Step& step : *steps) needs |= need_of(step.op);
        }
    }
    return needs;
}

std::uint32_t need_of(const InvokerStep& step) {
    if (step.direct != Direct::No) return static_cast<std::uint32_t>(Capability::Streaming);
    switch (step.ask) {
        case Ask::Init:
            return static_cast<std::uint32_t>(Capability::SeparateInit);
        case Ask::Reset:
            return static_cast<std::uint32_t>(Capability::Reset);
        case Ask::Shutdown:
            return static_cast<std::uint32_t>(Capability::Shutdown);
        case Ask::Restore:
            return static_cast<std::uint32_t>(Capability::Restore);
        default:
            return 0;
    }
}

}  // namespace

std::uint32_t needs_of(const Scenario& scenario) {
    std::uint32_t needs = needs_of(scenario.runtime);
    for (const ExtensionScript& extension : scenario.extensions) {
        needs |= needs_of(extension.lifetimes);
    }
    for (const InvokerStep& step : scenario.invoker) needs |= need_of(step);
    // Only a world with a wire has the bytes.
    if (!scenario.replies.empty()) needs |= static_cast<std::uint32_t>(Capability::Wire);
    const bool served = scenario.config.environment.contains(std::string{served_variable});
    if (served || scenario.config.extensions == Extensions::Disabled) {
        needs |= static_cast<std::uint32_t>(Capability::Wire);
    }
    return needs;
}

}  // namespace hourglass::scenarios
