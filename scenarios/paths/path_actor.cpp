#include "scenarios/paths/path_actor.hpp"

namespace hourglass::scenarios {

using model::Duration;

namespace {

Step work(Duration time) {
    Step step;
    step.op = Op::Work;
    step.time = time;
    return step;
}

Step hang() {
    Step step;
    step.op = Op::Hang;
    return step;
}

}  // namespace

void PathActor::start(Duration lived) {
    lives_.emplace_back();
    free_since_ = lived;
    has_ = had_ = {};
    part_ = Part::Main;
    alive_ = true;
    waiting_ = hangs_ = killed_ = false;
}

std::vector<Step>& PathActor::section() {
    Program& program = lives_.back();
    if (part_ == Part::Sigterm) return program.on_sigterm;
    return part_ == Part::Shutdown ? program.on_shutdown : program.steps;
}

std::optional<std::string> PathActor::act(const Step& step, Duration lived) {
    if (!alive_) return "the process is not there";
    if (waiting_) return "a process that waits for its next does nothing else";
    if (hangs_) return "a program hangs when its next is refused";
    if (killed_) return "a killed process dies at once";
    auto& steps = section();
    // The sections that only said to hang now say more.
    if (!steps.empty() && steps.back().op == Op::Hang) steps.pop_back();
    if (lived > free_since_) steps.push_back(work(lived - free_since_));
    steps.push_back(step);
    free_since_ = lived;
    return std::nullopt;
}

void PathActor::gets_event(Duration lived, model::InvokeId invoke) {
    waiting_ = false;
    free_since_ = lived;
    if (!invoke) return;
    if (invoke != has_) had_ = has_;
    has_ = invoke;
}

void PathActor::gets_shutdown(Duration lived) {
    waiting_ = false;
    free_since_ = lived;
    part_ = Part::Shutdown;
    section() = {hang()};
}

void PathActor::terminated(Duration lived) {
    if (!alive_ || part_ == Part::Sigterm) return;
    waiting_ = hangs_ = false;
    free_since_ = lived;
    part_ = Part::Sigterm;
    section() = {hang()};
}

}  // namespace hourglass::scenarios
