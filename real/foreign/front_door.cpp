#include "real/foreign/front_door.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <memory>
#include <optional>
#include <sstream>

namespace hourglass::real {

namespace {

namespace http = boost::beast::http;
using boost::asio::ip::tcp;
using boost::system::error_code;

constexpr const char* target = "/2015-03-31/functions/function/invocations";

tcp::endpoint at_loopback(std::uint16_t port) {
    return {boost::asio::ip::address_v4::loopback(), port};
}

class Knock : public std::enable_shared_from_this<Knock> {
public:
    Knock(boost::asio::io_context& loop, DoorRequest asked, DoorAnswered answered)
        : socket_(loop), asked_(std::move(asked)), answered_(std::move(answered)) {
        request_.method(http::verb::post);
        request_.target(target);
        request_.set(http::field::host, "127.0.0.1");
        request_.set(http::field::content_type, "application/json");
        request_.body() = std::move(asked_.payload);
        request_.prepare_payload();
        parser_.emplace();
        parser_->body_limit(boost::none);
    }

    void begin() {
        socket_.async_connect(at_loopback(asked_.port), [self = shared_from_this()](error_code e) {
            if (e) return self->end({});
            self->send();
        });
    }

private:
    void send() {
        http::async_write(socket_, request_,
                          [self = shared_from_this()](error_code e, std::size_t) {
                              if (e) return self->end({});
                              self->receive();
                          });
    }
    void receive() {
        http::async_read(socket_, buffer_, *parser_,
                         [self = shared_from_this()](error_code e, std::size_t) {
                             if (e) return self->end({});
                             self->end(self->told());
                         });
    }
    DoorAnswer told() const {
        const auto& message = parser_->get();
        std::ostringstream asked;
        asked << request_.base();
        std::ostringstream got;
        got << message;
        return {.invoke = {},
                .status = static_cast<int>(message.result_int()),
                .body = message.body(),
                .asked = asked.str(),
                .got = got.str()};
    }
    void end(DoorAnswer answer) {
        answer.invoke = asked_.invoke;
        answered_(answer);
    }

    tcp::socket socket_;
    DoorRequest asked_;
    DoorAnswered answered_;
    http::request<http::string_body> request_;
    boost::beast::flat_buffer buffer_;
    std::optional<http::response_parser<http::string_body>> parser_;
};

}  // namespace

void knock(boost::asio::io_context& loop, DoorRequest request, DoorAnswered answered) {
    std::make_shared<Knock>(loop, std::move(request), std::move(answered))->begin();
}

std::uint16_t free_port() {
    boost::asio::io_context loop;
    tcp::acceptor acceptor{loop};
    error_code error;
    acceptor.open(tcp::v4(), error);
    if (!error) acceptor.bind(at_loopback(0), error);
    return error ? std::uint16_t{0} : acceptor.local_endpoint().port();
}

bool is_open(std::uint16_t port) {
    boost::asio::io_context loop;
    tcp::socket socket{loop};
    error_code error;
    socket.connect(at_loopback(port), error);
    return !error;
}

}  // namespace hourglass::real
