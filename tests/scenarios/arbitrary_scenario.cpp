#include "tests/scenarios/arbitrary_scenario.hpp"

#include "scenarios/format/notation.hpp"
#include "scenarios/format/vocabulary.hpp"

#include <algorithm>
#include <set>

namespace hourglass::scenarios {
namespace {

int below(int bound) {
    return *rc::gen::inRange(0, bound);
}

std::string of_letters(std::string_view letters, int most) {
    std::string text;
    const int size = 1 + below(most);
    for (int i = 0; i < size; ++i) {
        text += letters[static_cast<std::size_t>(below(static_cast<int>(letters.size())))];
    }
    return text;
}

// Printable text, now and then beyond ASCII.
std::string some_line() {
    const std::string line = below(3) == 0 ? "" : of_letters("aZ09 -_.:&\"\\{}", 12);
    return below(5) == 0 ? line + "\xc3\xa4\xe2\x82\xac" : line;
}

template <class Words>
auto one_of(const Words& words) {
    return words[static_cast<std::size_t>(below(static_cast<int>(words.size())))].value;
}

// What an internal extension cannot do.
bool is_fault_of_process(Op op) {
    return op == Op::Stop || op == Op::OutliveKill || op == Op::SpawnChild ||
           op == Op::SpawnEscapedChild;
}

}  // namespace

model::Duration Arbitrary::duration(int most_ms) {
    const std::int64_t unit = below(2) == 0 ? 1 : 1'000'000;
    return model::Duration{unit * below(most_ms)};
}

std::string Arbitrary::word() {
    return of_letters("aZ09.-_/:", 10);
}

std::string Arbitrary::file_name() {
    return "f" + of_letters("aZ09.-_", 6);
}

Step Arbitrary::step(bool runtime) {
    StepForm form{};
    do {
        form = step_forms.at(static_cast<std::size_t>(below(step_forms.size())));
    } while (!may_take(runtime ? Role::Runtime : Role::Extension, form) || form.op == Op::Repeat ||
             (!runtime && is_fault_of_process(form.op)) || form.op == Op::NoExec);
    Step step;
    step.op = form.op;
    if (form.operand == Operand::Duration) step.time = duration(1000);
    if (form.operand == Operand::Patience) step.time = duration(2);
    if (form.operand == Operand::Bytes) {
        step.number = (form.op == Op::Respond ? 0 : 1) + below(9'000'000);
    }
    if (form.operand == Operand::Topics) step.text = below(2) == 0 ? "platform" : "{\"a\": 1}";
    if (form.operand == Operand::Stream) {
        step.number = 1 + below(9'000'000);
        step.events = static_cast<std::uint8_t>(1 + below(255));
        step.time = duration(1000);
        if (below(2) == 0) step.text = below(2) == 0 ? "-" : "Function." + word();
    }
    if (form.operand == Operand::Status) step.number = below(256);
    if (form.operand == Operand::Type) step.text = word();
    if (form.operand == Operand::Text) step.text = some_line();
    if (form.operand == Operand::Wire) step.text = word();
    if (form.operand == Operand::Events) {
        step.events = static_cast<std::uint8_t>(below(8));
        if (below(3) == 0) step.text = word();
    }
    return step;
}

std::vector<Step> Arbitrary::steps(bool runtime) {
    std::vector<Step> steps;
    for (int i = below(5); i > 0; --i) steps.push_back(step(runtime));
    return steps;
}

Program Arbitrary::program(bool runtime) {
    Program program;
    program.steps = steps(runtime);
    const bool polls = std::ranges::count(program.steps, Op::Next, &Step::op) > 0;
    if (polls && below(2) == 0) program.steps.emplace_back().op = Op::Repeat;
    if (below(4) == 0) program.on_shutdown = steps(runtime);
    if (below(4) == 0) program.on_sigterm = steps(runtime);
    return program;
}

Lifetimes Arbitrary::lifetimes(bool runtime) {
    Lifetimes lifetimes;
    for (int i = 1 + below(3); i > 0; --i) lifetimes.push_back(program(runtime));
    return lifetimes;
}

InvokerStep Arbitrary::invoker_step() {
    InvokerStep step;
    step.ask = one_of(ask_words);
    const bool passes_time = step.ask == Ask::Wait || step.ask == Ask::AwaitAll;
    if (!passes_time && below(3) == 0) step.waiting = Waiting::Background;
    if (step.ask == Ask::Wait) step.time = duration(1000);
    if (step.ask == Ask::Invoke) step.payload = below(2) == 0 ? "{}" : some_line();
    if (step.ask == Ask::Invoke) step.direct = static_cast<Direct>(below(3));
    if (step.ask == Ask::Reset) step.text = some_line();
    const bool takes_budget = !passes_time && step.ask != Ask::Init && step.ask != Ask::Reserve;
    if (takes_budget && below(2) == 0) step.budget = duration(1000);
    return step;
}

void Arbitrary::fill(Config& config) {
    config.init_mode = static_cast<model::InitMode>(below(2));
    config.init_type = one_of(init_type_words);
    config.init_caching = static_cast<model::InitCaching>(below(2));
    config.function_timeout = duration(1000);
    if (below(2) == 0) config.init_limit = duration(1000);
    if (below(2) == 0) config.handler = some_line();
    if (below(2) == 0) config.stream = {.burst = 32'768 + below(9), .rate = 0, .most = below(9)};
    for (int i = below(3); i > 0; --i) config.environment[word()] = some_line();
}

void Arbitrary::fill(World& world) {
    using std::chrono::microseconds;
    world.latency_min = microseconds{1 + below(100)};
    world.latency_max = world.latency_min + microseconds{below(100)};
    world.start_min = microseconds{1 + below(100)};
    world.start_max = world.start_min + microseconds{below(100)};
    const auto permille = [] { return static_cast<std::uint32_t>(below(1001)); };
    world.loss_permille = permille();
    world.request_loss_permille = permille();
    world.double_permille = permille();
    world.delay_permille = permille();
    world.delay = microseconds{1 + below(100)};
    world.start_failure_permille = permille();
    if (below(2) == 0) world.memory_limit = (1 << 20) + below(1000);
    if (below(2) == 0) {
        world.clock_step_at = microseconds{below(100)};
        world.clock_step = microseconds{1 + below(100)} * (below(2) == 0 ? 1 : -1);
    }
    if (below(2) == 0) return;
    world.suspend_at = microseconds{below(100)};
    world.suspend_for = microseconds{1 + below(100)};
}

void Arbitrary::add_runtime(Scenario& scenario) {
    switch (below(4)) {
        case 0:
            return;
        case 1:
            scenario.runtime_command = Command{{word(), some_line()}, some_line()};
            return;
        default:
            scenario.runtime = lifetimes(true);
    }
}

void Arbitrary::add_extensions(Scenario& scenario) {
    std::set<std::string> names;
    for (int i = below(4); i > 0; --i) names.insert(file_name());
    for (const auto kind : {ExtensionKind::External, ExtensionKind::Internal}) {
        for (const std::string& name : names) {
            if ((name.size() % 2 == 0) != (kind == ExtensionKind::External)) continue;
            scenario.extensions.push_back({name, kind, lifetimes(false)});
        }
    }
}

void Arbitrary::add_expectations(Scenario& scenario) {
    for (const InvokerStep& step : scenario.invoker) {
        if (!is_expectable(step.ask) || below(2) == 0) continue;
        Expectation expectation;
        expectation.ask = step.ask;
        expectation.outcome = one_of(outcome_words);
        if (below(2) == 0) expectation.error_type = word();
        if (below(2) == 0) expectation.profile = one_of(profile_words);
        scenario.expectations.push_back(expectation);
    }
}

Scenario Arbitrary::scenario() {
    Scenario scenario;
    scenario.name = of_letters("ABC", 4) + "/" + of_letters("ab09", 8);
    scenario.about = some_line();
    scenario.path = "made up";
    for (int i = below(4); i > 0; --i) {
        const auto rule = static_cast<std::uint16_t>(scenario.rules.size() * 40 +
                                                     static_cast<std::size_t>(1 + below(40)));
        scenario.rules.push_back({rule});
    }
    scenario.profiles = {one_of(profile_words)};
    fill(scenario.config);
    fill(scenario.world);
    add_runtime(scenario);
    add_extensions(scenario);
    for (int i = 1 + below(5); i > 0; --i) scenario.invoker.push_back(invoker_step());
    add_expectations(scenario);
    if (below(2) == 0) scenario.defect = of_letters("ab09", 8);
    scenario.horizon = std::chrono::milliseconds{1 + below(100'000)};
    return scenario;
}

}  // namespace hourglass::scenarios
