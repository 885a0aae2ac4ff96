// Where results go: files, and "-" for standard output.
#pragma once

#include "model/base/result.hpp"

#include <string>
#include <string_view>

namespace hourglass::cli {

inline constexpr std::string_view standard_output = "-";

// Whether a file can be written is asked before a minute of playing, not after. "" is no file.
model::Result<void> check_writable(const std::string& file);

// A whole file; `remedy` is said if it cannot be read.
model::Result<std::string> read_text(const std::string& file, std::string_view remedy);

// Does nothing if `file` is "".
model::Result<void> write_to(const std::string& file, const std::string& text);

}  // namespace hourglass::cli
