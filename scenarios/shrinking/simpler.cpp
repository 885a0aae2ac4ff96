#include "scenarios/shrinking/simpler.hpp"

#include "scenarios/generators/deadlines.hpp"
#include "scenarios/shrinking/parts.hpp"

#include <algorithm>

namespace hourglass::scenarios {
namespace {

using model::Duration;
using namespace std::chrono_literals;

// Simplest first; 0 is the profile's.
constexpr std::array<Duration, 3> plain_timeouts{0ns, 1s, 100ms};

constexpr std::array fault_permilles{&World::loss_permille, &World::request_loss_permille,
                                     &World::double_permille, &World::delay_permille,
                                     &World::start_failure_permille};

// Collects copies of a draft with one change each.
class Variants {
public:
    explicit Variants(const Draft& draft) : draft_(draft) {}

    template <class Change>
    void add(Change change) {
        change(made_.emplace_back(draft_));
    }

    std::vector<Draft> take() { return std::move(made_); }
    // Without these there would be two variants that are each other's variants.
    std::vector<Draft> take_more_usual() {
        const std::uint32_t now = unusualness(draft_);
        std::erase_if(made_, [now](const Draft& one) { return unusualness(one) >= now; });
        return take();
    }

private:
    const Draft& draft_;
    std::vector<Draft> made_;
};

void drop_lives(Variants& variants, const Draft& draft) {
    const auto lives_of = [](Draft& copy, std::size_t actor) -> Lifetimes& {
        return actor == 0 ? copy.scenario.runtime : copy.scenario.extensions[actor - 1].lifetimes;
    };
    Draft counted = draft;
    for (std::size_t actor = 0; actor <= draft.scenario.extensions.size(); ++actor) {
        const std::size_t lives = lives_of(counted, actor).size();
        for (std::size_t life = 0; lives > 1 && life < lives; ++life) {
            variants.add([&](Draft& copy) {
                auto& all = lives_of(copy, actor);
                all.erase(all.begin() + static_cast<std::ptrdiff_t>(life));
            });
        }
    }
}

void usual_world(Variants& variants) {
    variants.add([](Draft& copy) { copy.seed = 1; });
    variants.add([](Draft& copy) { copy.scenario.world = {}; });
    for (const auto permille : fault_permilles) {
        variants.add([&](Draft& copy) { copy.scenario.world.*permille = 0; });
    }
    variants.add([](Draft& copy) { copy.scenario.world.delay = World{}.delay; });
    variants.add([](Draft& copy) {
        copy.scenario.world.suspend_at = World{}.suspend_at;
        copy.scenario.world.suspend_for = World{}.suspend_for;
    });
    variants.add([](Draft& copy) {
        copy.scenario.world.clock_step_at = World{}.clock_step_at;
        copy.scenario.world.clock_step = World{}.clock_step;
    });
    variants.add([](Draft& copy) { copy.scenario.world.memory_limit = 0; });
    // Latencies that do not vary make times comparable.
    variants.add([](Draft& copy) {
        World& world = copy.scenario.world;
        world.latency_min = world.latency_max = 100us;
        world.start_min = world.start_max = 1ms;
    });
    variants.add([](Draft& copy) {
        World& world = copy.scenario.world;
        world.latency_max = world.latency_min;
        world.start_max = world.start_min;
    });
}

void usual_config(Variants& variants) {
    const Config usual;
    variants.add([&](Draft& copy) { copy.scenario.config = usual; });
    variants.add([&](Draft& copy) { copy.scenario.config.init_mode = usual.init_mode; });
    variants.add([&](Draft& copy) { copy.scenario.config.init_type = usual.init_type; });
    variants.add([&](Draft& copy) { copy.scenario.config.init_caching = usual.init_caching; });
    variants.add([&](Draft& copy) { copy.scenario.config.init_limit.reset(); });
    for (const Duration timeout : plain_timeouts) {
        variants.add([&](Draft& copy) { copy.scenario.config.function_timeout = timeout; });
    }
}

void usual_attributes(InvokerStep& step) {
    step.waiting = Waiting::Foreground;
    step.budget.reset();
    step.text.clear();
}

void usual_asks(Variants& variants, const Draft& draft) {
    for (std::size_t i = 0; i < draft.scenario.invoker.size(); ++i) {
        const auto at = [i](Draft& copy) -> InvokerStep& { return copy.scenario.invoker[i]; };
        variants.add([&](Draft& copy) { usual_attributes(at(copy)); });
        variants.add([&](Draft& copy) { at(copy).waiting = Waiting::Foreground; });
        variants.add([&](Draft& copy) { at(copy).budget.reset(); });
        variants.add([&](Draft& copy) { at(copy).text.clear(); });
    }
}

void usual_step(Step& step) {
    if (step.op == Op::Allocate) return;  // of no bytes it would be no step
    step.number = step.op == Op::Exit ? 1 : 0;
    if (step.op == Op::Next) step.time = 0ns;
    if (step.op == Op::Register) {
        step.events = model::subscribe_invoke | model::subscribe_shutdown;
        step.text.clear();
    }
    const bool errs = step.op == Op::Error || step.op == Op::InitError ||
                      step.op == Op::ExitError || step.op == Op::RestoreError;
    if (errs) step.text = "Function.Broken";
}

// The n-th of all lists.
void usual_step(Scenario& scenario, std::size_t wanted) {
    each_list(scenario, [&wanted](std::vector<Step>& steps, Role) {
        if (wanted < steps.size()) usual_step(steps[wanted]);
        wanted -= steps.size();  // beyond the last for all lists after that
    });
}

void usual_steps(Variants& variants, const Draft& draft) {
    std::size_t count = 0;
    each_list(draft.scenario, [&](const auto& steps, Role) { count += steps.size(); });
    for (std::size_t wanted = 0; wanted < count; ++wanted) {
        variants.add([&](Draft& copy) { usual_step(copy.scenario, wanted); });
    }
}

std::uint32_t unusual_config(const Config& config) {
    const Config usual;
    std::uint32_t sum = 0;
    if (config.init_mode != usual.init_mode) ++sum;
    if (config.init_type != usual.init_type) ++sum;
    if (config.init_caching != usual.init_caching) ++sum;
    if (config.init_limit) ++sum;
    const auto timeout = std::ranges::find(plain_timeouts, config.function_timeout);
    return sum + static_cast<std::uint32_t>(timeout - plain_timeouts.begin());
}

std::uint32_t unusual_world(const World& world) {
    std::uint32_t sum = 0;
    for (const auto permille : fault_permilles) {
        if (world.*permille != 0) ++sum;
    }
    const World usual;
    if (world.delay != usual.delay) ++sum;
    if (world.suspend_for != usual.suspend_for) ++sum;
    if (world.clock_step != usual.clock_step) ++sum;
    if (world.memory_limit != 0) ++sum;
    const bool paced = world.latency_min != usual.latency_min ||
                       world.latency_max != usual.latency_max ||
                       world.start_min != usual.start_min || world.start_max != usual.start_max;
    if (!paced) return sum;
    if (world.latency_min != 100us || world.start_min != 1ms) ++sum;
    if (world.latency_min != world.latency_max || world.start_min != world.start_max) ++sum;
    return sum + 1;
}

std::uint32_t unusual_ask(const InvokerStep& step) {
    std::uint32_t sum = step.waiting == Waiting::Background ? 1 : 0;
    if (step.budget) ++sum;
    if (!step.text.empty()) ++sum;
    return sum;
}

}  // namespace

std::vector<Draft> with_fewer_programs(const Draft& draft) {
    Variants variants{draft};
    variants.add([](Draft& copy) { copy.scenario.extensions.clear(); });
    for (std::size_t i = 0; i < draft.scenario.extensions.size(); ++i) {
        variants.add([&](Draft& copy) {
            auto& extensions = copy.scenario.extensions;
            extensions.erase(extensions.begin() + static_cast<std::ptrdiff_t>(i));
        });
    }
    drop_lives(variants, draft);
    return variants.take();
}

std::vector<Draft> with_usual_settings(const Draft& draft) {
    Variants variants{draft};
    usual_config(variants);
    usual_world(variants);
    usual_asks(variants, draft);
    usual_steps(variants, draft);
    return variants.take_more_usual();
}

std::uint32_t unusualness(const Draft& draft) {
    const Scenario& scenario = draft.scenario;
    std::uint32_t sum = unusual_config(scenario.config) + unusual_world(scenario.world);
    if (draft.seed != 1) ++sum;
    for (const InvokerStep& step : scenario.invoker) sum += unusual_ask(step);
    each_list(scenario, [&sum](const std::vector<Step>& steps, Role) {
        for (const Step& step : steps) {
            Step usual = step;
            usual_step(usual);
            if (usual != step) ++sum;
        }
    });
    return sum;
}

std::vector<Duration> simpler_times(const Draft& draft, Duration time) {
    constexpr std::array round{0ns,          Duration{1ms}, Duration{10ms}, Duration{100ms},
                               Duration{1s}, Duration{5s},  Duration{10s},  Duration{1min}};
    std::vector<Duration> simpler;
    const auto add = [&](Duration candidate) {
        const bool there = std::ranges::find(simpler, candidate) != simpler.end();
        if (candidate >= 0ns && candidate < time && !there) simpler.push_back(candidate);
    };
    for (const Duration candidate : round) add(candidate);
    const Deadlines deadlines{draft.scenario, draft.profile};
    for (const Deadline& deadline : deadlines.all()) add(deadline.after);
    for (const Duration unit : {Duration{1s}, Duration{100ms}, Duration{1ms}, Duration{1us}}) {
        add(time / unit * unit);
    }
    return simpler;
}

}  // namespace hourglass::scenarios
