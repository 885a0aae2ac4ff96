#include "scenarios/paths/from_path.hpp"

#include "model/lifecycle/chart.hpp"
#include "model/search/world.hpp"
#include "scenarios/paths/path_actor.hpp"
#include "scenarios/paths/path_clock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace hourglass::scenarios {

namespace {

using model::Duration;
using model::Kind;
using model::Machine;
using model::Record;
using model::Timer;
using model::search::Act;
using model::search::Action;

// Why an action cannot be had; nothing if it can.
using Obstacle = std::optional<std::string>;

constexpr Duration longest_aftermath = std::chrono::seconds{15};
constexpr Duration grace = std::chrono::milliseconds{500};
constexpr std::int64_t too_large = 7'000'000;

Step step_of(Op op, std::string text = {}) {
    Step step;
    step.op = op;
    step.text = std::move(text);
    return step;
}

InvokerStep invoker_step(Ask ask, Duration time = {}) {
    InvokerStep step;
    step.ask = ask;
    step.time = time;
    return step;
}

// Whether the row by which the sandbox began to stop was somebody's wish.
StopCause cause_of(const Record& fired) {
    for (const model::ChartRow& row : model::chart_rows()) {
        if (row.machine != Machine::Sandbox || row.from_state != model::from_of(fired) ||
            row.to_state != model::to_of(fired) || model::find_rule(row.rule)->value != fired.code)
            continue;
        const bool asked = row.action == "begin_reset" || row.action == "begin_shutdown" ||
                           row.action.ends_with("_by_reset");
        if (asked) return StopCause::Asked;
    }
    return StopCause::OwnFailure;
}

bool begins_stop(const Record& effect) {
    if (effect.kind != Kind::RuleFired || model::machine_of(effect) != Machine::Sandbox) {
        return false;
    }
    const auto to = static_cast<model::SandboxState>(model::to_of(effect));
    const bool stops =
        to == model::SandboxState::Resetting || to == model::SandboxState::ShuttingDown;
    return stops && model::from_of(effect) != model::to_of(effect);
}

class Weaver {
public:
    explicit Weaver(const Path& path);
    model::Result<Scenario> weave(PathEnd end);

private:
    Obstacle play(Action action);
    Obstacle move_time(Action action);
    Obstacle fire(Timer timer);
    void ask(Action action);
    void take_budget(Timer timer);
    Obstacle act(Action action);
    Obstacle call_of_runtime(Action action);
    Obstacle call_of_extension(Action action);
    Obstacle respond(Act act);
    Obstacle exit(PathActor& actor, Action action);
    void watch(Action action, const model::Effects& effects);
    void take_start(const Record& start);
    void take_signal(const Record& signal);
    void take_answer(Action action, const Record& answer);
    void finish(PathEnd end);

    bool is_external(std::size_t slot) const { return slot < path_.bounds.extensions; }
    bool invoke_is_open() const {
        const auto& invoke = world_.platform.state.invoke;
        return invoke.stage == model::lifecycle::InvokeStage::Active && !invoke.done;
    }

