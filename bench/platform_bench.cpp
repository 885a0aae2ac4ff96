// Our platform on real processes beside AWS's emulator, in the same run and on the same machine:
//   hourglass_platform_bench --rie PATH [--rounds N]
// and how many lifecycles of real processes, and simulated ones, there are in a second. Without
// --rie the first table has our column alone.
#include "bench/lifecycle_rate.hpp"
#include "bench/served_platform.hpp"
#include "bench/simulated_rate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

namespace hourglass::bench {
namespace {

using std::chrono::duration;

constexpr int warm_invokes = 2000;  // a round
constexpr int cold_starts = 20;
constexpr int lives = 50;
constexpr int invokes_of_a_life = 3;
constexpr int large_responses = 20;
constexpr double response_mib = 6;
constexpr double timeout_ms = 1000;

// What the probe plays, in its own notation: polls, answers, begins anew.
const std::string echo = "=main\nN 0 0 0 \nR 0 0 0 \n@ 0 0 0 \n";
const std::string large = "=main\nN 0 0 0 \nR 6291456 0 0 \n@ 0 0 0 \n";
const std::string stuck = "=main\nN 0 0 0 \nH 0 0 0 \n";

struct Places {
    std::string program = HOURGLASS_PROGRAM;
    std::string probe = HOURGLASS_PROBE;
    std::string emulator;
};

using Start =
    std::function<std::unique_ptr<ServedPlatform>(const std::string& play, std::uint16_t port)>;

std::unique_ptr<ServedPlatform> start_ours(const Places& places, const std::string& play,
                                           std::uint16_t port) {
    return std::make_unique<ServedPlatform>(
        Launch{.argv = {places.program, "serve", "--port", std::to_string(port), "--timeout", "1s",
                        "--runtime", fmt::format("'{}' runtime r '{}'", places.probe, play)},
               .environment = {"PATH=/usr/bin:/bin"}},
        port);
}

std::unique_ptr<ServedPlatform> start_emulator(const Places& places, const std::string& play,
                                               std::uint16_t port) {
    return std::make_unique<ServedPlatform>(
        Launch{.argv = {places.emulator, "--runtime-api-address",
                        fmt::format("127.0.0.1:{}", free_port()),
                        "--runtime-interface-emulator-address", fmt::format("127.0.0.1:{}", port),
                        places.probe, "runtime", "r", play},
               .environment = {"PATH=/usr/bin:/bin", "AWS_LAMBDA_FUNCTION_TIMEOUT=1"}},
        port);
}

struct Figures {
    std::vector<double> warm_us{};
    std::vector<double> cold_ms{};
    std::vector<double> life_ms{};   // from the start of the platform to its end
    std::vector<double> reset_ms{};  // what a timeout takes beyond the timeout
    std::vector<double> mib_per_s{};
    double resident_mib = 0;  // the most while warm

