#include "bench/simulated_rate.hpp"

#include "model/judge/judge.hpp"
#include "scenarios/loader.hpp"
#include "sim/invoker.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace hourglass::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

sim::Script lifecycle(int invokes) {
    std::string asks = R"("init")";
    for (int i = 0; i < invokes; ++i) asks += R"(, "invoke")";
    const std::string text = fmt::format(
        R"({{"version": 1, "name": "BENCH/lifecycle", "about": "A whole life.",
             "runtime": ["next", "respond", "repeat"], "invoker": [{}, "shutdown"]}})",
        asks);
    const auto scenario = scenarios::parse_scenario(text, "bench");
    if (!scenario) {
        std::fprintf(stderr, "%s\n", scenario.error().message.c_str());
        std::_Exit(2);
    }
    return *sim::script_of(*scenario, model::ProfileName::Aws);
}

}  // namespace

double simulated_lifecycles_per_second(int invokes) {
    constexpr Seconds long_enough{1};
    constexpr int between_looks = 1000;
    sim::World world{lifecycle(invokes), 1};
    model::Judge judge;
    std::uint64_t lives = 0;
    const auto start = Clock::now();
    Seconds passed{};
    while (passed < long_enough) {
        for (int i = 0; i < between_looks; ++i) {
            world.restart(++lives);
            sim::run(world);
            if (!judge(world.trace()).violations.empty()) std::_Exit(2);
        }
        passed = Clock::now() - start;
    }
    return static_cast<double>(lives) / passed.count();
}

}  // namespace hourglass::bench
