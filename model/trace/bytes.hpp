// Bytes as JSON: text that is UTF-8 becomes a string, other bytes {"base64": "..."}.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hourglass::model {

bool is_utf8(std::string_view bytes);

// Appends `bytes` as a JSON value.
void append_bytes(std::string& out, std::string_view bytes);

std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

}  // namespace hourglass::model
