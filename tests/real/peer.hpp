// A client that speaks HTTP by hand, for tests that own the server's event loop: while it waits
// for bytes it lets the loop run.
#pragma once

#include "real/file_descriptor.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace hourglass::real {

struct Answered {
    int status = 0;  // 0: the connection closed, or nothing came
    std::string head;
    std::string body;

    // The value of a header as it was written, "" if it is not there. The name must match exactly.
    std::string header(std::string_view name) const;
};

class Peer {
public:
    using Pump = std::function<void()>;  // runs the server for a moment

    Peer(std::uint16_t port, Pump pump);

    void send(std::string_view bytes);
    // METHOD PATH, further header lines, and a body if it is not empty.
    Answered ask(std::string_view request_line, std::string_view headers = {},
                 std::string_view body = {});
    void post(std::string_view request_line, std::string_view headers, std::string_view body);
    Answered read_answer();
    // What has come so far, after the server ran for some moments.
    std::string read_available();
    bool is_closed();
    void close() { socket_.reset(); }

private:
    bool read_more();

    Pump pump_;
    FileDescriptor socket_;
    std::string received_;
    bool closed_ = false;
};

}  // namespace hourglass::real
