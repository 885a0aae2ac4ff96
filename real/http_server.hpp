// An HTTP/1.1 server for an API whose answers may take for ever; on loopback unless told otherwise.
//
// (1) Requests of one connection are given out and answered one after the other, in their order.
// (2) Every request that is given out ends in exactly one of answer(), close() and abandoned().
// (3) A body above the limit is read to its end and counted, but not kept.
// (4) Memory is bounded: by the limits, and by the number of connections.
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

class HttpServer {
public:
    static model::Result<std::unique_ptr<HttpServer>> listen(boost::asio::io_context& loop,
                                                             HttpWitness& witness,
                                                             const HttpLimits& limits,
                                                             const HttpPlace& place = {});
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    ~HttpServer();

    std::uint16_t port() const;
    void answer(model::CallId call, const HttpReply& reply);
    // Closes the connection without an answer.
    void close(model::CallId call);

private:
    struct State;

    explicit HttpServer(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

}  // namespace hourglass::real
