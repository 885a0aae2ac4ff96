#include "cli/backends.hpp"

#include "model/mutants/mutant.hpp"
#include "real/foreign/rie_backend.hpp"
#include "real/foreign/rie_scenario.hpp"
#include "real/served_backend.hpp"
#include "real/spawn.hpp"
#include "scenarios/needs.hpp"
#include "sim/backend.hpp"
#include "sim/defects/defect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;
using model::Capability;
using scenarios::Scenario;

constexpr std::array<BackendEntry, 3> entries{{
    {"sim", "our platform in a world of virtual time; a run depends on its seed alone"},
    {"process", "our platform over real processes, HTTP on loopback, real signals and clocks"},
    {"rie", "AWS's Runtime Interface Emulator (--rie PATH), seen from outside"},
}};

model::Result<std::unique_ptr<model::Backend>> start_processes(const Scenario& scenario,
                                                               const Stage& stage) {
    real::ProcessOptions options;
    options.profile = stage.profile;
    options.seed = stage.seed;
    options.clients.probe = probe_program();
    options.clients.runtime = stage.clients.runtime;
    options.clients.extensions = stage.clients.extensions;
    options.isolation = stage.clients.isolation;
    return real::start_processes(scenario, options);
}

model::Result<std::unique_ptr<model::Backend>> start_simulator(const Scenario& scenario,
                                                               const Stage& stage) {
    auto backend = sim::simulate(scenario, stage.profile, stage.seed);
    if (!backend) return tl::make_unexpected(backend.error());
    if (stage.defect.empty()) return backend;
    const sim::Defect* defect = sim::find_defect(stage.defect);
    const model::mutants::Mutant* mutant = model::mutants::find_mutant(stage.defect);
    if (defect != nullptr) {
        (*backend)->plant(*defect);
    } else if (mutant != nullptr) {
        (*backend)->mutate(*mutant);
    } else {
        return model::failure(model::ErrorKind::NotFound,
                              fmt::format("no defect is called {}", stage.defect),
                              "See what there is with: hourglass list defects, or list mutants");
    }
    return backend;
}

model::Result<std::unique_ptr<model::Backend>> start_emulator(const Scenario& scenario,
                                                              const Stage& stage) {
    const fs::path emulator = stage.clients.emulator.empty()
                                  ? fs::path{real::resolve_in_path("aws-lambda-rie")}
                                  : stage.clients.emulator;
    std::error_code error;
    if (!fs::exists(emulator, error)) {
        return model::failure(model::ErrorKind::Environment, "there is no aws-lambda-rie in PATH",
                              "Name the emulator with --rie PATH.");
    }
    return real::RieBackend::start(scenario, {.emulator = emulator,
                                              .probe = probe_program(),
                                              .profile = stage.profile,
                                              .seed = stage.seed});
}

struct Ability {
    Capability capability;
    std::string_view without;
};

constexpr std::array<Ability, 9> abilities{{
    {Capability::ForeignClients, "cannot run somebody's own runtime"},
    {Capability::ScriptedClients, "cannot play programs of runtimes and extensions"},
    {Capability::Restore, "cannot restore"},
    {Capability::Reset, "takes no explicit reset"},
    {Capability::Shutdown, "takes no explicit shutdown"},
    {Capability::SeparateInit, "takes no init apart from invokes"},
    {Capability::TelemetryApi, "has no telemetry: it takes no subscription"},
    {Capability::Streaming, "passes no response on while it comes"},
    {Capability::Wire, "has no wire to send raw HTTP over"},
}};

}  // namespace

std::span<const BackendEntry> known_backends() {
    return entries;
}

std::string refusal_of_backend(const std::string& name) {
    const auto is_it = [&name](const BackendEntry& entry) { return entry.name == name; };
    if (std::ranges::any_of(entries, is_it)) return {};
    if (name == "rapid") {
        return "rapid is no backend yet: no program that AWS gives out starts the control API of "
               "rapidcore (its package standalone); use --backend rie --rie PATH --profile rapid, "
               "which drives the same core through the emulator";
    }
    return fmt::format("there is no backend {}; there are sim, process and rie", name);
}

bool is_simulated(std::string_view backend) {
    return backend == "sim";
}

// Beside the program in a build folder and in an installation alike.
std::filesystem::path probe_program() {
    const char* named = std::getenv("HOURGLASS_PROBE");
    if (named != nullptr && *named != '\0') return named;
    std::error_code error;
    const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
    const fs::path built = folder.parent_path() / "real/hourglass-probe";
    return fs::exists(built, error) ? built : folder / "hourglass-probe";
}

model::Result<std::unique_ptr<model::Backend>> make_backend(const Scenario& scenario,
                                                            const Stage& stage) {
    if (scenario.runtime.empty() && !scenario.runtime_command && !stage.clients.runtime) {
        return model::failure(model::ErrorKind::Unsupported,
                              "it needs a runtime of yours: give one with --runtime CMD");
    }
    if (stage.backend == "sim") {
        if (scenario.runtime_command || stage.clients.any()) {
            return model::failure(model::ErrorKind::Unsupported, "sim cannot run real programs");
        }
        return start_simulator(scenario, stage);
    }
    if (!stage.defect.empty()) {
        return model::failure(model::ErrorKind::Unsupported,
                              fmt::format("{} cannot be given a defect", stage.backend),
                              "Planted defects are for --backend sim.");
    }
    if (stage.backend == "process") return start_processes(scenario, stage);
    if (stage.backend == "rie") return start_emulator(scenario, stage);
    return model::failure(model::ErrorKind::Unsupported,
                          fmt::format("there is no backend {}", stage.backend),
                          "See what there is with: hourglass list backends");
}

model::Result<Scenario> adapted(const Scenario& scenario, const Stage& stage) {
    if (stage.backend == "rie") return real::scenario_for_rie(scenario);
    return scenario;
}

std::string lacking(const Scenario& scenario, const Stage& stage, const model::Backend& backend) {
    const bool foreign = scenario.runtime_command.has_value() || stage.clients.any();
    const auto clients = foreign ? Capability::ForeignClients : Capability::ScriptedClients;
    const std::uint32_t missing =
        (scenarios::needs_of(scenario) | static_cast<std::uint32_t>(clients)) &
        ~backend.capabilities();
    for (const auto& [capability, without] : abilities) {
        if ((missing & static_cast<std::uint32_t>(capability)) == 0) continue;
        return fmt::format("{} {}", backend.name(), without);
    }
    return {};
}

}  // namespace hourglass::cli
