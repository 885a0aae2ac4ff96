// One response on its way from the runtime: what came of it, and, if its caller takes it piece by
// piece, what was passed on. A piece is recorded, and sent to the taker if there is one.
//
// (1) A stream ends once: complete, oversized, or truncated because it broke off or was cut.
// (2) Pieces are passed on in order, as soon as the bandwidth allows.
// (3) While much waits, for bandwidth or for a taker that is behind, no more is read of it.
#pragma once

#include "model/lifecycle/setup.hpp"
#include "model/trace/record.hpp"
#include "real/http_server.hpp"
#include "real/stream_taker.hpp"
#include "real/token_bucket.hpp"

#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace hourglass::real {

struct StreamPlan {
    model::CallId call;
    model::InvokeId invoke;
    std::uint8_t mode = 0;            // flags of the response
    bool passed_on = false;           // its caller takes it piece by piece
    model::StreamLimits limits{};     // none is 0
    std::string_view content_type{};  // while the constructor runs
};

// What a stream needs of the run that it belongs to.
struct StreamSurroundings {
    std::function<void(model::Record)> note;
    std::function<model::Instant()> now;
    std::function<model::TextId(std::string_view)> text;
    std::function<StreamTaker*()> taker;  // null: nobody
};

// What the trailers of a response say.
struct StreamError {
    std::string_view type{};
    std::string_view body{};
};

class ResponseStream : public Upload, public std::enable_shared_from_this<ResponseStream> {
public:
    ResponseStream(boost::asio::io_context& loop, const StreamPlan& plan,
                   StreamSurroundings surroundings);

    const StreamPlan& plan() const { return plan_; }
    void came(std::string_view bytes) override;
    void broke_off() override;
    bool is_full() const override;
    // All came. `then` is called once all is passed on.
    void finish(const StreamError& error, std::function<void()> then);
    // By the platform: closes the connection of the runtime.
    void cut(std::string_view error);
    bool is_over() const { return over_; }

private:
    StreamTaker* taker() const { return plan_.passed_on ? surroundings_.taker() : nullptr; }
    void wait_for_bandwidth();
    void keep(std::string_view bytes);
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
    std::string kept_;  // what came and was not passed on, from `kept_from_` on
    std::size_t kept_from_ = 0;
    std::string error_;
    std::string error_body_;
    std::function<void()> then_;
};

}  // namespace hourglass::real
