// Sandboxes whose platform died, and its guard with it: the next start ends what is left of them.
//
// The folder of a sandbox is locked as long as its platform lives, so who can lock it may have it.
#pragma once

#include "real/file_descriptor.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace hourglass::real {

// What the folder of every sandbox is called, before six characters of its own.
inline constexpr const char* sandbox_prefix = "hourglass-sandbox-";

// NAME=value that the processes of the sandbox with that folder have in their environment.
std::string marker_of_sandbox(const std::filesystem::path& folder);

// Nothing if somebody else has the lock.
FileDescriptor lock_folder(const std::filesystem::path& folder);

// Kills the processes of all such sandboxes below `parent`, removes their folders and control
// groups, and gives the folders.
std::vector<std::filesystem::path> end_stale_sandboxes(const std::filesystem::path& parent);

}  // namespace hourglass::real
