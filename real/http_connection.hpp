// One connection of the HTTP server. For http_server.cpp alone: nobody else sees Beast.
#pragma once

#include "real/bounded_body.hpp"
#include "real/http_server_state.hpp"
#include "real/reply_pieces.hpp"
#include "real/streamed_answer.hpp"
#include "real/wire_form.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <utility>
#include <vector>

namespace hourglass::real {

namespace http = boost::beast::http;
using ErrorCode = boost::system::error_code;

// Reads ahead by one request while an answer is due: that is also how it learns that the client
// has gone.
class HttpServer::State::Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(State& server, std::uint16_t port, int socket)
        : server_(server),
          number_(++server.accepted),
          port_(port),
          socket_(server.loop, boost::asio::ip::tcp::v4(), socket),
          pause_(server.loop) {}

    std::uint64_t number() const { return number_; }
    bool is_idle() const { return !in_flight_; }

    void read() {
        parser_.emplace();
        parser_->header_limit(server_.limits.header);
        parser_->body_limit(boost::none);
        parser_->get().body().limit = server_.limits.body;
        http::async_read_header(socket_, buffer_, *parser_,
                                [self = shared_from_this()](ErrorCode error, std::size_t) {
                                    self->header_came(error);
                                });
    }

    void answer(HttpReply reply) {
        after_ = keep_alive_ ? After::KeepOpen : After::Close;
        if (reply.manner != Manner{}) return answer_in_pieces(reply);
        out_ = wire_form(reply, Part::Head, after_);
        body_ = is_head_ ? std::string{} : std::move(reply.body);
        sent_ = 0;
        send_rest();
    }

    void begin(const HttpReply& head) {
        if (!is_http_11_) keep_alive_ = false;
        after_ = keep_alive_ ? After::KeepOpen : After::Close;
        const Framing framing = is_http_11_ ? Framing::Chunks : Framing::UntilClose;
        const auto weak = weak_from_this();
        const auto to = [weak](void (Connection::*what)()) {
            return [weak, what] {
                if (const auto self = weak.lock()) ((*self).*what)();
            };
        };
        streamed_ = std::make_shared<StreamedAnswer>(
            socket_, weak, framing,
            StreamedAnswerEvents{.drained = to(&Connection::drained),
                                 .finished = to(&Connection::finished),
                                 .lost = to(&Connection::lost)});
        streamed_->begin(head_of_stream(head, framing, after_));
    }

    StreamedAnswer* streamed() const { return streamed_.get(); }

    // As if the client had gone.
    void drop() { lost(); }

    void close() {
        if (in_flight_) server_.waiting.erase(in_flight_.value);
        in_flight_ = {};
        ErrorCode ignored;
        socket_.close(ignored);
        server_.connections.erase(number_);
    }

private:
    using Parser = http::request_parser<BoundedBody>;
    using Socket = boost::asio::ip::tcp::socket;

    static std::string_view view_of(boost::beast::string_view text) {
        return {text.data(), text.size()};
    }

    static const boost::system::error_category& http_errors() {
        return http::make_error_code(http::error::end_of_stream).category();
    }

    void header_came(ErrorCode error) {
        if (error) return broken(error);
        const auto& request = parser_->get();
        const bool expects = boost::beast::iequals(request[http::field::expect], "100-continue");
        if (expects && !parser_->is_done() && buffer_.size() == 0) send_continue();
        if (parser_->is_done()) return request_came();
        watch_upload();
        read_body();
    }

    void read_body() {
        const auto& upload = parser_->get().body().upload;
        body_waits_ = upload && upload->is_full();
        if (body_waits_) return;
        const auto left = parser_->content_length_remaining();
        if (buffer_.size() == 0 && left && *left >= large_body) return read_much();
        http::async_read_some(socket_, buffer_, *parser_,
                              [self = shared_from_this()](ErrorCode error, std::size_t) {
                                  if (error) return self->broken(error);
                                  if (self->parser_->is_done()) return self->request_came();
                                  self->read_body();
                              });
    }

    // Of a body whose length is known: as much at once as there is, past the parser's own buffer.
    void read_much() {
        socket_.async_wait(Socket::wait_read, [self = shared_from_this()](ErrorCode error) {
            if (error) return self->broken(error);
            self->take_much();
        });
    }

    void take_much() {
        static std::vector<char> scratch(large_body);
        const std::uint64_t left = parser_->content_length_remaining().value_or(0);
        const ssize_t got = ::recv(socket_.native_handle(), scratch.data(),
                                   std::min<std::uint64_t>(left, scratch.size()), MSG_DONTWAIT);
        if (got == 0) return lost();
        if (got < 0) return errno == EAGAIN || errno == EINTR ? read_much() : lost();
        ErrorCode error;
        parser_->put(boost::asio::buffer(scratch.data(), static_cast<std::size_t>(got)), error);
        if (error) return broken(error);
        parser_->is_done() ? request_came() : read_body();
    }

