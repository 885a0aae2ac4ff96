#include "scenarios/generators/draft.hpp"

#include "model/lifecycle/chart.hpp"
#include "model/lifecycle/state.hpp"
#include "scenarios/generators/program_walk.hpp"
#include "scenarios/generators/world_walk.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace hourglass::scenarios {
namespace {

using model::Duration;
using namespace std::chrono_literals;

constexpr std::size_t most_asks = 32;
static_assert(most_asks <= std::tuple_size_v<decltype(model::lifecycle::State::resets_waiting)>,
              "the platform keeps apart all resets that wait");
constexpr std::size_t most_lives = 3;
constexpr std::size_t most_extensions = 3;

// How many elements a list has on average; drawn once for each scenario.
constexpr std::array<unsigned, 6> patiences{1, 1, 2, 4, 8, 16};

constexpr std::array<std::string_view, 11> names{"a", "b", "c", "d", "e", "f",
                                                 "g", "h", "i", "j", "k"};
constexpr std::array<std::string_view, 4> reasons{"", "spindown", "timeout", "failure"};
constexpr std::array<std::string_view, 8> payloads{"{}",      "event 2", "event 3", "event 4",
                                                   "event 5", "event 6", "event 7", "event 8"};

constexpr std::array<Duration, 6> function_timeouts{0ns, 100ms, 200ms, 1s, Duration{1ms}, 10s};

// A walk through everything but the programs.
template <class Tape>
class DraftWalk {
public:
    DraftWalk(Tape& tape, Draft& draft)
        : tape_(tape), draft_(draft), scenario_(draft.scenario), walk_{tape} {}

    void whole() {
        draft_.profile =
            static_cast<model::ProfileName>(tape_.pick(static_cast<unsigned>(draft_.profile), 2));
        scenario_.profiles.assign(1, draft_.profile);
        draft_.seed = 1 + static_cast<std::uint64_t>(seed(draft_.seed));
        swarm();
        walk_.patience = patiences[tape_.pick(0, patiences.size())];
        const World given = scenario_.world;
        walk_pace(walk_, scenario_.world);
        config();
        walk_.deadlines = Deadlines{scenario_, draft_.profile};
        walk_faults(walk_, given, scenario_.world);
        lives(Role::Runtime, scenario_.runtime);
        extensions();
        invoker();
    }

private:
    // 256 different latencies are enough for one scenario.
    unsigned seed(std::uint64_t value) {
        const auto small = static_cast<unsigned>((value - 1) % widest_pick);
        return tape_.pick(small, widest_pick);
    }

    // One in five scenarios is without faults, two have a few, and the rest half of all.
    void swarm() {
        constexpr unsigned fifths = 5;
        constexpr unsigned many = fifths - 1;
        const unsigned drawn = tape_.pick(many, fifths);
        const bool calm = drawn == 0;
        const bool few = drawn == 1 || drawn == 2;
        const std::uint64_t bits = some_features();
        const std::uint64_t faults = few ? bits & some_features() & some_features() : bits;
        for (unsigned number = 1; number < feature_count; ++number) {
            const auto feature = static_cast<Feature>(number);
            const bool is_fault = feature >= first_fault;
            const std::uint64_t on = is_fault ? faults : bits;
            if (!(calm && is_fault) && (on >> number & 1U) != 0) walk_.swarm.set(feature);
        }
    }

    // Each with the same chance of being in it.
    std::uint64_t some_features() {
        std::uint64_t bits = 0;
        for (unsigned feature = 1; feature < feature_count; feature += 8) {
            bits |= std::uint64_t{tape_.pick(widest_pick - 1, widest_pick)} << feature;
        }
        return bits;
    }

    bool on(Feature feature) const { return walk_.swarm.on(feature); }

