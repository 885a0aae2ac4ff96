// An answer whose body is sent while it is made, in chunks, with trailers at its end. Who asked in
// HTTP/1.0 gets bare bytes until the connection closes, and no trailers.
#pragma once

#include "real/wire_form.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace hourglass::real {

// Told from within the event loop.
struct StreamedAnswerEvents {
    std::function<void()> drained;   // all that was given is with the kernel
    std::function<void()> finished;  // and that was the end
    std::function<void()> lost;      // the client has gone
};

class StreamedAnswer : public std::enable_shared_from_this<StreamedAnswer> {
public:
    // `owner` has the socket, and is kept while something is being written.
    StreamedAnswer(boost::asio::ip::tcp::socket& socket, std::weak_ptr<void> owner, Framing framing,
                   StreamedAnswerEvents events)
        : socket_(socket),
          owner_(std::move(owner)),
          framing_(framing),
          events_(std::move(events)) {}

    void begin(std::string head) { give(std::move(head)); }
    void piece(std::string_view bytes);
    // `trailers` are whole lines.
    void finish(std::string_view trailers);
    std::size_t unsent() const { return waiting_.size() + in_flight_.size(); }

private:
    void give(std::string bytes);
    void write();

    boost::asio::ip::tcp::socket& socket_;
    std::weak_ptr<void> owner_;
    Framing framing_;
    StreamedAnswerEvents events_;
    std::string waiting_;
    std::string in_flight_;
    bool writing_ = false;
    bool last_ = false;
};

}  // namespace hourglass::real
