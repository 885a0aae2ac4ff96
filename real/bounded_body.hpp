// A body for Beast's parser of which at most a limit is kept, and all is counted.
#pragma once

#include "real/upload.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/message.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>

namespace hourglass::real {

struct KeptBytes {
    std::string bytes;
    std::uint64_t size = 0;
    std::uint64_t limit = 0;
    std::shared_ptr<Upload> upload;  // that is told of each piece
};

struct BoundedBody {
    using value_type = KeptBytes;

    class reader {  // NOLINT(readability-identifier-naming): Beast looks it up by name
    public:
        template <bool is_request, class Fields>
        reader(boost::beast::http::header<is_request, Fields>&, value_type& body) : body_(body) {}

        void init(const boost::optional<std::uint64_t>& length, boost::system::error_code& error) {
            if (length) body_.bytes.reserve(std::min(*length, body_.limit));
            error = {};
        }

        template <class Buffers>
        std::size_t put(const Buffers& buffers, boost::system::error_code& error) {
            std::size_t taken = 0;
            for (auto it = boost::asio::buffer_sequence_begin(buffers);
                 it != boost::asio::buffer_sequence_end(buffers); ++it) {
                const boost::asio::const_buffer buffer = *it;
                const auto room = body_.limit - std::min<std::uint64_t>(body_.limit, body_.size);
                body_.bytes.append(static_cast<const char*>(buffer.data()),
                                   std::min<std::uint64_t>(room, buffer.size()));
                body_.size += buffer.size();
                if (body_.upload)
                    body_.upload->came({static_cast<const char*>(buffer.data()), buffer.size()});
                taken += buffer.size();
            }
            error = {};
            return taken;
        }

        void finish(boost::system::error_code& error) { error = {}; }

    private:
        value_type& body_;
    };
};

}  // namespace hourglass::real
