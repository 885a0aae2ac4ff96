#include "real/foreign/calibration.hpp"

#include "real/spawn.hpp"

#include <algorithm>
#include <chrono>
#include <sys/wait.h>

namespace hourglass::real {

model::Duration slowest_start(const std::filesystem::path& probe) {
    constexpr int starts = 8;
    model::Duration slowest{};
    for (int i = 0; i < starts; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        // Without words it says how it is meant to be started, and ends.
        const auto started = spawn({.argv = {probe.string()}, .environment = {}, .directory = {}});
        if (!started) continue;
        ::waitpid(started->pid, nullptr, 0);
        slowest = std::max<model::Duration>(slowest, std::chrono::steady_clock::now() - begin);
    }
    return slowest;
}

model::Duration tolerance_on_this_machine(const std::filesystem::path& probe) {
    constexpr int factor = 4;
    return factor * slowest_start(probe);
}

}  // namespace hourglass::real
