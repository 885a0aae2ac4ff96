// Text that came from outside (output lines, payloads, file names) made safe to write.
#pragma once

#include <string>
#include <string_view>

namespace hourglass::reports {

// Valid UTF-8 without control characters but newline and tab: fit for XML and for a terminal.
std::string printable(std::string_view text);

// The same on one line, at most `width` characters, with "..." if something is missing.
std::string shortened(std::string_view text, std::size_t width);

}  // namespace hourglass::reports
