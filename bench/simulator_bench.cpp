// How fast the simulator is, beside a bare event loop in the same run. See README.md.
#include "model/judge/judge.hpp"
#include "scenarios/scenario.hpp"
#include "sim/invoker.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace hourglass;
using scenarios::Ask;
using scenarios::Op;

scenarios::Step step(Op op, std::uint8_t events = 0) {
    scenarios::Step made;
    made.op = op;
    made.events = events;
    return made;
}

scenarios::InvokerStep ask(Ask what) {
    scenarios::InvokerStep made;
    made.ask = what;
    if (what == Ask::Invoke) made.payload = "{}";
    return made;
}

// Init, so many invokes, shutdown; an echo runtime and one extension.
sim::Script lifecycle(int invokes, model::ProfileName profile) {
    scenarios::Scenario scenario;
    scenario.name = "BENCH/lifecycle";
    scenario.horizon = std::chrono::hours{1};
    scenarios::Program echo;
    echo.steps = {step(Op::Next), step(Op::Respond), step(Op::Repeat)};
    scenarios::Program listen;
    listen.steps = {step(Op::Register, model::subscribe_invoke | model::subscribe_shutdown),
                    step(Op::Next), step(Op::Repeat)};
    scenario.runtime = {echo};
    scenario.extensions = {{.name = "watch", .kind = {}, .lifetimes = {listen}}};
    scenario.invoker.push_back(ask(Ask::Init));
    for (int i = 0; i < invokes; ++i) scenario.invoker.push_back(ask(Ask::Invoke));
    scenario.invoker.push_back(ask(Ask::Shutdown));
    return *sim::script_of(scenario, profile);
}

// Counts the last run: reading every trace would be part of what is measured.
void report(benchmark::State& state, const sim::World& world, const char* runs) {
    using benchmark::Counter;
    const auto& records = world.records();
    const auto count = [&](std::ptrdiff_t in_a_run) {
        return Counter(static_cast<double>(in_a_run) * static_cast<double>(state.iterations()),
                       Counter::kIsRate);
    };
    state.counters[runs] = count(1);
    state.counters["events/s"] =
        count(std::ranges::count_if(records, model::is_event, &model::Record::kind));
    state.counters["turns/s"] = count(static_cast<std::ptrdiff_t>(world.turns()));
    state.counters["records/s"] = count(std::ssize(records));
}

// The least that any such simulator does for an event: a draw, an agenda, a record.
void bare_loop(benchmark::State& state) {
    sim::Agenda<std::uint64_t> agenda;
    sim::Chance chance{1};
    std::vector<model::Record> records;
    std::int64_t events = 0;
    for (auto _ : state) {
        agenda.clear();
        records.clear();
        for (std::uint64_t i = 0; i < 4; ++i) agenda.enter({}, i);
        for (int i = 0; i < 1000; ++i) {
            const auto entry = agenda.take_first();
            records.push_back({.at = entry.at, .kind = model::Kind::RuntimeNextCalled});
            agenda.enter(entry.at + chance.between(model::Duration{50}, model::Duration{150}),
                         entry.what);
        }
        events += 1000;
        benchmark::DoNotOptimize(records.data());
    }
    state.counters["turns/s"] =
        benchmark::Counter(static_cast<double>(events), benchmark::Counter::kIsRate);
}
BENCHMARK(bare_loop);

// Only the platform: a recorded run's events fed to a fresh copy.
void platform_alone(benchmark::State& state) {
    const auto profile = static_cast<model::ProfileName>(state.range(0));
    sim::World world{lifecycle(3, profile), 1};
    sim::run(world);
    std::vector<model::Event> events;
    std::ranges::copy_if(world.records(), std::back_inserter(events), model::is_event,
                         &model::Record::kind);
    sim::Subject subject{world.script().setup};
    model::Effects effects;
    std::int64_t stepped = 0;
    for (auto _ : state) {
        subject.restart();
        for (const model::Event& event : events) subject.step(event, effects);
        stepped += static_cast<std::int64_t>(events.size());
        benchmark::DoNotOptimize(effects);
    }
    state.counters["events/s"] =
        benchmark::Counter(static_cast<double>(stepped), benchmark::Counter::kIsRate);
}
BENCHMARK(platform_alone)->Arg(0)->Arg(1)->ArgName("profile");

void lifecycles(benchmark::State& state) {
    sim::World world{lifecycle(3, static_cast<model::ProfileName>(state.range(0))), 1};
    std::uint64_t seed = 0;
    for (auto _ : state) {
        world.restart(++seed);
        sim::run(world);
    }
    report(state, world, "lifecycles/s");
}
BENCHMARK(lifecycles)->Arg(0)->Arg(1)->ArgName("profile");

void judged_lifecycles(benchmark::State& state) {
    sim::World world{lifecycle(3, static_cast<model::ProfileName>(state.range(0))), 1};
    model::Judge judge;
    std::uint64_t seed = 0;
    for (auto _ : state) {
        world.restart(++seed);
        sim::run(world);
        benchmark::DoNotOptimize(judge(world.trace()).violations.size());
    }
    report(state, world, "lifecycles/s");
}
BENCHMARK(judged_lifecycles)->Arg(0)->Arg(1)->ArgName("profile");

// One sandbox that is invoked ten thousand times: the steady state.
void steady_state(benchmark::State& state) {
    constexpr int invokes = 10'000;
    sim::World world{lifecycle(invokes, static_cast<model::ProfileName>(state.range(0))), 1};
    std::uint64_t seed = 0;
    for (auto _ : state) {
        world.restart(++seed);
        sim::run(world);
    }
    report(state, world, "runs/s");
}
BENCHMARK(steady_state)->Arg(0)->Arg(1)->ArgName("profile")->Unit(benchmark::kMillisecond);

// Prints the rates beside that of the bare loop: ratios within one run mean something on any
// machine.
class Ratios : public benchmark::ConsoleReporter {
public:
    Ratios() : ConsoleReporter(OO_None) {}

    void ReportRuns(const std::vector<Run>& runs) override {
        ConsoleReporter::ReportRuns(runs);
        for (const Run& run : runs) {
            if (run.run_type != Run::RT_Iteration) continue;
            const Line line{run.benchmark_name(), rate(run, "events/s"), rate(run, "turns/s")};
            if (line.events > 0 || line.turns > 0) lines_.push_back(line);
        }
    }

    void Finalize() override {
        ConsoleReporter::Finalize();
        const double bare = turns_of_the_bare_loop();
        for (const Line& line : lines_) {
            std::string text = fmt::format("{:<40}", line.name);
            if (line.events > 0) text += fmt::format(" {:>6.1f} M events/s", line.events / 1e6);
            if (line.turns > 0) {
                text += fmt::format(" {:>6.1f} M turns/s", line.turns / 1e6);
            }
            if (line.turns > 0 && bare > 0) {
                text += fmt::format(" {:>6.1f} % of the bare loop", 100 * line.turns / bare);
            }
            GetOutputStream() << text << '\n';
        }
    }

private:
    struct Line {
        std::string name;
        double events;
        double turns;
    };

    static double rate(const Run& run, const char* name) {
        const auto found = run.counters.find(name);
        return found == run.counters.end() ? 0 : found->second.value;
    }

    double turns_of_the_bare_loop() const {
        const auto found = std::ranges::find(lines_, "bare_loop", &Line::name);
        return found == lines_.end() ? 0 : found->turns;
    }

    std::vector<Line> lines_;
};

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    Ratios ratios;
    benchmark::RunSpecifiedBenchmarks(&ratios);
}
