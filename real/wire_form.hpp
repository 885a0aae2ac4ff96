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
// How a body that is made while it is sent shows where it ends.
enum class Framing : std::uint8_t { Chunks, UntilClose };

// The path of a request's target: without the query, and without the origin of an absolute form.
std::string_view path_of(std::string_view target);

std::string wire_form(const HttpReply& reply, Part part, After after);
// The head of an answer whose body follows in pieces.
std::string head_of_stream(const HttpReply& reply, Framing framing, After after);
std::string chunk_of(std::string_view bytes);
// `trailers` are whole lines.
std::string last_chunk(std::string_view trailers);

}  // namespace hourglass::real
