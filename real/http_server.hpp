// An HTTP/1.1 server for an API whose answers may take for ever; on loopback unless told otherwise.
//
// (1) Requests of one connection are given out and answered one after the other, in their order.
// (2) Every request that is given out ends in exactly one of answer(), close() and abandoned().
// (3) A body above the limit is read to its end and counted, but not kept.
// (4) Memory is bounded: by the limits, and by the number of connections.
// (5) It may move on to a new port: who knows only the old one is still heard there, for a while,
//     and its requests say so.
#pragma once

#include "model/base/result.hpp"
#include "real/http_message.hpp"
#include "real/upload.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace hourglass::real {

// Told by the server, from within the event loop; `requested` may answer at once.
class HttpWitness {
public:
    HttpWitness() = default;
    HttpWitness(const HttpWitness&) = delete;
    HttpWitness& operator=(const HttpWitness&) = delete;
    virtual ~HttpWitness() = default;

    virtual void requested(const HttpRequest& request) = 0;
    // The answer was handed to the kernel.
    virtual void delivered(model::CallId call) = 0;
    // The client went away before its answer.
    virtual void abandoned(model::CallId call) = 0;
    // The head of a request came and its body has not: null if that is of no interest.
    virtual std::shared_ptr<Upload> upload_began(const HttpRequest&) { return nullptr; }
    // All that was given of an answer in pieces is with the kernel.
    virtual void drained(model::CallId) {}
    // A request that is none: the server answered it and closed the connection.
    virtual void refused(int status) = 0;
};

struct HttpLimits {
    std::uint64_t body = 6'291'556;
    std::uint32_t header = 1 << 20;
    // One more than these, and the connection that has been idle longest is closed.
    std::size_t connections = 4096;
};

struct HttpPlace {
    std::string address = "127.0.0.1";  // IPv4, in digits
    std::uint16_t port = 0;             // 0: a free one
};

class StreamedAnswer;

class HttpServer {
public:
    static model::Result<std::unique_ptr<HttpServer>> listen(boost::asio::io_context& loop,
                                                             HttpWitness& witness,
                                                             const HttpLimits& limits,
                                                             const HttpPlace& place = {});
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    ~HttpServer();

    // Where it listens; after listen_anew() the newest of its ports.
    std::uint16_t port() const;
    // Moves on to a free port. The newest few before stay open.
    model::Result<void> listen_anew();
    void answer(model::CallId call, HttpReply reply);
    // An answer in pieces: its head, whose body does not count, its body, its end. `trailers` are
    // whole lines; who asked in HTTP/1.0 gets none.
    void begin(model::CallId call, const HttpReply& head);
    void send_piece(model::CallId call, std::string_view bytes);
    void finish(model::CallId call, std::string_view trailers);
    // Bytes of it that the client has not taken yet.
    std::size_t unsent(model::CallId call) const;
    // Closes the connection without an answer.
    void close(model::CallId call);

private:
    struct State;

    StreamedAnswer* streamed(model::CallId call) const;

    explicit HttpServer(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

}  // namespace hourglass::real
