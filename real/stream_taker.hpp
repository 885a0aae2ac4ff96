// Who takes a response piece by piece, while it comes: the caller of a streamed invoke.
#pragma once

#include "model/trace/record.hpp"

#include <string_view>

namespace hourglass::real {

struct StreamEnding {
    model::StreamEnd how{};
    std::string_view error_type{};  // as the trailers tell it; "" for none
    std::string_view error_body{};
};

class StreamTaker {
public:
    StreamTaker() = default;
    StreamTaker(const StreamTaker&) = delete;
    StreamTaker& operator=(const StreamTaker&) = delete;
    virtual ~StreamTaker() = default;

    virtual void stream_begins(std::string_view content_type) = 0;
    virtual void take_piece(std::string_view bytes) = 0;
    virtual void stream_ends(const StreamEnding& ending) = 0;
    // It has more than it can pass on at once. When that is over, it tells the backend.
    virtual bool is_behind() const = 0;
};

}  // namespace hourglass::real
