// Reads along: the HTTP messages in one direction of a connection that somebody else speaks on.
// What is no HTTP is passed over to the end of the connection.
#pragma once

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace hourglass::real {

template <bool IsRequest>
class HttpTap {
public:
    using Parser = boost::beast::http::parser<IsRequest, boost::beast::http::string_body>;
    using Message = typename Parser::value_type;
    using Heard = std::function<void(const Message&)>;

    explicit HttpTap(Heard heard) : heard_(std::move(heard)) { begin(); }

    void feed(std::string_view bytes) {
        if (lost_) return;
        pending_.append(bytes);
        while (!lost_ && !pending_.empty() && take_some()) {
        }
    }

private:
    void begin() {
        parser_.emplace();
        parser_->eager(true);
        parser_->body_limit(boost::none);
        parser_->header_limit(1 << 21);
    }

    // Whether something was taken.
    bool take_some() {
        boost::system::error_code error;
        const std::size_t taken =
            parser_->put(boost::asio::const_buffer{pending_.data(), pending_.size()}, error);
        pending_.erase(0, taken);
        if (error == boost::beast::http::error::need_more) return false;
        if (error) return lost_ = true, false;
        if (!parser_->is_done()) return taken > 0;
        if (!is_interim()) heard_(parser_->get());
        begin();
        return true;
    }

    // 100 Continue and its like are no answer.
    bool is_interim() const {
        if constexpr (IsRequest) {
            return false;
        } else {
            return parser_->get().result_int() < 200;
        }
    }

    Heard heard_;
    std::optional<Parser> parser_;
    std::string pending_;
    bool lost_ = false;
};

}  // namespace hourglass::real
