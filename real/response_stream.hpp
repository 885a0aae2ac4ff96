// One response on its way from the runtime: what came of it, and, if its caller takes it piece by
// piece, what was passed on. It keeps no bytes: a piece is recorded, not sent anywhere.
//
// (1) A stream ends once: complete, oversized, or truncated because it broke off or was cut.
// (2) Pieces are passed on in order, as soon as the bandwidth allows.
#pragma once

#include "model/lifecycle/setup.hpp"
#include "model/trace/record.hpp"
#include "real/http_server.hpp"
#include "real/token_bucket.hpp"

#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <memory>

namespace hourglass::real {

struct StreamPlan {
    model::CallId call;
    model::InvokeId invoke;
    std::uint8_t mode = 0;         // flags of the response
    bool passed_on = false;        // its caller takes it piece by piece
    model::StreamLimits limits{};  // none is 0
};

// What a stream needs of the run that it belongs to.
struct StreamSurroundings {
    std::function<void(model::Record)> note;
    std::function<model::Instant()> now;
    std::function<model::TextId(std::string_view)> text;
};

class ResponseStream : public Upload, public std::enable_shared_from_this<ResponseStream> {
public:
    ResponseStream(boost::asio::io_context& loop, const StreamPlan& plan,
                   StreamSurroundings surroundings);

    const StreamPlan& plan() const { return plan_; }
    void came(std::size_t bytes) override;
    void broke_off() override;
    // All came, with an error in the trailers or "". `then` is called once all is passed on.
    void finish(std::string_view error, std::function<void()> then);
    // By the platform: closes the connection of the runtime.
    void cut(std::string_view error);
    bool is_over() const { return over_; }

private:
    void pass_on();
    void pass(std::int64_t bytes);
    void end(model::StreamEnd how, std::string_view error);
    void note(model::Record record) const;

    StreamPlan plan_;
    StreamSurroundings surroundings_;
    boost::asio::steady_timer timer_;
    TokenBucket bucket_;
    std::int64_t came_ = 0;
    std::int64_t passed_ = 0;
    bool over_ = false;
    std::string error_;
    std::function<void()> then_;
};

}  // namespace hourglass::real
