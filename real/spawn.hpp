// Starts a process the fast way: vfork, so that the size of our memory costs nothing.
//
// (1) The process leads its own process group and has no file but its standard ones: input is
//     /dev/null, output and error are pipes to us.
// (2) It is killed when the thread that started it dies, whatever the cause.
// (3) It starts with default signal dispositions and an empty signal mask.
#pragma once

#include "real/file_descriptor.hpp"

#include <tl/expected.hpp>

#include <string>
#include <sys/types.h>
#include <vector>

namespace hourglass::real {

struct Command {
    std::vector<std::string> argv;
    std::vector<std::string> environment;  // NAME=value
    std::string directory;                 // "": ours
    int group = -1;                        // folder of the control group it is in; -1: ours
};

struct Spawned {
    pid_t pid = -1;
    FileDescriptor pidfd;   // readable once the process has ended
    FileDescriptor output;  // our ends do not block
    FileDescriptor errors;
};

// The error is the errno of what failed: a pipe, the fork, the directory or the exec.
tl::expected<Spawned, int> spawn(const Command& command);

// The file that executing `name` in PATH would run; `name` itself when it has a slash or is not
// found.
std::string resolve_in_path(const std::string& name);

}  // namespace hourglass::real