    static double at(std::vector<double> values, double share) {
        if (values.empty()) return 0;
        std::ranges::sort(values);
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    }
};

double ms(Clock::duration time) {
    return duration<double, std::milli>(time).count();
}

void measure_cold(const Start& start, Figures& figures) {
    for (int i = 0; i < cold_starts; ++i) {
        const std::uint16_t port = free_port();
        const auto platform = start(echo, port);
        figures.cold_ms.push_back(ms(Invoker{port}.timed("1")));
    }
}

void measure_lives(const Start& start, Figures& figures) {
    for (int i = 0; i < lives; ++i) {
        const auto begin = Clock::now();
        {
            const std::uint16_t port = free_port();
            const auto platform = start(echo, port);
            Invoker invoker{port};
            for (int invoke = 0; invoke < invokes_of_a_life; ++invoke) invoker.invoke("1");
        }
        figures.life_ms.push_back(ms(Clock::now() - begin));
    }
}

void measure_warm(const Start& start, Figures& figures) {
    const std::uint16_t port = free_port();
    const auto platform = start(echo, port);
    Invoker invoker{port};
    for (int i = 0; i < 200; ++i) invoker.invoke("1");
    for (int i = 0; i < warm_invokes; ++i) {
        figures.warm_us.push_back(1000 * ms(invoker.timed(R"({"n": 1})")));
    }
    figures.resident_mib =
        std::max(figures.resident_mib, static_cast<double>(platform->peak_kb()) / 1024);
}

void measure_reset(const Start& start, Figures& figures) {
    const std::uint16_t port = free_port();
    const auto platform = start(stuck, port);
    Invoker invoker{port};
    for (int i = 0; i < 2; ++i) figures.reset_ms.push_back(ms(invoker.timed("1")) - timeout_ms);
}

void measure_large(const Start& start, Figures& figures) {
    const std::uint16_t port = free_port();
    const auto platform = start(large, port);
    Invoker invoker{port};
    invoker.invoke("1");
    for (int i = 0; i < large_responses; ++i) {
        figures.mib_per_s.push_back(response_mib / (ms(invoker.timed("1")) / 1000));
    }
}

void measure(const Start& start, Figures& figures) {
    measure_cold(start, figures);
    measure_lives(start, figures);
    measure_warm(start, figures);
    measure_large(start, figures);
    measure_reset(start, figures);
}

struct Row {
    std::string_view what;
    double ours;
    double theirs;
    std::string_view goal;
};

void print_row(const Row& row) {
    if (row.theirs == 0)
        return fmt::print("| {} | {:.2f} | | | {} |\n", row.what, row.ours, row.goal);
    fmt::print("| {} | {:.2f} | {:.2f} | {:.2f} | {} |\n", row.what, row.ours, row.theirs,
               row.ours / row.theirs, row.goal);
}

void print_table(const Figures& ours, const Figures& theirs) {
    fmt::print("| | hourglass | emulator | ratio | goal |\n| --- | --- | --- | --- | --- |\n");
    const auto both = [&](std::string_view what, auto of, std::string_view goal) {
        print_row({what, of(ours), of(theirs), goal});
    };
    both(
        "warm invoke, p50, us", [](const Figures& f) { return Figures::at(f.warm_us, 0.5); },
        "<= 0.5 x");
    both(
        "warm invoke, p99, us", [](const Figures& f) { return Figures::at(f.warm_us, 0.99); },
        "<= 0.5 x");
    both(
        "cold start to response, p50, ms",
        [](const Figures& f) { return Figures::at(f.cold_ms, 0.5); }, "<= 0.8 x");
    both(
        "timeout to answer with the reset, p50, ms",
        [](const Figures& f) { return Figures::at(f.reset_ms, 0.5); }, "< 20 ms");
    both(
        "6 MiB responses, p50, MiB/s",
        [](const Figures& f) { return Figures::at(f.mib_per_s, 0.5); }, ">= 2 x");
    both(
        "resident memory, warm, MiB", [](const Figures& f) { return f.resident_mib; }, "<= 1 x");
}

// What a campaign gains by virtual time.
void print_simulated(const Figures& emulator) {
    const double simulated = simulated_lifecycles_per_second(invokes_of_a_life);
    const double real = 1000 / Figures::at(emulator.life_ms, 0.5);
    fmt::print(
        "lifecycles of {} invokes, one after the other: {:.0f}/s on the emulator, "
        "{:.0f}/s simulated and judged, {:.0f} x\n",
        invokes_of_a_life, real, simulated, simulated / real);
}

void compare(const Places& places, int rounds) {
    Figures ours;
    Figures theirs;
    for (int round = 0; round < rounds; ++round) {
        measure([&](const std::string& play,
                    std::uint16_t port) { return start_ours(places, play, port); },
                ours);
        if (places.emulator.empty()) continue;
        measure([&](const std::string& play,
                    std::uint16_t port) { return start_emulator(places, play, port); },
                theirs);
    }
    print_table(ours, theirs);
    if (!places.emulator.empty()) print_simulated(theirs);
}

void print_rates(const Places& places) {
    constexpr int jobs = 2;
    for (const bool isolated : {false, true}) {
        const auto rate =
            lifecycles_per_second({.probe = places.probe,
                                   .jobs = jobs,
                                   .isolated = isolated ? Isolated::Yes : Isolated::No});
        fmt::print("real lifecycles, {} jobs{}: {:.0f}/s, {:.0f} us of CPU each{}\n", jobs,
                   isolated ? ", isolated" : "", rate.per_second, rate.cpu_us, rate.note);
    }
}

double load_now() {
    double load = 0;
    return ::getloadavg(&load, 1) == 1 ? load : -1;
}

}  // namespace
}  // namespace hourglass::bench

int main(int count, char** words) {
    hourglass::bench::Places places;
    int rounds = 3;
    const std::vector<std::string> arguments{words + 1, words + count};
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
        if (arguments[i] == "--rie") places.emulator = arguments[i + 1];
        if (arguments[i] == "--rounds") rounds = std::atoi(arguments[i + 1].c_str());
        if (arguments[i] == "--probe") places.probe = arguments[i + 1];
    }
    fmt::print("load before: {:.1f}\n", hourglass::bench::load_now());
    hourglass::bench::compare(places, rounds);
    hourglass::bench::print_rates(places);
    fmt::print("load after: {:.1f}\n", hourglass::bench::load_now());
}
