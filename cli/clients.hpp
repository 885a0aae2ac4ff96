// The user's own programs: a runtime given as a command line, extensions given as files.
#pragma once

#include "model/base/result.hpp"
#include "real/isolation.hpp"
#include "scenarios/program.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::cli {

// How much of our own platform's runs is judged: all records, or what an outsider sees of them.
enum class Sight : std::uint8_t { Whole, Edges };

// As they stand on the command line.
struct ClientOptions {
    std::string runtime;
    std::vector<std::string> extensions;
    real::Isolation isolation{};
    std::string emulator;  // of the backend rie
    Sight sight{};

    bool any() const { return !runtime.empty() || !extensions.empty(); }
    // " --runtime 'node index.js'": to be given again on replay.
    std::string as_arguments() const;
};

// Found and checked.
struct Clients {
    std::optional<scenarios::Command> runtime;
    std::vector<std::filesystem::path> extensions;
    real::Isolation isolation{};
    std::filesystem::path emulator;  // "" if none was named and none is found
    Sight sight{};
    std::string arguments;  // that name them, for another run

    bool any() const { return runtime.has_value() || !extensions.empty(); }
};

// Says which program is missing or not executable.
model::Result<Clients> find_clients(const ClientOptions& options);

}  // namespace hourglass::cli
