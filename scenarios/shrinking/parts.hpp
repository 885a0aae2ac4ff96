// The parts of a generated play that a shrinker works on: its steps, list by list, and its times.
#pragma once

#include "scenarios/format/vocabulary.hpp"
#include "scenarios/generators/draft.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace hourglass::scenarios {

// Calls visit(steps, who) for each list of steps of each program, then the invoker's is left.
template <class Scenario_, class Visit>
void each_list(Scenario_& scenario, Visit visit) {
    const auto each_program = [&](auto& lifetimes, Role who) {
        for (auto& program : lifetimes) {
            visit(program.steps, who);
            visit(program.on_shutdown, who);
            visit(program.on_sigterm, who);
        }
    };
    each_program(scenario.runtime, Role::Runtime);
    for (auto& extension : scenario.extensions) each_program(extension.lifetimes, Role::Extension);
}

// Calls visit(time) for each time that a step or the configuration names.
template <class Scenario_, class Visit>
void each_time(Scenario_& scenario, Visit visit) {
    each_list(scenario, [&](auto& steps, Role) {
        for (auto& step : steps) {
            if (step.op == Op::Work || step.op == Op::OutliveKill) visit(step.time);
        }
    });
    for (auto& step : scenario.invoker) {
        if (step.ask == Ask::Wait) visit(step.time);
        if (step.budget) visit(*step.budget);
    }
}

// What the times of each_time are, in its order: "runtime works", "the invoker waits".
std::vector<std::string> names_of_times(const Scenario& scenario);

// Those of each_list and the invoker's, one after the other.
using Keep = std::vector<bool>;
// The scenario with the steps that are kept; a repeat without a next to go back to goes too.
Scenario with_steps(const Scenario& scenario, const Keep& keep);

}  // namespace hourglass::scenarios
