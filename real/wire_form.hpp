// An answer as bytes of HTTP/1.1.
#pragma once

#include "real/http_message.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace hourglass::real {

// Whether the connection stays open after the answer.
enum class After : std::uint8_t { KeepOpen, Close };
enum class Part : std::uint8_t { Whole, Head };

// The path of a request's target: without the query, and without the origin of an absolute form.
std::string_view path_of(std::string_view target);

std::string wire_form(const HttpReply& reply, Part part, After after);

}  // namespace hourglass::real
