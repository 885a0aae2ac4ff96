#include "scenarios/shrinking/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hourglass::scenarios {
namespace {

template <class Element>
void keep_some(std::vector<Element>& list, const Keep& keep, std::size_t& at) {
    std::erase_if(list, [&](const Element&) { return !keep[at++]; });
}

void mend(Program& program) {
    auto& steps = program.steps;
    const bool polls = std::ranges::find(steps, Op::Next, &Step::op) != steps.end();
    if (!polls) std::erase_if(steps, [](const Step& step) { return step.op == Op::Repeat; });
}

std::vector<std::string> times_of_programs(const Scenario& scenario) {
    std::vector<std::string> names;
    const auto add = [&](const Lifetimes& lifetimes, std::string_view who) {
        for (const Program& program : lifetimes) {
            for (const auto* steps : {&program.steps, &program.on_shutdown, &program.on_sigterm}) {
                for (const Step& step : *steps) {
                    if (step.op == Op::Work) names.push_back(fmt::format("{} works", who));
                    if (step.op != Op::OutliveKill) continue;
                    names.push_back(fmt::format("{} outlives its kill", who));
                }
            }
        }
    };
    add(scenario.runtime, "the runtime");
    for (const ExtensionScript& extension : scenario.extensions) {
        add(extension.lifetimes, fmt::format("extension {}", extension.name));
    }
    return names;
}

}  // namespace

std::vector<std::string> names_of_times(const Scenario& scenario) {
    std::vector<std::string> names = times_of_programs(scenario);
    for (const InvokerStep& step : scenario.invoker) {
        if (step.ask == Ask::Wait) names.emplace_back("the invoker waits");
        if (step.budget) names.push_back(fmt::format("{} has", word_of(step.ask)));
    }
    return names;
}

Scenario with_steps(const Scenario& scenario, const Keep& keep) {
    Scenario fewer = scenario;
    std::size_t at = 0;
    each_list(fewer, [&](std::vector<Step>& steps, Role) { keep_some(steps, keep, at); });
    keep_some(fewer.invoker, keep, at);
    for (Program& program : fewer.runtime) mend(program);
    for (ExtensionScript& extension : fewer.extensions) {
        for (Program& program : extension.lifetimes) mend(program);
    }
    return fewer;
}

}  // namespace hourglass::scenarios