    void read_on() {
        if (std::exchange(body_waits_, false)) read_body();
    }

    void watch_upload() {
        if (in_flight_) return;
        announced_ = model::CallId{++server_.calls};
        auto& body = parser_->get().body();
        body.upload = server_.witness.upload_began(as_given(parser_->get()));
        if (!body.upload) return;
        body.upload->close_connection = [weak = weak_from_this()] {
            if (const auto self = weak.lock()) self->close();
        };
        body.upload->read_on = [weak = weak_from_this()] {
            if (const auto self = weak.lock()) self->read_on();
        };
    }

    // Head and body lie apart: a large body is not copied once more.
    void send_rest() {
        const auto self = shared_from_this();
        while (sent_ < out_.size() + body_.size()) {
            const std::size_t of_head = std::min(sent_, out_.size());
            const std::size_t of_body = sent_ - of_head;
            std::array<iovec, 2> pieces{{{out_.data() + of_head, out_.size() - of_head},
                                         {body_.data() + of_body, body_.size() - of_body}}};
            msghdr message{};
            message.msg_iov = pieces.data();
            message.msg_iovlen = pieces.size();
            const ssize_t sent =
                ::sendmsg(socket_.native_handle(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent >= 0) {
                sent_ += static_cast<std::size_t>(sent);
                continue;
            }
            if (errno != EAGAIN && errno != EINTR) {
                return boost::asio::post(server_.loop, [self] { self->lost(); });
            }
            return socket_.async_wait(Socket::wait_write, [self](ErrorCode error) {
                error ? self->lost() : self->send_rest();
            });
        }
        body_ = {};
        written();
    }

    void answer_in_pieces(const HttpReply& reply) {
        pieces_ = pieces_of(reply, wire_form(reply, Part::Head, after_));
        if (reply.manner.afterwards == Manner::Afterwards::CloseSilently) after_ = After::Close;
        send_piece(0);
    }

    void send_piece(std::size_t number) {
        if (number == pieces_.size()) return written();
        const auto self = shared_from_this();
        boost::asio::async_write(socket_, boost::asio::buffer(pieces_[number]),
                                 [self, number](ErrorCode error, std::size_t) {
                                     if (error) return self->lost();
                                     if (number + 1 == self->pieces_.size()) return self->written();
                                     self->pause_.expires_after(piece_pause);
                                     self->pause_.async_wait([self, number](ErrorCode) {
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
        is_http_11_ = request.version() >= 11;
        in_flight_ = announced_ ? std::exchange(announced_, {}) : model::CallId{++server_.calls};
        const auto self = shared_from_this();
        server_.waiting.emplace(in_flight_.value, self);
        server_.witness.requested(as_given(request));
        if (socket_.is_open()) read();
    }

    HttpRequest as_given(const http::request<BoundedBody>& request) const {
        HttpRequest given{.call = in_flight_ ? in_flight_ : announced_,
                          .port = port_,
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
    void broken(ErrorCode error) {
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
        const model::CallId call = in_flight_;
        std::shared_ptr<Upload> upload;
        if (parser_) upload = std::exchange(parser_->get().body().upload, nullptr);
        close();
        if (call) server_.witness.abandoned(call);
        if (!call && upload) upload->broke_off();
    }

    void drained() { server_.witness.drained(in_flight_); }

    void finished() {
        streamed_.reset();
        written();
    }

    void written() {
        const auto self = shared_from_this();
        const model::CallId call = in_flight_;
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
        ErrorCode ignored;
        socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
        if (!refused_) return close();
        buffer_.clear();
        drop_rest();
    }

    void drop_rest() {
        socket_.async_read_some(buffer_.prepare(dropped_at_once),
                                [self = shared_from_this()](ErrorCode error, std::size_t size) {
                                    self->dropped_ += size;
                                    if (error || self->dropped_ > most_dropped) self->close();
                                    if (self->socket_.is_open()) self->drop_rest();
                                });
    }

    static constexpr std::size_t large_body = 1 << 18;
    static constexpr std::size_t dropped_at_once = 16384;
    static constexpr std::size_t most_dropped = 16 << 20;

    State& server_;
    std::uint64_t number_;
    std::uint16_t port_;
    boost::asio::ip::tcp::socket socket_;
    boost::beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    model::CallId in_flight_;
    model::CallId announced_;  // of a request whose body is on its way
    bool held_ = false;        // a whole request is read and waits for the answer to the one before
    bool keep_alive_ = true;
    bool is_http_11_ = true;
    bool body_waits_ = false;  // until its upload has room again
    bool is_head_ = false;
    bool refused_ = false;
    std::size_t dropped_ = 0;
    After after_ = After::KeepOpen;
    std::string out_;
    std::string body_;      // that follows it
    std::size_t sent_ = 0;  // of both
    std::shared_ptr<StreamedAnswer> streamed_;
    std::vector<std::string> pieces_;  // of an answer that is sent slowly
    boost::asio::steady_timer pause_;
};

}  // namespace hourglass::real
