#include "real/streamed_answer.hpp"

#include <boost/asio/write.hpp>

#include <utility>

namespace hourglass::real {

void StreamedAnswer::piece(std::string_view bytes) {
    if (bytes.empty() || last_) return;  // an empty chunk would be the end
    give(framing_ == Framing::Chunks ? chunk_of(bytes) : std::string{bytes});
}

void StreamedAnswer::finish(std::string_view trailers) {
    if (last_) return;
    last_ = true;
    give(framing_ == Framing::Chunks ? last_chunk(trailers) : std::string{});
}

void StreamedAnswer::give(std::string bytes) {
    waiting_ += bytes;
    if (!writing_) write();
}

void StreamedAnswer::write() {
    const auto self = shared_from_this();
    if (waiting_.empty()) return last_ ? events_.finished() : events_.drained();
    writing_ = true;
    in_flight_ = std::exchange(waiting_, {});
    boost::asio::async_write(
        socket_, boost::asio::buffer(in_flight_),
        [self, owner = owner_.lock()](boost::system::error_code error, std::size_t) {
            self->writing_ = false;
            self->in_flight_.clear();
            if (error) return self->events_.lost();
            self->write();
        });
}

}  // namespace hourglass::real
