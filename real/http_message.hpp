// A request as the API sees it, and what it answers. No sockets, no parser.
#pragma once

#include "model/base/id.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hourglass::real {

struct HttpRequest {
    model::CallId call;
    std::uint16_t port = 0;  // of ours, to which it came
    std::string_view method;
    std::string_view path;  // without the query
    std::vector<std::pair<std::string_view, std::string_view>> headers;
    std::string_view body;        // what was kept of it
    std::uint64_t body_size = 0;  // what was sent

    // The first value of that name, in any letter case; "" if there is none.
    std::string_view header(std::string_view name) const;
};

// How an answer is sent: with pauses between its pieces, if it has more than one.
struct Manner {
    enum class Framing : std::uint8_t { Length, Chunks };
    enum class Afterwards : std::uint8_t { AsUsual, CloseSilently };

    std::uint32_t head_pieces = 1;
    std::uint32_t body_pieces = 1;
    Framing framing{};
    Afterwards afterwards{};

    bool operator==(const Manner&) const = default;
};

struct HttpReply {
    int status = 200;
    std::string headers;  // lines, each with its CR LF
    std::string body;
    Manner manner{};

    // Control characters in `value` become blanks: nobody injects a header.
    void add_header(std::string_view name, std::string_view value);
};

// Text as a JSON string, with <, >, & and the two Unicode line ends escaped as well.
std::string json_string(std::string_view text);

HttpReply json_reply(int status, std::string body);
HttpReply text_reply(int status, std::string body);
// {"errorMessage":...,"errorType":...} and a line feed.
HttpReply error_reply(int status, std::string_view type, std::string_view message);

std::string_view reason_phrase(int status);

}  // namespace hourglass::real
