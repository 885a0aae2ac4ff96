// Stands between clients and the Runtime API of a foreign platform: passes every byte on as it is,
// both ways, and tells what was said.
//
// (1) A request is told when all of it was passed on, an answer when all of it came.
// (2) Exchanges are numbered from 1 in the order in which their requests were told.
#pragma once

#include "model/base/result.hpp"
#include "real/http_message.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <memory>

namespace hourglass::real {

class RelayWitness {
public:
    RelayWitness() = default;
    RelayWitness(const RelayWitness&) = delete;
    RelayWitness& operator=(const RelayWitness&) = delete;
    virtual ~RelayWitness() = default;

    virtual void called(const HttpRequest& request) = 0;  // request.call is the exchange
    // `headers` are those of the answer; both are valid during the call.
    virtual void answered(model::CallId call, int status, const HttpRequest& answer) = 0;
    // The platform closed the connection without an answer.
    virtual void closed_on(model::CallId call) = 0;
    // The client closed the connection before the answer.
    virtual void given_up(model::CallId call) = 0;
};

class ApiRelay {
public:
    // Listens on 127.0.0.1, at a free port; the platform's API is at `upstream` on 127.0.0.1.
    static model::Result<std::unique_ptr<ApiRelay>> listen(boost::asio::io_context& loop,
                                                           RelayWitness& witness,
                                                           std::uint16_t upstream);
    ApiRelay(const ApiRelay&) = delete;
    ApiRelay& operator=(const ApiRelay&) = delete;
    ~ApiRelay();

    std::uint16_t port() const;

private:
    struct State;

    explicit ApiRelay(std::shared_ptr<State> state);

    std::shared_ptr<State> state_;
};

}  // namespace hourglass::real
