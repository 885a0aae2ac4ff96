// The only translation unit that sees Beast.
#include "real/http_server.hpp"

#include "real/bounded_body.hpp"
#include "real/file_descriptor.hpp"
#include "real/reply_pieces.hpp"
#include "real/wire_form.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <string>
#include <sys/socket.h>
#include <unordered_map>
#include <utility>

namespace hourglass::real {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using model::CallId;

using Parser = http::request_parser<BoundedBody>;

std::string_view view_of(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

const boost::system::error_category& http_errors() {
    return http::make_error_code(http::error::end_of_stream).category();
}

}  // namespace

struct HttpServer::State {
    class Connection;

    State(asio::io_context& context, HttpWitness& told, const HttpLimits& allowed)
        : loop(context), witness(told), limits(allowed), listener(context) {}

    void accept_when_ready();
    void accept_all();
    bool make_room();
    void stop();

    asio::io_context& loop;
    HttpWitness& witness;
    HttpLimits limits;
    asio::posix::stream_descriptor listener;
    std::uint16_t port = 0;
    std::uint32_t calls = 0;
    std::unordered_map<std::uint32_t, std::shared_ptr<Connection>> waiting;
    // In the order in which they came.
    std::map<std::uint64_t, std::shared_ptr<Connection>> connections;
    std::uint64_t accepted = 0;
};

// Reads ahead by one request while an answer is due: that is also how it learns that the client
// has gone.
class HttpServer::State::Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(State& server, int socket)
        : server_(server),
          number_(++server.accepted),
          socket_(server.loop, tcp::v4(), socket),
          pause_(server.loop) {}

    std::uint64_t number() const { return number_; }
    bool is_idle() const { return !in_flight_; }

    void read() {
        parser_.emplace();
        parser_->header_limit(server_.limits.header);
        parser_->body_limit(boost::none);
        parser_->get().body().limit = server_.limits.body;
        http::async_read_header(socket_, buffer_, *parser_,
                                [self = shared_from_this()](error_code error, std::size_t) {
                                    self->header_came(error);
                                });
    }

