// JSON text as Go's encoder writes it, for bodies that must come out byte for byte.
#pragma once

#include <string>
#include <string_view>

namespace hourglass::model {

// `text` in quotes. Like Go, it also escapes < > & and the line separators U+2028 and U+2029, and
// puts U+FFFD in the place of each byte that is not UTF-8.
std::string quoted_json(std::string_view text);

}  // namespace hourglass::model
