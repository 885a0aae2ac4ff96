// A whole scenario, its configuration and its world.
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/notation.hpp"
#include "scenarios/format/reader.hpp"
#include "scenarios/unkindness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace hourglass::scenarios {
namespace {

using model::JsonValue;
using model::ObjectReader;
using namespace std::chrono_literals;

constexpr model::DurationRange latencies{.least = 1us, .most = 60s};
constexpr model::DurationRange clock_steps{.least = -longest_clock_step,
                                           .most = longest_clock_step};
constexpr std::int64_t least_memory = 1 << 20;
// What the emulator takes for the burst and the rate of a stream.
constexpr std::int64_t least_shaping = 32'768;
constexpr std::int64_t most_shaping = 67'108'864;
constexpr model::DurationRange horizons{.least = 1ms, .most = 24h};

bool is_kebab(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    return !text.empty() && text.front() != '-' && text.back() != '-' &&
           text.find("--") == std::string_view::npos && std::ranges::all_of(text, fits);
}

bool is_scenario_name(std::string_view name) {
    const std::size_t slash = std::min(name.find('/'), name.size());
    const std::string_view family = name.substr(0, slash);
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return slash < name.size() && name.size() <= 100 && !family.empty() &&
           std::ranges::all_of(family, capital) && is_kebab(name.substr(slash + 1));
}

void read_name(ObjectReader& object, Scenario& scenario) {
    object.required("name", scenario.name);
    if (const auto name = object.find("name"); name && !is_scenario_name(scenario.name)) {
        name->complain(fmt::format("\"{}\" is no name of a scenario", scenario.name.substr(0, 60)),
                       "write FAMILY/kebab-case, such as \"SUPP/after-runtime-exit\"");
    }
    object.required("about", scenario.about);
}

std::string remedy_for_rule(std::string_view id) {
    std::vector<std::string_view> known;
    for (const model::Rule& rule : model::catalogue) known.push_back(rule.id);
    return did_you_mean(id, known, "see `hourglass list rules`");
}

void read_rules(const JsonValue& value, std::vector<model::RuleIndex>& rules) {
    if (!value.json().is_array()) return value.expected("a list of rule ids");
    for (std::size_t i = 0; i < value.json().size(); ++i) {
        const JsonValue element = value.element(i);
        std::string id;
        model::read_value(element, id);
        const auto rule = model::find_rule(id);
        if (!rule) {
            return element.complain(fmt::format("unknown rule \"{}\"", id.substr(0, 60)),
                                    remedy_for_rule(id));
        }
        if (std::ranges::find(rules, *rule) != rules.end()) {
            return element.complain(fmt::format("names {} twice", id), "name each rule once");
        }
        rules.push_back(*rule);
    }
}

void read_profiles(const JsonValue& value, std::vector<model::ProfileName>& profiles) {
    profiles.clear();
    if (!value.json().is_array() || value.json().empty()) {
        return value.expected("a list of profiles such as [\"aws\", \"rapid\"]");
    }
    for (std::size_t i = 0; i < value.json().size(); ++i) {
        const JsonValue element = value.element(i);
        model::ProfileName profile{};
        model::read_named(element, profile, profile_words);
        if (std::ranges::find(profiles, profile) != profiles.end()) {
            return element.complain("is there twice", "name each profile once");
        }
        profiles.push_back(profile);
    }
}

void read_command(const JsonValue& value, Command& command) {
    ObjectReader object{value};
    object.required("command", command.argv);
    object.optional("directory", command.directory);
    object.finish();
    if (command.argv.empty() || command.argv.front().empty()) {
        value.complain("the command is empty", "name a program and its arguments");
    }
}

// A program, a command, or "client": then the command line names the runtime.
void read_runtime(const JsonValue& value, Scenario& scenario) {
    if (value.json() == "client") return;
    if (value.json().is_object() && value.json().contains("command")) {
        return read_command(value, scenario.runtime_command.emplace());
    }
    if (value.json().is_string()) {
        return value.complain("is neither a program nor \"client\"",
                              "write a list of steps such as [\"next\", \"respond\", \"repeat\"]");
    }
    read_lifetimes(value, Role::Runtime, scenario.runtime);
}

void read_extensions(const JsonValue& value, std::vector<ExtensionScript>& extensions) {
    model::read_value(value, extensions);
    if (extensions.size() > model::max_slots) {
        return value.complain(fmt::format("{} extensions", extensions.size()),
                              fmt::format("name at most {}: ten are admitted and the eleventh is "
                                          "refused",
                                          model::max_slots));
    }
    for (std::size_t i = 0; i < extensions.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (extensions[i].name != extensions[j].name) continue;
            value.element(i).complain(
                fmt::format("the name \"{}\" is there twice", extensions[i].name),
                "give each extension a name of its own");
        }
    }
    std::ranges::stable_sort(extensions, [](const auto& left, const auto& right) {
        if (left.kind != right.kind) return left.kind < right.kind;
        return left.kind == ExtensionKind::External && left.name < right.name;
    });
}

