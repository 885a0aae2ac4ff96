// The one way to read a whole file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace hourglass::model {

// All its bytes; nothing if there is no such file, or it cannot be read, or it is a folder.
std::optional<std::string> read_file(const std::filesystem::path& file);

}  // namespace hourglass::model
