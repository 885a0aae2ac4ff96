#include "scenarios/generators/program_walk.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace hourglass::scenarios {
namespace {

constexpr std::array<std::string_view, 5> error_types{
    "Function.Broken", "Runtime.Unknown", "Sandbox.Timedout", "Extension.Crash", "no.type"};

constexpr std::array<std::int64_t, 4> answer_sizes{0, 100, 6'291'556, 6'291'557};  // the limit
constexpr std::array<std::int64_t, 4> exit_statuses{0, 1, 2, 137};
constexpr std::array<std::int64_t, 3> allocations{1 << 20, 1 << 26, 1 << 28};
constexpr std::array<std::string_view, 2> content_types{"text/plain", "application/json"};
constexpr std::array<std::string_view, 2> modes{"strange", "streaming"};
constexpr std::array<std::string_view, 2> files{"note", "cache"};

// A process that is gone for good before the run ends, and one that outlives every wait for it.
constexpr model::Duration longest_death = std::chrono::seconds{15};

constexpr std::array<std::uint8_t, 5> subscriptions{
    model::subscribe_invoke | model::subscribe_shutdown, model::subscribe_invoke,
    model::subscribe_shutdown, 0, model::subscribe_unknown};

template <class Value, std::size_t Size>
unsigned index_of(const std::array<Value, Size>& values, const auto& value) {
    const auto found = std::ranges::find(values, value);
    return found == values.end() ? 0 : static_cast<unsigned>(found - values.begin());
}

template <class Tape, class Value, std::size_t Size>
Value one_of(Tape& tape, const std::array<Value, Size>& values, const auto& value) {
    return values[tape.pick(index_of(values, value), static_cast<unsigned>(Size))];
}

template <class Tape>
void walk_registration(Walk<Tape>& walk, Step& step) {
    step.events = one_of(walk.tape, subscriptions, step.events);
    if (!walk.swarm.on(Feature::OddRegistrations)) return;
    if (walk.maybe(!step.text.empty())) {
        step.text = "stranger";
    } else {
        step.text.clear();
    }
}

// How long it waits for its event until it hangs up.
template <class Tape>
void walk_patience(Walk<Tape>& walk, Step& step) {
    if (!walk.swarm.on(Feature::HangUps)) return;
    const bool hangs_up = walk.maybe(step.time > model::Duration::zero());
    step.time = hangs_up ? walk.time(step.time) : model::Duration::zero();
}

template <class Tape>
void walk_step(Walk<Tape>& walk, Role who, Step& step) {
    Tape& tape = walk.tape;
    step.op = walk.weighted(step_weights, who, step.op);
    switch (step.op) {
        case Op::Work:
            step.time = walk.time(step.time);
            break;
        case Op::Next:
            walk_patience(walk, step);
            break;
        case Op::OutliveKill:
            step.time = std::min(walk.time(step.time), longest_death);
            break;
        case Op::Respond:
            if (walk.swarm.on(Feature::LargeAnswers)) {
                step.number = one_of(tape, answer_sizes, step.number);
            }
            break;
        case Op::RespondAs:
            step.text = one_of(tape, content_types, step.text);
            break;
        case Op::RespondInMode:
            step.text = one_of(tape, modes, step.text);
            break;
        case Op::WriteFile:
        case Op::LookForFile:
            step.text = one_of(tape, files, step.text);
            break;
        case Op::Allocate:
            step.number = one_of(tape, allocations, step.number);
            break;
        case Op::Error:
        case Op::InitError:
        case Op::ExitError:
        case Op::RestoreError:
            step.text = one_of(tape, error_types, step.text);
            break;
        case Op::Register:
            walk_registration(walk, step);
            break;
        case Op::Exit:
            step.number = one_of(tape, exit_statuses, step.number);
            break;
        case Op::Print:
            step.text = "a line";
            break;
        default:
            break;
    }
}

// Appends steps, or writes those from `at` on.
template <class Tape>
std::size_t walk_list(Walk<Tape>& walk, Role who, std::vector<Step>& steps, std::size_t at) {
    while (walk.more(at < steps.size(), at, most_steps)) {
        if constexpr (!Tape::writes) steps.emplace_back();
        walk_step(walk, who, steps[at++]);
    }
    return at;
}

Step usual_registration() {
    Step step;
    step.op = Op::Register;
    step.events = subscriptions.front();
    return step;
}

// What a peer does that keeps the protocol, with additions between its steps and omissions.
void read_orderly(Walk<ChoiceReader>& walk, Role who, std::vector<Step>& steps) {
    const auto keep = [&](Op op) {
        walk_list(walk, who, steps, steps.size());
        constexpr unsigned one_in = 16;
        const bool omitted = walk.tape.pick(0, one_in) == one_in - 1;
        if (omitted || steps.size() >= most_steps) return;
        if (op == Op::Register) return steps.push_back(usual_registration());
        steps.emplace_back().op = op;
        if (op == Op::Next) walk_patience(walk, steps.back());
    };
    if (who == Role::Extension) {
        keep(Op::Register);
        return keep(Op::Next);
    }
    if (walk.swarm.on(Feature::Restores)) keep(Op::RestoreNext);
    keep(Op::Next);
    keep(Op::Respond);
}

template <class Tape>
void walk_main_steps(Walk<Tape>& walk, Role who, std::vector<Step>& steps) {
    bool repeats = !steps.empty() && steps.back().op == Op::Repeat;
    if (repeats) steps.pop_back();
    const bool disorder = Tape::writes || walk.swarm.on(Feature::Disorder);
    const bool orderly = !disorder || !walk.maybe(Tape::writes);
    if constexpr (!Tape::writes) {
        if (orderly) read_orderly(walk, who, steps);
    }
    walk_list(walk, who, steps, orderly ? steps.size() : 0);
    // 0 repeats: that is the simplest.
    repeats = !walk.maybe(!repeats);
    const bool polls = std::ranges::find(steps, Op::Next, &Step::op) != steps.end();
    if (repeats && polls) steps.emplace_back().op = Op::Repeat;
}

// Whether the program cannot be executed; it has no other steps then.
template <class Tape>
bool walk_no_exec(Walk<Tape>& walk, std::vector<Step>& steps) {
    if (!walk.swarm.on(Feature::NoStart) || !walk.of_process) return false;
    constexpr unsigned one_in = 8;
    const bool there = !steps.empty() && steps.front().op == Op::NoExec;
    if (walk.tape.pick(there ? one_in - 1 : 0, one_in) != one_in - 1) return false;
    steps.resize(1);
    steps.front().op = Op::NoExec;
    return true;
}

}  // namespace

template <class Tape>
void walk_program(Walk<Tape>& walk, Role who, Program& program) {
    if (walk_no_exec(walk, program.steps)) return;
    walk_main_steps(walk, who, program.steps);
    if (who == Role::Extension && walk.maybe(!program.on_shutdown.empty())) {
        walk_list(walk, who, program.on_shutdown, 0);
    }
    if (walk.swarm.on(Feature::IgnoredSignals) && walk.maybe(!program.on_sigterm.empty())) {
        walk_list(walk, who, program.on_sigterm, 0);
    }
}

template void walk_program(Walk<ChoiceReader>&, Role, Program&);
template void walk_program(Walk<ChoiceWriter>&, Role, Program&);

}  // namespace hourglass::scenarios
