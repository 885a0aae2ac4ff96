#include "real/loop_caller.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <memory>
#include <utility>

namespace hourglass::real {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

class LoopCaller : public std::enable_shared_from_this<LoopCaller> {
public:
    LoopCaller(asio::io_context& loop, LoopCall call) : call_(std::move(call)), socket_(loop) {}

    void start() {
        const tcp::endpoint place{asio::ip::address_v4::loopback(), call_.port};
        socket_.async_connect(place, [self = shared_from_this()](error_code error) {
            if (!error) self->send();
        });
    }

private:
    void send() {
        asio::async_write(socket_, asio::buffer(call_.request),
                          [self = shared_from_this()](error_code error, std::size_t) {
                              if (!error && self->call_.patience == Patience::UntilAnswered) {
                                  self->read();
                              }
                          });
    }

    void read() {
        socket_.async_read_some(asio::buffer(buffer_),
                                [self = shared_from_this()](error_code error, std::size_t) {
                                    if (!error) self->read();
                                });
    }

    LoopCall call_;
    tcp::socket socket_;
    std::array<char, 16384> buffer_{};
};

}  // namespace

void call_in_loop(asio::io_context& loop, LoopCall call) {
    std::make_shared<LoopCaller>(loop, std::move(call))->start();
}

}  // namespace hourglass::real
