// Whether and how the processes of a sandbox are kept apart from the rest of the machine.
#pragma once

#include "real/spawn.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace hourglass::real {

enum class Isolation : std::uint8_t {
    None,        // they share the machine with us
    Namespaces,  // own mounts, processes and message queues, if the kernel allows it
};

// Namespaces are made by the probe, so that it needs no other program.
class Enclosure {
public:
    // `folder` becomes /tmp. Each probe is tried once in a process; `why_not()` says why nothing
    // is enclosed.
    Enclosure(Isolation wanted, std::filesystem::path probe, std::filesystem::path folder);

    bool works() const { return works_; }
    const std::string& why_not() const { return why_not_; }
    // Where processes put their temporary files.
    std::string temporary_folder() const;
    // The command as it is started. One whose program cannot be started at all, or lies in /tmp,
    // stays as it is.
    Command enclosed(Command command) const;

private:
    void try_it(Isolation wanted);
    std::string outcome_of_trial();  // empty if it works

    std::filesystem::path probe_;
    std::filesystem::path folder_;
    bool works_ = false;
    std::string why_not_;
};

}  // namespace hourglass::real
