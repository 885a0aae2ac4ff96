#include "real/telemetry_delivery.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <fcntl.h>
#include <utility>

namespace hourglass::real {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t longest_head = 65'536;

// "HTTP/1.1 200 OK"
bool is_good_status(std::string_view head) {
    const std::size_t space = head.find(' ');
    return space != std::string_view::npos && head.substr(space + 1).starts_with('2');
}

}  // namespace

void TelemetryDelivery::send(std::string batch, Done done) {
    done_ = std::move(done);
    const bool http = request_.protocol == TelemetryProtocol::Http;
    out_ = http ? fmt::format(
                      "POST {} HTTP/1.1\r\nHost: sandbox.localdomain:{}\r\nContent-Type: "
                      "application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
                      request_.path, request_.port, batch.size(), batch)
                : std::move(batch);
    if (http || !socket_.is_open()) return connect();
    write();
}

void TelemetryDelivery::close() {
    done_ = nullptr;
    error_code ignored;
    socket_.close(ignored);
}

void TelemetryDelivery::connect() {
    error_code ignored;
    socket_.close(ignored);
    socket_.open(tcp::v4(), ignored);
    ::fcntl(socket_.native_handle(), F_SETFD, FD_CLOEXEC);
    const tcp::endpoint subscriber{asio::ip::address_v4::loopback(), request_.port};
    socket_.async_connect(subscriber, [self = shared_from_this()](error_code error) {
        if (error) return self->finish(Result::Failed);
        self->write();
    });
}

void TelemetryDelivery::write() {
    asio::async_write(socket_, asio::buffer(out_),
                      [self = shared_from_this()](error_code error, std::size_t) {
                          if (error) return self->finish(Result::Failed);
                          if (self->request_.protocol == TelemetryProtocol::Tcp) {
                              return self->finish(Result::Delivered);
                          }
                          self->read_status();
                      });
}

void TelemetryDelivery::read_status() {
    in_.clear();
    asio::async_read_until(socket_, asio::dynamic_buffer(in_, longest_head), "\r\n\r\n",
                           [self = shared_from_this()](error_code error, std::size_t) {
                               const bool good = !error && is_good_status(self->in_);
                               self->finish(good ? Result::Delivered : Result::Failed);
                           });
}

void TelemetryDelivery::finish(Result result) {
    if (!done_) return;
    error_code ignored;
    if (request_.protocol == TelemetryProtocol::Http || result == Result::Failed) {
        socket_.close(ignored);
    }
    std::exchange(done_, nullptr)(result);
}

}  // namespace hourglass::real