    void config() {
        Config& config = scenario_.config;
        config.function_timeout = from_table(function_timeouts, config.function_timeout);
        if (on(Feature::Suppressed)) {
            const bool suppressed = config.init_mode == model::InitMode::Suppressed;
            if (walk_.maybe(suppressed)) config.init_mode = model::InitMode::Suppressed;
        }
        if (on(Feature::Restores)) {
            config.init_caching = static_cast<model::InitCaching>(
                1 - tape_.pick(1 - static_cast<unsigned>(config.init_caching), 2));
            config.init_type = static_cast<model::InitType>(
                tape_.pick(static_cast<unsigned>(config.init_type), 3));
        }
        if (!on(Feature::SmallBudgets)) return;
        constexpr std::array<Duration, 4> limits{0ns, 100ms, 1s, 10s};
        const bool limited = walk_.maybe(config.init_limit.has_value());
        if (limited) config.init_limit = from_table(limits, config.init_limit.value_or(0ns));
    }

    // One of the table, or any.
    template <std::size_t Size>
    Duration from_table(const std::array<Duration, Size>& times, Duration value) {
        const auto found = std::ranges::find(times, value);
        const auto index = static_cast<unsigned>(found - times.begin());
        const unsigned drawn = tape_.pick(index, Size + 1);
        if (drawn < Size) return times[drawn];
        return std::clamp(Duration{tape_.number(value.count())}, Duration::zero(), longest_time);
    }

    void lives(Role who, Lifetimes& lifetimes) {
        if (lifetimes.empty()) lifetimes.emplace_back();
        walk_program(walk_, who, lifetimes.front());
        if (!on(Feature::Lives)) return;
        std::size_t have = 1;
        while (have < most_lives && walk_.maybe(have < lifetimes.size())) {
            if constexpr (!Tape::writes) lifetimes.emplace_back();
            walk_program(walk_, who, lifetimes[have++]);
        }
    }

    void extensions() {
        auto& all = scenario_.extensions;
        const auto is_internal = [](const ExtensionScript& one) {
            return one.kind == ExtensionKind::Internal;
        };
        const auto internals = static_cast<std::size_t>(std::ranges::count_if(all, is_internal));
        if (on(Feature::Extensions)) {
            const std::size_t most = on(Feature::Crowds) ? names.size() : most_extensions;
            some_extensions(ExtensionKind::External, all.size() - internals, most);
        }
        if (on(Feature::InternalExtensions)) {
            const std::size_t most = std::min(names.size(), walked_ + 2);
            some_extensions(ExtensionKind::Internal, internals, most - walked_);
        }
    }

    // Their number comes first: in a crowd it is ten or eleven more often than not.
    void some_extensions(ExtensionKind kind, std::size_t there, std::size_t most) {
        if (most == 0) return;
        const auto wanted = static_cast<unsigned>(std::min(there, most));
        const unsigned number = tape_.pick(wanted, static_cast<unsigned>(most) + 1);
        for (unsigned i = 0; i < number; ++i, ++walked_) {
            if constexpr (!Tape::writes) {
                auto& extension = scenario_.extensions.emplace_back();
                extension.name = names[walked_];
                extension.kind = kind;
            }
            walk_.of_process = kind == ExtensionKind::External;
            lives(Role::Extension, scenario_.extensions[walked_].lifetimes);
        }
    }

    void invoker() {
        auto& steps = scenario_.invoker;
        if constexpr (!Tape::writes) {
            const auto usually = [this] { return tape_.pick(0, 4) < 3; };
            if (usually()) {
                steps.emplace_back().ask = Ask::Init;
                background(steps.back());
            }
            if (usually()) {
                ask_invoke(steps.emplace_back());
                background(steps.back());
            }
        } else {
            tape_.pick(3, 4);
            tape_.pick(3, 4);
        }
        std::size_t at = Tape::writes ? 0 : steps.size();
        while (walk_.more(at < steps.size(), at, most_asks)) {
            if constexpr (!Tape::writes) steps.emplace_back();
            ask(steps[at++]);
        }
        if (steps.empty()) ask_invoke(steps.emplace_back());
    }

