#include "sim/script.hpp"

#include "model/backend.hpp"
#include "scenarios/needs.hpp"
#include "scenarios/stimuli.hpp"
#include "scenarios/unkindness.hpp"

#include <algorithm>

namespace hourglass::sim {
namespace {

using scenarios::Op;
using scenarios::Step;

constexpr std::uint32_t beyond_simulation =
    static_cast<std::uint32_t>(model::Capability::TelemetryApi) |
    static_cast<std::uint32_t>(model::Capability::Streaming);

Step just(Op op) {
    Step step;
    step.op = op;
    return step;
}

class Compiler {
public:
    explicit Compiler(Script& script) : script_(script) {}

    void add_role(Role role, const scenarios::Lifetimes& lifetimes) {
        for (const scenarios::Program& program : lifetimes) role.lives.push_back(life_of(program));
        if (role.lives.empty()) role.lives.push_back(life_of({}));
        script_.roles.push_back(std::move(role));
    }

private:
    Life life_of(const scenarios::Program& program) {
        Life life;
        main_next_.reset();
        life.begin = section(program.steps);
        main_next_ = next_;
        life.on_shutdown =
            program.on_shutdown.empty() ? section({just(Op::Exit)}) : section(program.on_shutdown);
        if (!program.on_sigterm.empty()) life.on_sigterm = section(program.on_sigterm);
        return life;
    }

    // Lays the steps down and ends them with a hang.
    Place section(const std::vector<Step>& steps) {
        const Place begin = here();
        const auto next = std::ranges::find(steps, Op::Next, &Step::op);
        next_ = main_next_;
        if (next != steps.end()) next_ = begin + static_cast<Place>(next - steps.begin());
        for (const Step& step : steps) lay_down(step);
        lay_down(just(Op::Hang));
        return begin;
    }

    void lay_down(const Step& step) {
        Instruction instruction{.number = step.number,
                                .time = step.time,
                                .text = script_.texts.intern(step.text),
                                .op = step.op,
                                .events = step.events};
        if (step.op == Op::Repeat) {
            // Without a next to go back to it would spin for ever.
            instruction.target = next_.value_or(0);
            if (!next_) instruction.op = Op::Hang;
        }
        script_.instructions.push_back(instruction);
    }

    Place here() const { return static_cast<Place>(script_.instructions.size()); }

    Script& script_;
    std::optional<Place> main_next_;  // the first next of the program's steps
    std::optional<Place> next_;       // where Repeat goes: the section's own, else the main one
};

void add_roles(const scenarios::Scenario& scenario, Script& script) {
    Compiler compiler{script};
    compiler.add_role({.part = Part::Runtime}, scenario.runtime);
    std::uint8_t files = 0;
    for (const scenarios::ExtensionScript& extension : scenario.extensions) {
        const bool external = extension.kind == scenarios::ExtensionKind::External;
        compiler.add_role({.part = external ? Part::ExternalExtension : Part::InternalExtension,
                           .slot = external ? files++ : model::no_slot,
                           .name = script.texts.intern(extension.name)},
                          extension.lifetimes);
    }
}

// Interns what the invoker says into the script.
struct Names {
    Script& script;

    model::TextId text(const std::string& text) { return script.texts.intern(text); }

    model::PayloadId payload(const std::string& bytes) {
        auto& payloads = script.payloads;
        auto same = std::ranges::find(payloads, bytes);
        if (same == payloads.end()) same = payloads.insert(same, bytes);
        return model::PayloadId{static_cast<std::uint32_t>(same - payloads.begin()) + 1};
    }
};

void add_invoker(const scenarios::Scenario& scenario, Script& script) {
    using scenarios::Ask;
    Names names{script};
    scenarios::Stimuli stimuli{names};
    for (const scenarios::InvokerStep& step : scenario.invoker) {
        const bool waits = step.ask == Ask::Wait || step.ask == Ask::AwaitAll;
        script.invoker.push_back({.ask = step.ask,
                                  .waiting = step.waiting,
                                  .time = step.time,
                                  .stimulus = waits ? model::Record{} : stimuli.of(step)});
    }
}

}  // namespace

model::Result<Script> script_of(const scenarios::Scenario& scenario, model::ProfileName profile) {
    if (scenario.runtime.empty()) {
        return model::failure(
            model::ErrorKind::Unsupported,
            "scenario " + scenario.name + " has no program for the runtime",
            "play it on the process backend with --runtime, or give the runtime a program");
    }
    for (const Op op : {Op::SpawnChild, Op::SpawnEscapedChild}) {
        if (!scenarios::has_step(scenario, op)) continue;
        return model::failure(model::ErrorKind::Unsupported,
                              "sim knows no processes below those of runtime and extensions",
                              "Play it with --backend process.");
    }
    if (scenarios::has_step(scenario, Op::Wire)) {
        return model::failure(model::ErrorKind::Unsupported,
                              "the simulator has no wire to send raw HTTP over",
                              "Play it with --backend process.");
    }
    if (scenario.config.extensions == scenarios::Extensions::Disabled) {
        return model::failure(model::ErrorKind::Unsupported,
                              "the simulator has no API that could be switched off",
                              "Play it with --backend process.");
    }
    if ((scenarios::needs_of(scenario) & beyond_simulation) != 0) {
        return model::failure(model::ErrorKind::Unsupported,
                              "the simulator has no telemetry and streams no response",
                              "Play it with --backend process.");
    }
    if (scenario.config.environment.contains(std::string{scenarios::unkind_variable})) {
        return model::failure(model::ErrorKind::Unsupported,
                              "the simulator has no wire on which its platform could be unkind",
                              "Play " + scenario.name + " on the process backend.");
    }
    Script script;
    compile(scenario, profile, script);
    return script;
}

void compile(const scenarios::Scenario& scenario, model::ProfileName profile, Script& script) {
    script.name = scenario.name;
    script.path = scenario.path;
    script.world = scenario.world;
    script.setup = scenarios::setup_of(scenario, profile, script.texts);
    script.horizon = scenario.horizon;
    script.instructions.clear();
    script.roles.clear();
    script.invoker.clear();
    script.payloads.clear();
    add_roles(scenario, script);
    add_invoker(scenario, script);
}

}  // namespace hourglass::sim
