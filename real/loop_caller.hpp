// Callers of an endpoint that live in its own event loop: each sends one request on a connection of
// its own, and reads until the server closes, or goes away at once.
#pragma once

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <string>

namespace hourglass::real {

enum class Patience : std::uint8_t { UntilAnswered, None };

struct LoopCall {
    std::uint16_t port = 0;
    std::string request;  // should ask for the connection to be closed
    Patience patience{};
};

// Lives until it is done, or the loop ends.
void call_in_loop(boost::asio::io_context& loop, LoopCall call);

}  // namespace hourglass::real
