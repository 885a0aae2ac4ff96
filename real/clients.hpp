// Who plays runtime and extensions in a run: the probe with a scenario's programs, or somebody's
// own programs; and what is to be started for each.
#pragma once

#include "model/base/result.hpp"
#include "model/lifecycle/setup.hpp"
#include "model/trace/trace.hpp"
#include "real/spawn.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hourglass::real {

struct ClientChoice {
    std::filesystem::path probe;
    std::optional<scenarios::Command> runtime;      // instead of the scenario's program
    std::vector<std::filesystem::path> extensions;  // beside the scenario's, which they replace
                                                    // where the file name is the same
};

class ClientPlan {
public:
    static model::Result<ClientPlan> make(const scenarios::Scenario& scenario,
                                          const ClientChoice& choice);

    model::Clients clients() const { return clients_; }
    // Whether that process is somebody's own program.
    bool is_foreign(const model::ProcessName& process) const;
    // File names of the external extensions, in ascending byte order: slot 0, 1, ...
    std::vector<std::string> extension_names() const;
    std::string task_root() const { return runtime_.directory; }

    // What to start for the next start of that process.
    Command next_runtime();
    Command next_extension(std::uint8_t slot);

private:
    struct Part {
        std::string name;
        std::vector<std::string> argv;  // of a foreign program, else empty
        std::string directory;
        std::vector<std::string> lifetimes;  // of the probe
        std::size_t starts = 0;
    };

    static Part scripted_runtime(const scenarios::Scenario& scenario);
    model::Result<void> choose_runtime(const scenarios::Scenario& scenario,
                                       const ClientChoice& choice);
    model::Result<void> choose_extensions(const scenarios::Scenario& scenario,
                                          const ClientChoice& choice);
    Command next(Part& part, std::string_view role) const;

    std::string probe_;
    model::Clients clients_{};
    Part runtime_;
    std::vector<Part> extensions_;
};

}  // namespace hourglass::real
