#include "tests/spin/verifier.hpp"

#include "tests/support/places.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string_view>

namespace hourglass::tests {
namespace {

std::string defines_of(const model::search::Bounds& bounds) {
    return fmt::format(
        "-DAWS={} -DEXTENSIONS={} -DINVOKES={} -DRESETS={} -DSHUTDOWNS={} -DFAULTS={} -DPRINT",
        bounds.profile == model::ProfileName::Aws ? 1 : 0, bounds.extensions, bounds.invokes,
        bounds.resets, bounds.shutdowns, bounds.faults);
}

void read_line(std::string line, Verified& result) {
    constexpr std::string_view stored = " states, stored";
    while (!line.empty() && line.back() == '\n') line.pop_back();
    if (line.starts_with("view")) {
        result.views.insert(line);
        return;
    }
    if (line.find(stored) != std::string::npos) result.states = std::stoull(line);
    result.output += line + '\n';
}

}  // namespace

std::string missing_for_spin() {
    for (const char* program : {"spin", "gcc"}) {
        if (std::system(fmt::format("command -v {} >/dev/null", program).c_str()) != 0) {
            return fmt::format("{} is not installed", program);
        }
    }
    return {};
}

// Not optimised: the compiler takes longer than the verifier. The verifier has no reduction and no
// compression, -m is how deep it may go, -n leaves out what was not reached.
Verified verify_by_spin(const model::search::Bounds& bounds, const std::string& folder) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const std::string command = fmt::format(
        "cd '{}' && {{ spin {} -a '{}/tests/spin/lifecycle.pml' && "
        "gcc -O0 -w -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -n -m1000000; }} 2>&1",
        folder, defines_of(bounds), source_dir());
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> output{popen(command.c_str(), "r"),
                                                                 pclose};
    Verified result;
    if (!output) return result;
    char line[4096];
    while (std::fgets(line, sizeof line, output.get()) != nullptr) read_line(line, result);
    return result;
}

}  // namespace hourglass::tests