void read_invoker(ObjectReader& object, Scenario& scenario) {
    const auto invoker = object.need("invoker");
    if (!invoker) return;
    model::read_value(*invoker, scenario.invoker);
    if (scenario.invoker.empty()) {
        invoker->complain("the invoker does nothing", "let it \"init\" or \"invoke\"");
    }
}

void read_expectations(ObjectReader& object, Scenario& scenario) {
    const auto expect = object.find("expect");
    if (!expect) return;
    model::read_value(*expect, scenario.expectations);
    for (std::size_t i = 0; i < scenario.expectations.size(); ++i) {
        const Expectation& expected = scenario.expectations[i];
        const auto asked = std::ranges::count(scenario.invoker, expected.ask, &InvokerStep::ask);
        if (expected.ordinal <= asked) continue;
        expect->element(i).complain(fmt::format("there is no {} {}: the invoker asks for {}",
                                                word_of(expected.ask), expected.ordinal, asked),
                                    "count from 1, in the order of asking");
    }
}

void read_replies(ObjectReader& object, Scenario& scenario) {
    const auto replies = object.find("replies");
    if (!replies) return;
    model::read_value(*replies, scenario.replies);
    const auto asked = std::ranges::count(scenario.invoker, Ask::Invoke, &InvokerStep::ask);
    for (std::size_t i = 0; i < scenario.replies.size(); ++i) {
        if (scenario.replies[i].invoke <= asked) continue;
        replies->element(i).complain(fmt::format("there is no invoke {}: the invoker asks for {}",
                                                 scenario.replies[i].invoke, asked),
                                     "count from 1, in the order of asking");
    }
}

// Complains if the value is anything but a list of two: "expected " and what they are.
bool is_pair(const JsonValue& value, std::string_view what) {
    const bool pair = value.json().is_array() && value.json().size() == 2;
    if (!pair) value.expected(what);
    return pair;
}

// [least, most]
void read_span(const JsonValue& value, model::Duration& least, model::Duration& most) {
    if (!is_pair(value, "the least and the most, such as [\"50us\", \"150us\"]")) return;
    least = model::read_duration(value.element(0), latencies);
    most = model::read_duration(value.element(1), latencies);
    if (least > most) value.complain("the least is more than the most", "swap them");
}

void read_permille(ObjectReader& object, std::string_view name, std::uint32_t& permille) {
    if (const auto value = object.find(name)) {
        permille = static_cast<std::uint32_t>(model::read_whole(*value, 0, 1000));
    }
}

// [at, how long]
void read_suspension(const JsonValue& value, World& world) {
    if (!is_pair(value, "when and for how long, such as [\"500ms\", \"2s\"]")) return;
    world.suspend_at = model::read_duration(value.element(0), step_durations);
    world.suspend_for = model::read_duration(value.element(1), latencies);
}

void read_clock_step(const JsonValue& value, World& world) {
    if (!is_pair(value, "when and by how much, such as [\"500ms\", \"-1s\"]")) return;
    world.clock_step_at = model::read_duration(value.element(0), step_durations);
    world.clock_step = model::read_duration(value.element(1), clock_steps);
}

void read_environment(ObjectReader& object, Config& config) {
    const auto environment = object.find("environment");
    if (!environment) return;
    model::read_value(*environment, config.environment);
    for (const auto& [name, text] : config.environment) {
        const bool named = !name.empty() && name.find('=') == std::string::npos;
        if (named && is_one_line(name) && text.find('\0') == std::string::npos) continue;
        environment->member(name).complain("is no variable of an environment",
                                           "use a name without \"=\" and a value without NUL");
    }
    const auto unkind = unkindness_of(config.environment);
    if (unkind) return;
    environment->member(std::string{unkind_variable})
        .complain(unkind.error().message, unkind.error().remedy);
}

