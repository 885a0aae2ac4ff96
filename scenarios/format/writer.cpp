// A scenario as JSON, with its members in the order of the documentation.
#include "scenarios/format/notation.hpp"
#include "scenarios/loader.hpp"

namespace hourglass::scenarios {
namespace {

using Out = nlohmann::ordered_json;

Out list_of(const std::vector<Step>& steps) {
    Out list = Out::array();
    for (const Step& step : steps) list.push_back(write_step(step));
    return list;
}

Out program_of(const Program& program) {
    if (program.on_shutdown.empty() && program.on_sigterm.empty()) return list_of(program.steps);
    Out object;
    object["steps"] = list_of(program.steps);
    if (!program.on_shutdown.empty()) object["on_shutdown"] = list_of(program.on_shutdown);
    if (!program.on_sigterm.empty()) object["on_sigterm"] = list_of(program.on_sigterm);
    return object;
}

Out lifetimes_of(const Lifetimes& lifetimes) {
    if (lifetimes.size() == 1 && !lifetimes.front().steps.empty()) {
        return program_of(lifetimes.front());
    }
    Out list = Out::array();
    for (const Program& program : lifetimes) list.push_back(program_of(program));
    return list;
}

Out runtime_of(const Scenario& scenario) {
    if (!scenario.runtime_command) {
        return scenario.runtime.empty() ? Out("client") : lifetimes_of(scenario.runtime);
    }
    Out object;
    object["command"] = scenario.runtime_command->argv;
    if (!scenario.runtime_command->directory.empty()) {
        object["directory"] = scenario.runtime_command->directory;
    }
    return object;
}

Out stream_of(const model::StreamLimits& stream) {
    Out object = Out::object();
    if (stream.burst != 0) object["burst"] = stream.burst;
    if (stream.rate != 0) object["rate"] = stream.rate;
    if (stream.most != 0) object["limit"] = stream.most;
    return object;
}

Out config_of(const Config& config) {
    const Config usual;
    Out object = Out::object();
    if (config.function_timeout != usual.function_timeout) {
        object["function_timeout"] = model::write_duration(config.function_timeout);
    }
    if (config.init_limit) {
        const bool none = *config.init_limit == model::Duration::zero();
        object["init_limit"] = none ? "none" : model::write_duration(*config.init_limit);
    }
    if (config.init_mode == model::InitMode::Suppressed) object["suppress_init"] = true;
    if (config.init_type != usual.init_type) object["init_type"] = word_of(config.init_type);
    if (config.init_caching == model::InitCaching::On) object["init_caching"] = true;
    if (config.extensions == Extensions::Disabled) object["disable_extensions"] = true;
    if (config.stream != usual.stream) object["stream"] = stream_of(config.stream);
    if (config.handler != usual.handler) object["handler"] = config.handler;
    if (!config.environment.empty()) object["environment"] = config.environment;
    return object;
}

Out span_of(model::Duration least, model::Duration most) {
    return {model::write_duration(least), model::write_duration(most)};
}

Out world_of(const World& world) {
    const World usual;
    Out object = Out::object();
    if (world.latency_min != usual.latency_min || world.latency_max != usual.latency_max) {
        object["latency"] = span_of(world.latency_min, world.latency_max);
    }
    if (world.start_min != usual.start_min || world.start_max != usual.start_max) {
        object["start"] = span_of(world.start_min, world.start_max);
    }
    const auto permille = [&object](const char* name, std::uint32_t value) {
        if (value != 0) object[name] = value;
    };
    permille("loss_permille", world.loss_permille);
    permille("request_loss_permille", world.request_loss_permille);
    permille("double_permille", world.double_permille);
    permille("delay_permille", world.delay_permille);
    if (world.delay != usual.delay) object["delay"] = model::write_duration(world.delay);
    permille("start_failure_permille", world.start_failure_permille);
    if (world.suspend_for != usual.suspend_for) {
        object["suspend"] = span_of(world.suspend_at, world.suspend_for);
    }
    if (world.clock_step != usual.clock_step) {
        object["clock_step"] = span_of(world.clock_step_at, world.clock_step);
    }
    if (world.memory_limit != 0) object["memory_limit"] = world.memory_limit;
    return object;
}

Out extensions_of(const Scenario& scenario) {
    Out list = Out::array();
    for (const ExtensionScript& extension : scenario.extensions) {
        Out object;
        object["name"] = extension.name;
        object["kind"] = word_of(extension.kind);
        object["program"] = lifetimes_of(extension.lifetimes);
        list.push_back(std::move(object));
    }
    return list;
}

Out long_step(const InvokerStep& step) {
    Out object;
    object["do"] = word_of(step.ask);
    if (step.ask == Ask::Invoke) object["payload"] = step.payload;
    if (step.direct != Direct::No) {
        object["direct"] = model::name_in(direct_words, step.direct);
    }
    if (!step.text.empty()) object["reason"] = step.text;
    if (step.budget) {
        const bool timeout = step.ask == Ask::Invoke || step.ask == Ask::Restore;
        object[timeout ? "timeout" : "budget"] = model::write_duration(*step.budget);
    }
    if (step.waiting == Waiting::Background) object["background"] = true;
    return object;
}

Out invoker_of(const Scenario& scenario) {
    Out list = Out::array();
    for (const InvokerStep& step : scenario.invoker) {
        const auto text = write_invoker_step(step);
        list.push_back(text ? Out(*text) : long_step(step));
    }
    return list;
}

Out expectations_of(const Scenario& scenario) {
    Out list = Out::array();
    for (const Expectation& expected : scenario.expectations) {
        Out object;
        object[std::string{word_of(expected.ask)}] = expected.ordinal;
        object["outcome"] = word_of(expected.outcome);
        if (!expected.error_type.empty()) object["error"] = expected.error_type;
        if (expected.profile) object["profile"] = word_of(*expected.profile);
        list.push_back(std::move(object));
    }
    return list;
}

Out replies_of(const Scenario& scenario) {
    Out list = Out::array();
    for (const ReplyClaim& claim : scenario.replies) {
        Out object;
        object["invoke"] = claim.invoke;
        object["of"] = word_of(claim.of);
        if (!claim.transform.empty()) object["transform"] = claim.transform;
        object["equals"] = Out::parse(claim.equals, nullptr, false);
        list.push_back(std::move(object));
    }
    return list;
}

Out rules_of(const Scenario& scenario) {
    Out list = Out::array();
    for (const model::RuleIndex rule : scenario.rules) list.push_back(model::rule_at(rule).id);
    return list;
}

Out profiles_of(const Scenario& scenario) {
    Out list = Out::array();
    for (const model::ProfileName profile : scenario.profiles) list.push_back(word_of(profile));
    return list;
}

void add_unless_empty(Out& json, const char* name, Out value) {
    if (!value.empty()) json[name] = std::move(value);
}

}  // namespace

std::string write_scenario(const Scenario& scenario) {
    Out json;
    json["version"] = scenario_version;
    json["name"] = scenario.name;
    json["about"] = scenario.about;
    json["rules"] = rules_of(scenario);
    json["profiles"] = profiles_of(scenario);
    add_unless_empty(json, "config", config_of(scenario.config));
    add_unless_empty(json, "world", world_of(scenario.world));
    json["runtime"] = runtime_of(scenario);
    add_unless_empty(json, "extensions", extensions_of(scenario));
    json["invoker"] = invoker_of(scenario);
    add_unless_empty(json, "expect", expectations_of(scenario));
    add_unless_empty(json, "replies", replies_of(scenario));
    if (!scenario.defect.empty()) json["defect"] = scenario.defect;
    json["horizon"] = model::write_duration(scenario.horizon);
    // Bytes that are no UTF-8 are replaced: a JSON text cannot hold them.
    return json.dump(2, ' ', false, Out::error_handler_t::replace) + '\n';
}

}  // namespace hourglass::scenarios