    void ask(InvokerStep& step) {
        step.ask = walk_.weighted(ask_weights, Role::Either, step.ask);
        switch (step.ask) {
            case Ask::Wait:
                step.time = walk_.time(step.time);
                return;
            case Ask::AwaitAll:
                return;
            case Ask::Invoke:
                ask_invoke(step);
                budget(step);
                break;
            case Ask::Reset:
                step.text = reason(step.text);
                budget(step);
                break;
            case Ask::Shutdown:
            case Ask::Restore:
                budget(step);
                break;
            default:
                break;
        }
        background(step);
    }

    void background(InvokerStep& step) {
        if (!on(Feature::Background)) return;
        const bool apart = walk_.maybe(step.waiting == Waiting::Background);
        step.waiting = apart ? Waiting::Background : Waiting::Foreground;
    }

    // Each of the first invokes has a payload of its own, so that one that strays is seen.
    void ask_invoke(InvokerStep& step) {
        step.ask = Ask::Invoke;
        if constexpr (!Tape::writes) step.payload = payloads[invokes_++ % payloads.size()];
    }

    std::string_view reason(const std::string& text) {
        const auto found = std::ranges::find(reasons, text);
        const bool known = found != reasons.end();
        const auto index = known ? static_cast<unsigned>(found - reasons.begin()) : 0;
        return reasons[tape_.pick(index, reasons.size())];
    }

    void budget(InvokerStep& step) {
        if (!on(Feature::SmallBudgets)) return;
        if (!walk_.maybe(step.budget.has_value())) return;
        step.budget = walk_.time(step.budget.value_or(Duration::zero()));
    }

    Tape& tape_;
    Draft& draft_;
    Scenario& scenario_;
    Walk<Tape> walk_;
    std::size_t walked_ = 0;  // extensions
    std::size_t invokes_ = 0;
};

// As if nothing had been drawn.
void clear(Draft& draft) {
    Scenario& scenario = draft.scenario;
    scenario.rules.clear();
    scenario.profiles.clear();
    scenario.config = {};
    scenario.world = {};
    scenario.runtime.clear();
    scenario.extensions.clear();
    scenario.invoker.clear();
    scenario.expectations.clear();
    scenario.horizon = 60s;
    if (!scenario.name.empty()) return;
    scenario.name = "FUZZ/generated";
    scenario.about = "Made by chance.";
}

std::uint64_t hashed(std::uint64_t hash, std::string_view text) {
    for (const char letter : text) {
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
    }
    return (hash ^ 0xffU) * 0x100000001b3;
}

std::uint32_t steps_of(const Lifetimes& lifetimes) {
    std::size_t steps = 0;
    for (const Program& program : lifetimes) {
        steps += program.steps.size() + program.on_shutdown.size() + program.on_sigterm.size();
    }
    return static_cast<std::uint32_t>(steps);
}

}  // namespace

void decode(ChoiceView choices, Draft& draft) {
    clear(draft);
    ChoiceReader reader{choices};
    DraftWalk{reader, draft}.whole();
}

Draft decoded(ChoiceView choices) {
    Draft draft;
    decode(choices, draft);
    return draft;
}

Choices encoded(const Draft& draft) {
    Draft copy = draft;
    ChoiceWriter writer;
    DraftWalk{writer, copy}.whole();
    return writer.take();
}

std::uint32_t steps_of(const Scenario& scenario) {
    auto steps = static_cast<std::uint32_t>(scenario.invoker.size()) + steps_of(scenario.runtime);
    for (const ExtensionScript& extension : scenario.extensions) {
        steps += steps_of(extension.lifetimes);
    }
    return steps;
}

std::uint64_t model_hash() {
    std::uint64_t hash = 0xcbf29ce484222325 + decoder_version;
    for (const model::Rule& rule : model::catalogue) {
        hash = hashed(hash, rule.id);
        hash = (hash ^ static_cast<unsigned>(rule.aws)) * 31 + static_cast<unsigned>(rule.rapid);
    }
    for (const model::ChartRow& row : model::chart_rows()) {
        for (const auto part : {row.rule, row.from, row.event, row.to, row.action, row.guard}) {
            hash = hashed(hash, part);
        }
    }
    return hash;
}

}  // namespace hourglass::scenarios
