// The search engine and the explorer, measured: one model a run, one line of JSON, so that a script
// can set it beside a peer. See bench/README.md.
//
//   search_bench 2pc N [THREADS]           two-phase commit with N resource managers
//   search_bench philosophers N [THREADS]
//   search_bench platform [THREADS]        the sandbox, in a world of a hundred thousand states
//   search_bench large [THREADS]           the sandbox, in one of two million
#include "model/search/search.hpp"
#include "model/search/world.hpp"
#include "tests/model/search/philosophers.hpp"
#include "tests/model/search/two_phase_commit.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <string_view>
#include <sys/resource.h>

namespace {

using namespace hourglass::model;

constexpr search::Bounds platform_world{.extensions = 1, .invokes = 2, .resets = 1, .faults = 2};
constexpr search::Bounds large_world{.extensions = 2, .invokes = 3, .resets = 1, .faults = 2};

double cpu_seconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

template <class Model>
int measure(const Model& model, unsigned threads) {
    const auto start = std::chrono::steady_clock::now();
    const double cpu_start = cpu_seconds();
    const auto report = search::Search{model, {.threads = threads}}.run();
    const double cpu = cpu_seconds() - cpu_start;
    const std::chrono::duration<double> clock = std::chrono::steady_clock::now() - start;
    const auto& done = report.progress;
    fmt::print(R"({{"states": {}, "transitions": {}, "depth": {}, "complete": {}, "threads": {}, )"
               R"("cpu_seconds": {:.3f}, "seconds": {:.3f}, "bytes_a_state": {:.1f}}})"
               "\n",
               done.states, done.generated, done.depth, report.complete, threads, cpu,
               clock.count(), static_cast<double>(done.peak) / static_cast<double>(done.states));
    return report.complete ? EXIT_SUCCESS : EXIT_FAILURE;
}

unsigned number_or(unsigned otherwise, int count, char** arguments, int at) {
    return at < count ? static_cast<unsigned>(std::strtoul(arguments[at], nullptr, 10)) : otherwise;
}

int use() {
    fmt::print(stderr, "search_bench 2pc N | philosophers N | platform | large, then [THREADS]\n");
    return 2;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) return use();
    const std::string_view what = arguments[1];
    if (what == "platform") {
        return measure(search::Explored{platform_world}, number_or(1, count, arguments, 2));
    }
    if (what == "large") {
        return measure(search::Explored{large_world}, number_or(1, count, arguments, 2));
    }
    const unsigned size = number_or(0, count, arguments, 2);
    const unsigned threads = number_or(1, count, arguments, 3);
    if (what == "2pc" && size >= 1 && size <= 12) {
        return measure(search::TwoPhaseCommit{size}, threads);
    }
    if (what == "philosophers" && size >= 2 && size <= 31) {
        return measure(search::Philosophers{size}, threads);
    }
    return use();
}
