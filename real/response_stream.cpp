#include "real/response_stream.hpp"

#include <algorithm>
#include <utility>

namespace hourglass::real {
namespace {

using model::Kind;
using model::StreamEnd;

constexpr std::int64_t longest_piece = 32'768;

}  // namespace

ResponseStream::ResponseStream(boost::asio::io_context& loop, const StreamPlan& plan,
                               StreamSurroundings surroundings)
    : plan_(plan),
      surroundings_(std::move(surroundings)),
      timer_(loop),
      bucket_(plan.limits.burst, plan.limits.rate) {
    note({.kind = Kind::UploadBegun});
}

void ResponseStream::note(model::Record record) const {
    record.call = plan_.call;
    record.invoke = plan_.invoke;
    record.who = model::Who::Runtime;
    record.flags |= plan_.mode;
    surroundings_.note(record);
}

void ResponseStream::came(std::size_t bytes) {
    if (!plan_.passed_on || over_ || bytes == 0) {
        came_ += static_cast<std::int64_t>(bytes);
        return;
    }
    came_ += static_cast<std::int64_t>(bytes);
    note({.amount = static_cast<std::int64_t>(bytes), .kind = Kind::ChunkCame});
    pass_on();
}

void ResponseStream::broke_off() {
    if (over_) return;
    note({.amount = came_, .kind = Kind::UploadBroken});
    if (plan_.passed_on) return end(StreamEnd::Truncated, "Runtime.TruncatedResponse");
    over_ = true;
}

void ResponseStream::finish(std::string_view error, std::function<void()> then) {
    if (!plan_.passed_on || over_) {
        over_ = true;
        return then();
    }
    error_ = error;
    then_ = std::move(then);
    note({.text = surroundings_.text(error), .kind = Kind::ChunkCame});
    pass_on();
}

void ResponseStream::cut(std::string_view error) {
    if (over_) return;
    note({.amount = came_, .kind = Kind::UploadBroken, .flags = model::cut_by_platform});
    then_ = nullptr;
    if (plan_.passed_on) end(StreamEnd::Truncated, error);
    over_ = true;
    close_connection();
}

// Up to one byte beyond the limit, which is how the caller sees that there was more.
void ResponseStream::pass_on() {
    const std::int64_t wanted = std::min(came_, plan_.limits.most + 1);
    while (!over_ && passed_ < wanted) {
        const std::int64_t piece = std::min({wanted - passed_, longest_piece, bucket_.capacity()});
        if (!bucket_.pay(piece, surroundings_.now())) {
            timer_.expires_after(
                std::max(bucket_.next_refill() - surroundings_.now(), model::Duration{}));
            timer_.async_wait([self = shared_from_this()](boost::system::error_code failed) {
                if (!failed) self->pass_on();
            });
            return;
        }
        pass(piece);
    }
    if (over_ || !then_) return;
    const bool oversized = came_ > plan_.limits.most;
    if (oversized && error_.empty()) error_ = "Function.ResponseSizeTooLarge";
    end(oversized ? StreamEnd::Oversized : StreamEnd::Complete, error_);
    std::exchange(then_, nullptr)();
}

void ResponseStream::pass(std::int64_t bytes) {
    passed_ += bytes;
    note({.amount = bytes, .kind = Kind::ChunkPassed});
}

void ResponseStream::end(StreamEnd how, std::string_view error) {
    over_ = true;
    timer_.cancel();
    note({.amount = passed_,
          .text = surroundings_.text(error),
          .code = static_cast<std::uint16_t>(how),
          .kind = Kind::StreamEnded});
}

}  // namespace hourglass::real
