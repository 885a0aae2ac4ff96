// The door through which a foreign platform takes invokes: one POST for each, and what came back.
#pragma once

#include "model/base/id.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <functional>
#include <string>

namespace hourglass::real {

struct DoorAnswer {
    model::InvokeId invoke;
    int status = 0;  // 0: the connection closed without an answer, or there was none
    std::string body;
    std::string asked;  // the head of the request
    std::string got;    // the answer, head and body
};

using DoorAnswered = std::function<void(const DoorAnswer&)>;

// Posts the payload to 127.0.0.1:`port`. Every call ends in one `answered`, unless the loop stops.
struct DoorRequest {
    std::uint16_t port{};
    model::InvokeId invoke;
    std::string payload;
};
void knock(boost::asio::io_context& loop, DoorRequest request, DoorAnswered answered);

// A port of 127.0.0.1 that was free a moment ago; 0 if there is none.
std::uint16_t free_port();
// Whether somebody listens there.
bool is_open(std::uint16_t port);

}  // namespace hourglass::real