    void answer(const HttpReply& reply) {
        after_ = keep_alive_ ? After::KeepOpen : After::Close;
        if (reply.manner != Manner{}) return answer_in_pieces(reply);
        out_ = wire_form(reply, is_head_ ? Part::Head : Part::Whole, after_);
        const ssize_t sent =
            ::send(socket_.native_handle(), out_.data(), out_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        const auto done = static_cast<std::size_t>(std::max<ssize_t>(sent, 0));
        if (done == out_.size()) return written();
        asio::async_write(socket_, asio::buffer(out_.data() + done, out_.size() - done),
                          [self = shared_from_this()](error_code error, std::size_t) {
                              if (error) return self->lost();
                              self->written();
                          });
    }

    // As if the client had gone.
    void drop() { lost(); }

    void close() {
        if (in_flight_) server_.waiting.erase(in_flight_.value);
        in_flight_ = {};
        error_code ignored;
        socket_.close(ignored);
        server_.connections.erase(number_);
    }

private:
    void header_came(error_code error) {
        if (error) return broken(error);
        const auto& request = parser_->get();
        const bool expects = boost::beast::iequals(request[http::field::expect], "100-continue");
        if (expects && !parser_->is_done() && buffer_.size() == 0) send_continue();
        if (parser_->is_done()) return request_came();
        watch_upload();
        http::async_read(socket_, buffer_, *parser_,
                         [self = shared_from_this()](error_code read_error, std::size_t) {
                             if (read_error) return self->broken(read_error);
                             self->request_came();
                         });
    }

    void watch_upload() {
        if (in_flight_) return;
        announced_ = CallId{++server_.calls};
        auto& body = parser_->get().body();
        body.upload = server_.witness.upload_began(as_given(parser_->get()));
        if (!body.upload) return;
        body.upload->close_connection = [weak = weak_from_this()] {
            if (const auto self = weak.lock()) self->close();
        };
    }

    void answer_in_pieces(const HttpReply& reply) {
        pieces_ = pieces_of(reply, wire_form(reply, Part::Head, after_));
        if (reply.manner.afterwards == Manner::Afterwards::CloseSilently) after_ = After::Close;
        send_piece(0);
    }

    void send_piece(std::size_t number) {
        if (number == pieces_.size()) return written();
        const auto self = shared_from_this();
        asio::async_write(socket_, asio::buffer(pieces_[number]),
                          [self, number](error_code error, std::size_t) {
                              if (error) return self->lost();
                              if (number + 1 == self->pieces_.size()) return self->written();
                              self->pause_.expires_after(piece_pause);
                              self->pause_.async_wait([self, number](error_code) {
                                  if (self->socket_.is_open()) self->send_piece(number + 1);
                              });
                          });
    }

    // Small enough that an idle connection always takes it.
    void send_continue() {
        static constexpr std::string_view text = "HTTP/1.1 100 Continue\r\n\r\n";
        [[maybe_unused]] const ssize_t sent =
            ::send(socket_.native_handle(), text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    }

    void request_came() {
        if (in_flight_) {
            held_ = true;
            return;
        }
        give_out();
    }

    void give_out() {
        const auto& request = parser_->get();
        is_head_ = request.method() == http::verb::head;
        if (request.version() >= 11 && request.find(http::field::host) == request.end()) {
            return refuse(400, "400 Bad Request: missing required Host header");
        }
        keep_alive_ = request.keep_alive();
        in_flight_ = announced_ ? std::exchange(announced_, {}) : CallId{++server_.calls};
        const auto self = shared_from_this();
        server_.waiting.emplace(in_flight_.value, self);
        server_.witness.requested(as_given(request));
        if (socket_.is_open()) read();
    }

    HttpRequest as_given(const http::request<BoundedBody>& request) const {
        HttpRequest given{.call = in_flight_ ? in_flight_ : announced_,
                          .method = view_of(request.method_string()),
                          .path = path_of(view_of(request.target())),
                          .headers = {},
                          .body = request.body().bytes,
                          .body_size = request.body().size};
        for (const auto& field : request) {
            given.headers.emplace_back(view_of(field.name_string()), view_of(field.value()));
        }
        return given;
    }

    // Malformed input, or the end of the connection.
    void broken(error_code error) {
        const bool malformed = error.category() == http_errors() &&
                               error != http::error::end_of_stream &&
                               error != http::error::partial_message;
        if (!malformed || in_flight_) return lost();
        if (error == http::error::header_limit || error == http::error::buffer_overflow) {
            return refuse(431, "431 Request Header Fields Too Large");
        }
        refuse(400, "400 Bad Request");
    }

    void refuse(int status, std::string body) {
        keep_alive_ = false;
        refused_ = true;
        server_.witness.refused(status);
        answer(text_reply(status, std::move(body)));
    }

    // The client has gone.
    void lost() {
        const CallId call = in_flight_;
        std::shared_ptr<Upload> upload;
        if (parser_) upload = std::exchange(parser_->get().body().upload, nullptr);
        close();
        if (call) server_.witness.abandoned(call);
        if (!call && upload) upload->broke_off();
    }

    void written() {
        const auto self = shared_from_this();
        const CallId call = in_flight_;
        in_flight_ = {};
        server_.waiting.erase(call.value);
        if (after_ == After::Close) say_goodbye();
        if (call) server_.witness.delivered(call);
        if (held_ && socket_.is_open()) {
            held_ = false;
            give_out();
        }
    }

    // The client must be able to read the answer, so what it still sends is read and dropped: a
    // close with unread bytes would reset the connection.
    void say_goodbye() {
        error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
        if (!refused_) return close();
        buffer_.clear();
        drop_rest();
    }

    void drop_rest() {
        socket_.async_read_some(buffer_.prepare(dropped_at_once),
                                [self = shared_from_this()](error_code error, std::size_t size) {
                                    self->dropped_ += size;
                                    if (error || self->dropped_ > most_dropped) self->close();
                                    if (self->socket_.is_open()) self->drop_rest();
                                });
    }

    static constexpr std::size_t dropped_at_once = 16384;
    static constexpr std::size_t most_dropped = 16 << 20;

    State& server_;
    std::uint64_t number_;
    tcp::socket socket_;
    boost::beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    CallId in_flight_;
    CallId announced_;   // of a request whose body is on its way
    bool held_ = false;  // a whole request is read and waits for the answer to the one before
    bool keep_alive_ = true;
    bool is_head_ = false;
    bool refused_ = false;
    std::size_t dropped_ = 0;
    After after_ = After::KeepOpen;
    std::string out_;
    std::vector<std::string> pieces_;  // of an answer that is sent slowly
    asio::steady_timer pause_;
};

void HttpServer::State::accept_when_ready() {
    listener.async_wait(asio::posix::stream_descriptor::wait_read, [this](error_code error) {
        if (error) return;
        accept_all();
        accept_when_ready();
    });
}

// accept4 by hand: Asio's sockets would be inherited by processes that other threads start.
void HttpServer::State::accept_all() {
    for (;;) {
        const int socket =
            ::accept4(listener.native_handle(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (socket < 0 && (errno == EMFILE || errno == ENFILE) && make_room()) continue;
        if (socket < 0) return;
        const auto connection = std::make_shared<Connection>(*this, socket);
        connections.emplace(connection->number(), connection);
        if (connections.size() > limits.connections) make_room();
        connection->read();
    }
}

// The first that waits for no answer has to go; if all wait, the newest.
bool HttpServer::State::make_room() {
    if (connections.empty()) return false;
    auto chosen = std::find_if(connections.begin(), connections.end(),
                               [](const auto& one) { return one.second->is_idle(); });
    if (chosen == connections.end()) --chosen;
    const auto connection = chosen->second;
    connection->drop();
    return true;
}

void HttpServer::State::stop() {
    error_code ignored;
    listener.close(ignored);
    const auto all = connections;
    for (const auto& [number, connection] : all) connection->close();
}

model::Result<std::unique_ptr<HttpServer>> HttpServer::listen(asio::io_context& loop,
                                                              HttpWitness& witness,
                                                              const HttpLimits& limits,
                                                              const HttpPlace& place) {
    FileDescriptor socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
    const int on = 1;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(place.port);
    if (::inet_pton(AF_INET, place.address.c_str(), &address.sin_addr) != 1) {
        return model::failure(model::ErrorKind::BadInput,
                              fmt::format("{} is no IPv4 address", place.address),
                              "Write one in digits, such as 127.0.0.1 or 0.0.0.0.");
    }
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    // Accepted sockets inherit it.
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // A port that was served a moment ago can be served again.
    if (place.port != 0) ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (!socket || ::bind(socket.get(), generic, length) != 0 ||
        ::listen(socket.get(), SOMAXCONN) != 0 ||
        ::getsockname(socket.get(), generic, &length) != 0) {
        return model::failure(model::ErrorKind::Environment,
                              fmt::format("cannot listen on {}:{}: {}", place.address, place.port,
                                          std::strerror(errno)),
                              "Choose another port, and an address that this machine has.");
    }
    auto state = std::make_unique<State>(loop, witness, limits);
    state->port = ntohs(address.sin_port);
    state->listener.assign(socket.release());
    state->accept_when_ready();
    return std::unique_ptr<HttpServer>{new HttpServer{std::move(state)}};
}

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

HttpServer::~HttpServer() {
    state_->stop();
}

std::uint16_t HttpServer::port() const {
    return state_->port;
}

void HttpServer::answer(CallId call, const HttpReply& reply) {
    const auto found = state_->waiting.find(call.value);
    if (found == state_->waiting.end()) return;
    const auto connection = found->second;
    connection->answer(reply);
}

void HttpServer::close(CallId call) {
    const auto found = state_->waiting.find(call.value);
    if (found == state_->waiting.end()) return;
    const auto connection = found->second;
    connection->close();
}

}  // namespace hourglass::real
