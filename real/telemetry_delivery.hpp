// The way to one subscriber of telemetry: sends a batch at a time and never waits for it.
#pragma once

#include "real/telemetry_request.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace hourglass::real {

class TelemetryDelivery : public std::enable_shared_from_this<TelemetryDelivery> {
public:
    enum class Result : std::uint8_t { Delivered, Failed };
    using Done = std::function<void(Result)>;

    TelemetryDelivery(boost::asio::io_context& loop, TelemetryRequest request)
        : request_(std::move(request)), socket_(loop) {}

    // `batch` is a JSON array over HTTP, and lines over TCP. One at a time: `done` is called, from
    // within the event loop, before the next may come.
    void send(std::string batch, Done done);
    // Nothing is called after that.
    void close();

private:
    void connect();
    void write();
    void read_status();
    void finish(Result result);

    TelemetryRequest request_;
    boost::asio::ip::tcp::socket socket_;
    std::string out_;
    std::string in_;
    Done done_;
};

}  // namespace hourglass::real
