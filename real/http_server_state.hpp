// The inside of the HTTP server: what it listens on, and the connections that it has.
#pragma once

#include "real/http_server.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <unordered_map>
#include <utility>

namespace hourglass::real {

struct HttpServer::State {
    class Connection;

    // A port that is listened on.
    struct Door {
        explicit Door(boost::asio::io_context& loop) : listener(loop) {}

        boost::asio::posix::stream_descriptor listener;
        std::uint16_t port = 0;
    };

    State(boost::asio::io_context& context, HttpWitness& told, const HttpLimits& allowed,
          HttpPlace listens)
        : loop(context), witness(told), limits(allowed), place(std::move(listens)) {}

    model::Result<void> open_door();
    void accept_when_ready(const std::shared_ptr<Door>& door);
    void accept_all(Door& door);
    bool make_room();
    void stop();

    boost::asio::io_context& loop;
    HttpWitness& witness;
    HttpLimits limits;
    HttpPlace place;
    std::deque<std::shared_ptr<Door>> doors;  // the newest at the end
    std::uint32_t calls = 0;
    std::unordered_map<std::uint32_t, std::shared_ptr<Connection>> waiting;
    // In the order in which they came.
    std::map<std::uint64_t, std::shared_ptr<Connection>> connections;
    std::uint64_t accepted = 0;
};

}  // namespace hourglass::real
