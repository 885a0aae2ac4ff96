// Finds the programs that the user names.
#pragma once

#include "model/base/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::cli {

// The program at that path; says if it is missing, a folder, not executable, or a script whose
// interpreter is missing.
model::Result<std::filesystem::path> find_file(const std::filesystem::path& file);

// The program that `name` stands for: that file if it has a slash, else the first on the PATH.
model::Result<std::filesystem::path> find_executable(std::string_view name);

// A command line of a runtime, split, with its program found.
model::Result<std::vector<std::string>> runtime_command(std::string_view command);

}  // namespace hourglass::cli
