#include "sim/invoker.hpp"

#include "scenarios/conductor.hpp"

#include <algorithm>

namespace hourglass::sim {

using model::Instant;
using scenarios::Ask;

void run(World& world) {
    Invoker{world}.play();
    world.end();
}

void Invoker::look() {
    const auto& answers = world_.answers();
    while (seen_ < answers.size()) ledger_.see(world_.records()[answers[seen_++]]);
}

template <class Condition>
void Invoker::let_happen(Condition condition, Instant until) {
    look();
    while (condition() && world_.advance(until)) look();
}

void Invoker::play() {
    for (const Asking& step : world_.script().invoker) {
        if (world_.now() >= horizon_) return;
        perform(step);
    }
    let_happen([this] { return !ledger_.all_answered(); }, horizon_);
    come_to_rest();
}

void Invoker::perform(const Asking& step) {
    switch (step.ask) {
        case Ask::Wait:
            return let_happen([] { return true; }, std::min(horizon_, world_.now() + step.time));
        case Ask::AwaitAll:
            return let_happen([this] { return !ledger_.all_answered(); }, horizon_);
        default:
            return ask(step);
    }
}

void Invoker::ask(const Asking& step) {
    world_.ask(step.stimulus);
    const auto ticket = ledger_.asked(step.stimulus);
    if (step.waiting == scenarios::Waiting::Background) return;
    let_happen([&] { return !ledger_.answered(ticket); }, horizon_);
}

// The last answer is not the end, see scenarios/conductor.cpp.
void Invoker::come_to_rest() {
    const Instant limit = std::min(horizon_, world_.now() + scenarios::rest_limit);
    do {
        const Instant watched = std::min(limit, world_.now() + scenarios::watch_time);
        let_happen([] { return true; }, watched);
        if (ledger_.at_rest()) break;
        let_happen([this] { return !ledger_.at_rest(); }, limit);
    } while (world_.now() < limit);
}

}  // namespace hourglass::sim