    const Path& path_;
    const model::search::Explored model_;
    model::search::World world_;
    PathClock clock_;
    PathActor runtime_;
    std::vector<PathActor> extensions_;
    Scenario scenario_;
    Duration asked_at_{};                 // of the invoker's last step
    std::vector<std::size_t> invokes_;    // their places among the invoker's steps
    std::optional<std::size_t> restore_;  // whose hook is being timed
    std::vector<Duration> times_;         // of the invoker's steps
};

Weaver::Weaver(const Path& path)
    : path_(path),
      model_(path.bounds,
             {.mutant = path.mutant == nullptr ? model::mutants::Mutant{} : *path.mutant}),
      world_(model_.initial()),
      clock_(path.bounds.profile),
      extensions_(std::size_t{path.bounds.extensions} + path.bounds.internals) {
    scenario_.profiles = {path.bounds.profile};
    scenario_.config.init_mode = path.bounds.init_mode;
    scenario_.config.init_caching = path.bounds.init_caching;
}

model::Result<Scenario> Weaver::weave(PathEnd end) {
    for (std::size_t i = 0; i < path_.actions.size(); ++i) {
        const Action action = model::search::action_of(path_.actions[i]);
        if (const Obstacle why = play(action)) {
            return model::failure(model::ErrorKind::Unsupported,
                                  fmt::format("no schedule brings about action {} ({}): {}", i + 1,
                                              model::search::describe(action), *why),
                                  "Its path stands in the result of explore --json.");
        }
    }
    finish(end);
    return std::move(scenario_);
}

Obstacle Weaver::play(Action action) {
    if (Obstacle why = move_time(action)) return why;
    if (action.act <= Act::AskRestore) {
        ask(action);
    } else if (action.act != Act::TimerFires) {
        if (clock_.frozen()) return "a frozen process does nothing";
        if (Obstacle why = act(action)) return why;
    }
    model::Effects effects;
    world_ = model_.after(world_, action, effects);
    watch(action, effects);
    return std::nullopt;
}

Obstacle Weaver::move_time(Action action) {
    const bool runtime_dies = action.act == Act::RuntimeExits && runtime_.is_dying();
    const bool extension_dies =
        action.act == Act::ExtensionExits && extensions_[action.slot].is_dying();
    if (runtime_dies || extension_dies) return clock_.step(Duration::zero());
    const bool somebody_dies = std::ranges::any_of(extensions_, &PathActor::is_dying);
    if (runtime_.is_dying() || somebody_dies) return "a killed process dies before";
    if (action.act == Act::TimerFires) return fire(static_cast<Timer>(action.with));
    return clock_.step(path_gap);
}

Obstacle Weaver::fire(Timer timer) {
    if (Obstacle why = clock_.fire(timer, path_gap)) return why;
    take_budget(timer);
    return std::nullopt;
}

// A duration that the scenario may choose is the one with which the timer fired.
void Weaver::take_budget(Timer timer) {
    if (timer == Timer::InitLimit) scenario_.config.init_limit = clock_.waited();
    if (timer == Timer::RestoreHook && restore_) {
        scenario_.invoker[*restore_].budget = clock_.waited();
    }
    const auto invoke = world_.platform.state.invoke.id;
    if (timer == Timer::FunctionTimeout && invoke && invoke.value <= invokes_.size()) {
        scenario_.invoker[invokes_[invoke.value - 1]].budget = clock_.waited();
    }
}

void Weaver::ask(Action action) {
    if (clock_.now() > asked_at_) {
        scenario_.invoker.push_back(invoker_step(Ask::Wait, clock_.now() - asked_at_));
        times_.push_back(asked_at_);
    }
    asked_at_ = clock_.now();
    constexpr std::array asks{Ask::Init, Ask::Invoke, Ask::Reset, Ask::Shutdown, Ask::Restore};
    InvokerStep step = invoker_step(asks.at(static_cast<std::size_t>(action.act)));
    step.waiting = Waiting::Background;
    if (step.ask == Ask::Invoke) {
        invokes_.push_back(scenario_.invoker.size());
        step.payload = fmt::format("\"{}\"", invokes_.size());
    }
    if (step.ask == Ask::Reset) step.text = "failure";
    if (step.ask == Ask::Reset || step.ask == Ask::Shutdown) step.budget = path_budget;
    scenario_.invoker.push_back(step);
    times_.push_back(asked_at_);
}

Obstacle Weaver::act(Action action) {
    switch (action.act) {
        case Act::RuntimeAbandons:
        case Act::ExtensionAbandons:
            return "no program closes the connection of its call";
        case Act::RuntimeFailsToStart:
        case Act::ExtensionFailsToStart:
            return "no program fails to start";
        case Act::RuntimeExits:
            return exit(runtime_, action);
        case Act::ExtensionExits:
            return exit(extensions_[action.slot], action);
        default:
            return action.act < Act::Register ? call_of_runtime(action) : call_of_extension(action);
    }
}

Obstacle Weaver::exit(PathActor& actor, Action action) {
    const bool runtime = action.act == Act::RuntimeExits;
    if (actor.is_dying()) {
        if (!runtime && action.with == 0) return "a killed process has no exit status";
    } else {
        Step step = step_of(Op::Exit);
        step.number = runtime ? 1 : action.with;
        if (Obstacle why = actor.act(step, clock_.lived())) return why;
    }
    actor.gone();
    for (std::size_t slot = path_.bounds.extensions; runtime && slot < extensions_.size(); ++slot) {
        extensions_[slot].gone();
    }
    return std::nullopt;
}

Obstacle Weaver::call_of_runtime(Action action) {
    const Duration lived = clock_.lived();
    switch (action.act) {
        case Act::RuntimeNext:
        case Act::RestoreNext: {
            const Op op = action.act == Act::RuntimeNext ? Op::Next : Op::RestoreNext;
            const Obstacle why = runtime_.act(step_of(op), lived);
            runtime_.waits_for_event();
            return why;
        }
        case Act::PostInitError:
            return runtime_.act(step_of(Op::InitError, "Runtime.Unknown"), lived);
        case Act::PostRestoreError:
            return runtime_.act(step_of(Op::RestoreError, "Runtime.Unknown"), lived);
        default:
            return respond(action.act);
    }
}

// The explorer's runtime knows the id of whatever invoke there is; a program knows those it got.
Obstacle Weaver::respond(Act act) {
    model::InvokeId meant = world_.platform.state.invoke.id;
    const bool late = act == Act::RespondLate;
    if (late) meant = {world_.spent.invokes > 1 ? world_.spent.invokes - 1U : 0U};
    const bool has = meant && meant == runtime_.has();
    const bool had = meant && meant == runtime_.had();
    const bool is_current = meant == world_.platform.state.invoke.id && invoke_is_open();
    if (is_current && !has) return "the runtime was not given that invoke";
    Step step = step_of(Op::Respond);
    if (act == Act::PostError) step = step_of(Op::Error, "Function.Broken");
    if (act == Act::RespondTooLarge) step.number = too_large;
    if (act == Act::PostError && !has && invoke_is_open()) return "it would be for another invoke";
    if (act != Act::PostError && !has) step.op = had ? Op::RespondToLast : Op::RespondUnknown;
    return runtime_.act(step, clock_.lived());
}

Obstacle Weaver::call_of_extension(Action action) {
    PathActor& actor = extensions_[action.slot];
    const Duration lived = clock_.lived();
    switch (action.act) {
        case Act::Register: {
            Step step = step_of(Op::Register);
            step.events = action.with;
            return actor.act(step, lived);
        }
        case Act::ExtensionNext: {
            const Obstacle why = actor.act(step_of(Op::Next), lived);
            actor.waits_for_event();
            return why;
        }
        case Act::ExtensionInitError:
            return actor.act(step_of(Op::InitError, "Extension.Broken"), lived);
        default:
            return actor.act(step_of(Op::ExitError, "Extension.Broken"), lived);
    }
}

void Weaver::watch(Action action, const model::Effects& effects) {
    for (const Record& effect : effects) {
        if (begins_stop(effect)) {
            const auto& members = world_.platform.state.extensions;
            const bool external = std::ranges::any_of(
                members, [](const auto& one) { return one.known && one.external; });
            clock_.stop_begins(cause_of(effect), external);
        }
        const bool hook =
            effect.kind == Kind::TimerArmed && model::code_of<Timer>(effect) == Timer::RestoreHook;
        if (hook) restore_ = scenario_.invoker.size() - 1;
        clock_.take(effect);
        if (effect.kind == Kind::ProcessStart) take_start(effect);
        if (effect.kind == Kind::ProcessSignal) take_signal(effect);
        if (effect.kind == Kind::CallAnswered) take_answer(action, effect);
    }
}

void Weaver::take_start(const Record& start) {
    if (start.who == model::Who::Extension) return extensions_[start.slot].start(clock_.lived());
    runtime_.start(clock_.lived());
    for (std::size_t slot = path_.bounds.extensions; slot < extensions_.size(); ++slot) {
        extensions_[slot].start(clock_.lived());
    }
}

void Weaver::take_signal(const Record& signal) {
    const bool runtime = signal.who == model::Who::Runtime;
    PathActor& actor = runtime ? runtime_ : extensions_[signal.slot];
    if (model::code_of<model::Signal>(signal) == model::Signal::Kill) {
        actor.killed();
    } else {
        actor.terminated(clock_.lived());
    }
}

void Weaver::take_answer(Action action, const Record& answer) {
    using model::Answer;
    const auto what = model::code_of<Answer>(answer);
    const bool runtime = answer.call == model::CallId{1};
    const std::size_t slot = runtime ? 0 : answer.call.value - 2U;
    if (!runtime && slot >= extensions_.size()) return;
    PathActor& actor = runtime ? runtime_ : extensions_[slot];
    if (what == Answer::InvokeEvent || what == Answer::RestoreEvent) {
        return actor.gets_event(clock_.lived(), answer.invoke);
    }
    if (what == Answer::ShutdownEvent) return actor.gets_shutdown(clock_.lived());
    const bool of_runtime = action.act == Act::RuntimeNext || action.act == Act::RestoreNext;
    const bool in_vain =
        runtime ? of_runtime : action.act == Act::ExtensionNext && action.slot == slot;
    if (in_vain) actor.called_in_vain();
}

void Weaver::finish(PathEnd end) {
    scenario_.runtime = runtime_.lifetimes();
    for (std::size_t slot = 0; slot < extensions_.size(); ++slot) {
        scenario_.extensions.push_back(
            {.name = fmt::format("ext-{}", slot),
             .kind = is_external(slot) ? ExtensionKind::External : ExtensionKind::Internal,
             .lifetimes = extensions_[slot].lifetimes()});
    }
    for (std::size_t i = 0; i < scenario_.invoker.size(); ++i) {
        InvokerStep& step = scenario_.invoker[i];
        const bool timed = step.ask == Ask::Invoke || step.ask == Ask::Restore;
        if (timed && !step.budget) step.budget = clock_.now() - times_[i] + grace;
    }
    scenario_.horizon = clock_.now() + longest_aftermath;
    if (end == PathEnd::AsItComes) return;
    scenario_.invoker.push_back(invoker_step(Ask::Wait, clock_.now() - asked_at_ + 2 * path_gap));
    InvokerStep reset = invoker_step(Ask::Reset);
    reset.budget = path_budget / 2;
    reset.text = "failure";
    scenario_.invoker.push_back(std::move(reset));
}

}  // namespace

model::Result<Scenario> scenario_of(const Path& path, PathEnd end) {
    return Weaver{path}.weave(end);
}

}  // namespace hourglass::scenarios
