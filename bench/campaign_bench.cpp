// How fast scenarios are generated, played and judged, beside rapidcheck's own state testing of
// the same platform. See README.md.
#include "scenarios/generators/draft.hpp"
#include "sim/campaign/lane.hpp"

#include <benchmark/benchmark.h>
#include <rapidcheck/state.h>

#include <cstdint>
#include <memory>
#include <rapidcheck.h>
#include <vector>

namespace {

using namespace hourglass;
using benchmark::Counter;

std::vector<scenarios::Choices> drawn(std::size_t count) {
    std::vector<scenarios::Choices> all(count);
    sim::Chance chance{1};
    for (auto& choices : all) sim::draw_choices(choices, chance);
    return all;
}

constexpr std::size_t different = 4096;

Counter each_second(std::uint64_t count) {
    return {static_cast<double>(count), Counter::kIsRate};
}

void decode_scenarios(benchmark::State& state) {
    const auto all = drawn(different);
    scenarios::Draft draft;
    std::uint64_t cases = 0;
    for (auto _ : state) {
        scenarios::decode(all[cases++ % different], draft);
        benchmark::DoNotOptimize(draft);
    }
    state.counters["scenarios/s"] = each_second(cases);
}
BENCHMARK(decode_scenarios);

std::uint64_t events_of(const model::Trace& trace) {
    std::uint64_t events = 0;
    for (const model::Record& record : trace.records)
        events += model::is_event(record.kind) ? 1 : 0;
    return events;
}

void play_scenarios(benchmark::State& state) {
    const auto all = drawn(different);
    scenarios::Draft draft;
    sim::Player player;
    std::uint64_t cases = 0;
    std::uint64_t events = 0;
    for (auto _ : state) {
        scenarios::decode(all[cases++ % different], draft);
        player.play(draft);
        events += events_of(player.trace());
    }
    state.counters["scenarios/s"] = each_second(cases);
    state.counters["events/s"] = each_second(events);
}
BENCHMARK(play_scenarios);

// What a campaign does: draws, decodes, plays, judges, looks for what is new.
void campaign(benchmark::State& state) {
    sim::Lane lane{{}};
    for (auto _ : state) {
        lane.draw();
        lane.play();
    }
    state.counters["scenarios/s"] = each_second(lane.tally().cases);
    state.counters["events/s"] = each_second(lane.tally().events);
}
BENCHMARK(campaign);

// ---- the same platform under rc::state: a command is an event for it

struct Mirror {
    int invokes = 0;
};

struct Bench {
    explicit Bench(const model::Setup& setup) : platform(setup) {}
    model::Platform platform;
    model::Effects effects;
    std::int64_t now = 0;
};

using Command = rc::state::Command<Mirror, Bench>;

template <model::Kind Which>
struct Give : Command {
    std::uint32_t number = *rc::gen::inRange<std::uint32_t>(1, 100);

    void apply(Mirror& mirror) const override { ++mirror.invokes; }
    void run(const Mirror&, Bench& bench) const override {
        model::Event event{.at = model::Instant{model::Duration{++bench.now}}, .kind = Which};
        event.call = {number};
        event.invoke = {number};
        bench.platform.step(event, bench.effects);
    }
};

void rapidcheck_state(benchmark::State& state) {
    std::uint64_t commands = 0;
    std::uint64_t cases = 0;
    const auto generator = rc::state::gen::execOneOfWithArgs<
        Give<model::Kind::InitAsked>, Give<model::Kind::InvokeAsked>, Give<model::Kind::ResetAsked>,
        Give<model::Kind::RuntimeNextCalled>, Give<model::Kind::ResponsePosted>,
        Give<model::Kind::ShutdownAsked>>();
    const Mirror mirror;
    rc::Random random{1};
    for (auto _ : state) {
        constexpr int size = 50;
        const auto drawn_commands =
            rc::state::gen::commands(mirror, generator)(random.split(), size).value();
        Bench bench{model::Setup{}};
        rc::state::runAll(drawn_commands, mirror, bench);
        commands += drawn_commands.size();
        ++cases;
    }
    state.counters["events/s"] = each_second(commands);
    state.counters["scenarios/s"] = each_second(cases);
}
BENCHMARK(rapidcheck_state);

}  // namespace