void read_stream(ObjectReader& object, model::StreamLimits& stream) {
    const auto limits = object.find("stream");
    if (!limits) return;
    ObjectReader members{*limits};
    if (const auto burst = members.find("burst")) {
        stream.burst = model::read_whole(*burst, least_shaping, most_shaping);
    }
    if (const auto rate = members.find("rate")) {
        stream.rate = model::read_whole(*rate, least_shaping, most_shaping);
    }
    if (const auto limit = members.find("limit")) {
        stream.most = model::read_whole(*limit, 1, max_stream_bytes);
    }
    members.finish();
}

}  // namespace

void read_value(const JsonValue& value, Config& config) {
    ObjectReader object{value};
    bool suppressed = false;
    bool caching = false;
    bool disabled = false;
    if (const auto timeout = object.find("function_timeout")) {
        config.function_timeout = model::read_duration(*timeout, step_durations);
    }
    if (const auto limit = object.find("init_limit")) {
        config.init_limit = model::Duration::zero();
        if (limit->json() != "none") {
            config.init_limit = model::read_duration(*limit, step_durations);
        }
    }
    object.optional("suppress_init", suppressed);
    object.optional("init_caching", caching);
    object.optional("disable_extensions", disabled);
    if (const auto type = object.find("init_type")) {
        model::read_named(*type, config.init_type, init_type_words);
    }
    if (const auto handler = object.find("handler")) {
        model::read_value(*handler, config.handler);
        if (!is_one_line(config.handler)) handler->complain("has control characters");
    }
    read_stream(object, config.stream);
    read_environment(object, config);
    object.finish();
    config.init_mode = suppressed ? model::InitMode::Suppressed : model::InitMode::Normal;
    config.extensions = disabled ? Extensions::Disabled : Extensions::Enabled;
    config.init_caching = caching ? model::InitCaching::On : model::InitCaching::Off;
}

void read_value(const JsonValue& value, World& world) {
    ObjectReader object{value};
    if (const auto span = object.find("latency")) {
        read_span(*span, world.latency_min, world.latency_max);
    }
    if (const auto span = object.find("start")) {
        read_span(*span, world.start_min, world.start_max);
    }
    read_permille(object, "loss_permille", world.loss_permille);
    read_permille(object, "request_loss_permille", world.request_loss_permille);
    read_permille(object, "double_permille", world.double_permille);
    read_permille(object, "delay_permille", world.delay_permille);
    if (const auto delay = object.find("delay")) {
        world.delay = model::read_duration(*delay, latencies);
    }
    read_permille(object, "start_failure_permille", world.start_failure_permille);
    if (const auto suspend = object.find("suspend")) read_suspension(*suspend, world);
    if (const auto step = object.find("clock_step")) read_clock_step(*step, world);
    if (const auto limit = object.find("memory_limit")) {
        world.memory_limit = model::read_whole(*limit, least_memory, max_allocation);
    }
    object.finish();
}

void read_value(const JsonValue& value, Scenario& scenario) {
    ObjectReader object{value};
    object.ignore("$schema");
    if (const auto version = object.need("version")) {
        model::read_whole(*version, scenario_version, scenario_version);
    }
    read_name(object, scenario);
    if (const auto rules = object.find("rules")) read_rules(*rules, scenario.rules);
    scenario.profiles = {model::ProfileName::Aws, model::ProfileName::Rapid};
    if (const auto profiles = object.find("profiles")) {
        read_profiles(*profiles, scenario.profiles);
    }
    object.optional("config", scenario.config);
    object.optional("world", scenario.world);
    if (const auto runtime = object.need("runtime")) read_runtime(*runtime, scenario);
    if (const auto extensions = object.find("extensions")) {
        read_extensions(*extensions, scenario.extensions);
    }
    read_invoker(object, scenario);
    read_expectations(object, scenario);
    read_replies(object, scenario);
    if (const auto defect = object.find("defect")) {
        model::read_value(*defect, scenario.defect);
        if (!is_kebab(scenario.defect)) {
            defect->complain("is no name of a defect", "see `hourglass list defects`");
        }
    }
    if (const auto horizon = object.find("horizon")) {
        scenario.horizon = model::read_duration(*horizon, horizons);
    }
    object.finish();
}

}  // namespace hourglass::scenarios
