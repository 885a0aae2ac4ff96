// An answer cut up as its manner says, each piece to be sent after a pause.
#pragma once

#include "real/http_message.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace hourglass::real {

inline constexpr std::chrono::milliseconds piece_pause{8};

// `head` is all up to the empty line and with it, made for a body with a length.
std::vector<std::string> pieces_of(const HttpReply& reply, std::string head);

}  // namespace hourglass::real
