// Writes the fuzzer's seed corpus: each scenario of the library, as the choices that make it.
#include "scenarios/generators/draft.hpp"
#include "scenarios/loader.hpp"
#include "tests/support/places.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

using namespace hourglass;

bool write(const std::filesystem::path& file, const scenarios::Choices& choices) {
    std::ofstream out{file, std::ios::binary};
    for (const std::uint8_t choice : choices) out.put(static_cast<char>(choice));
    return out.good();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const std::filesystem::path folder{argv[1]};
    const auto library = scenarios::load_scenarios({{tests::source_dir() + "/scenarios/library"}});
    if (!library) return 1;
    int number = 0;
    for (const scenarios::Scenario& scenario : *library) {
        if (scenario.runtime.empty()) continue;
        for (const model::ProfileName profile : scenario.profiles) {
            const auto choices =
                scenarios::encoded({.scenario = scenario, .profile = profile, .seed = 1});
            if (!write(folder / (std::to_string(++number) + ".choices"), choices)) return 1;
        }
    }
    std::printf("%d seeds in %s\n", number, folder.c_str());
    return 0;
}
