#include "real/response_stream.hpp"

#include <algorithm>
#include <utility>

namespace hourglass::real {
namespace {

using model::Kind;
using model::StreamEnd;

constexpr std::int64_t longest_piece = 32'768;
// So many bytes may wait.
constexpr std::size_t most_waiting = 1 << 20;

}  // namespace

ResponseStream::ResponseStream(boost::asio::io_context& loop, const StreamPlan& plan,
                               StreamSurroundings surroundings)
    : plan_(plan),
      surroundings_(std::move(surroundings)),
      timer_(loop),
      bucket_(plan.limits.burst, plan.limits.rate) {
    note({.kind = Kind::UploadBegun});
    if (auto* const caller = taker()) caller->stream_begins(plan.content_type);
}

void ResponseStream::note(model::Record record) const {
    record.call = plan_.call;
    record.invoke = plan_.invoke;
    record.who = model::Who::Runtime;
    record.flags |= plan_.mode;
    surroundings_.note(record);
}

void ResponseStream::came(std::string_view bytes) {
    const auto size = static_cast<std::int64_t>(bytes.size());
    if (plan_.passed_on && !over_) keep(bytes);
    came_ += size;
    if (!plan_.passed_on || over_ || size == 0) return;
    note({.amount = size, .kind = Kind::ChunkCame});
    pass_on();
}

// Not what lies beyond the limit, which nobody gets.
void ResponseStream::keep(std::string_view bytes) {
    if (taker() == nullptr) return;
    const auto room = std::max<std::int64_t>(plan_.limits.most + 1 - came_, 0);
    kept_ += bytes.substr(0, static_cast<std::size_t>(room));
}

bool ResponseStream::is_full() const {
    const auto* const caller = taker();
    if (over_ || caller == nullptr) return false;
    return kept_.size() - kept_from_ >= most_waiting || caller->is_behind();
}

void ResponseStream::broke_off() {
    if (over_) return;
    note({.amount = came_, .kind = Kind::UploadBroken});
    if (plan_.passed_on) return end(StreamEnd::Truncated, "Runtime.TruncatedResponse");
    over_ = true;
}

void ResponseStream::finish(const StreamError& error, std::function<void()> then) {
    if (!plan_.passed_on || over_) {
        over_ = true;
        return then();
    }
    error_ = error.type;
    error_body_ = error.body;
    then_ = std::move(then);
    note({.text = surroundings_.text(error.type), .kind = Kind::ChunkCame});
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

void ResponseStream::wait_for_bandwidth() {
    timer_.expires_after(std::max(bucket_.next_refill() - surroundings_.now(), model::Duration{}));
    timer_.async_wait([self = shared_from_this()](boost::system::error_code failed) {
        if (!failed) self->pass_on();
    });
}

// Up to one byte beyond the limit, which is how the caller sees that there was more.
void ResponseStream::pass_on() {
    const std::int64_t wanted = std::min(came_, plan_.limits.most + 1);
    while (!over_ && passed_ < wanted) {
        const std::int64_t piece = std::min({wanted - passed_, longest_piece, bucket_.capacity()});
        if (!bucket_.pay(piece, surroundings_.now())) return wait_for_bandwidth();
        pass(piece);
    }
    if (over_ || !then_) return read_on();
    const bool oversized = came_ > plan_.limits.most;
    if (oversized && error_.empty()) error_ = "Function.ResponseSizeTooLarge";
    end(oversized ? StreamEnd::Oversized : StreamEnd::Complete, error_);
    std::exchange(then_, nullptr)();
}

void ResponseStream::pass(std::int64_t bytes) {
    passed_ += bytes;
    note({.amount = bytes, .kind = Kind::ChunkPassed});
    auto* const caller = taker();
    if (caller == nullptr) return;
    const std::size_t size = std::min(static_cast<std::size_t>(bytes), kept_.size() - kept_from_);
    caller->take_piece(std::string_view{kept_}.substr(kept_from_, size));
    kept_from_ += size;
    if (kept_from_ < most_waiting && kept_from_ < kept_.size()) return;
    kept_.erase(0, kept_from_);
    kept_from_ = 0;
}

void ResponseStream::end(StreamEnd how, std::string_view error) {
    over_ = true;
    timer_.cancel();
    note({.amount = passed_,
          .text = surroundings_.text(error),
          .code = static_cast<std::uint16_t>(how),
          .kind = Kind::StreamEnded});
    if (auto* const caller = taker()) {
        caller->stream_ends({.how = how, .error_type = error, .error_body = error_body_});
    }
    kept_.clear();
    read_on();
}

}  // namespace hourglass::real
