// Raw HTTP/1 of a WireExchange, taken apart for the monitors. It shares nothing with the server in
// real/, so that a server that misreads a request is seen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hourglass::model::judging {

using HttpHeaders = std::vector<std::pair<std::string_view, std::string_view>>;

enum class Wholeness : std::uint8_t {
    Whole,
    Partial,    // the bytes end before the message does
    Malformed,  // no server may take it for a request
};

struct HttpMessage {
    Wholeness wholeness{};
    HttpHeaders headers;
    HttpHeaders trailers;
    std::string body;  // without its chunks
    bool chunked = false;
    std::string_view version;  // "1.1"

    // The first value of that name in any letter case, "" if there is none.
    std::string_view header(std::string_view name) const;
    std::uint32_t count_of(std::string_view name) const;
};

struct HttpSent : HttpMessage {
    std::string_view method;
    std::string_view target;
    std::string_view path;  // of the target, without the query

    bool has_query() const { return path.size() != target.size(); }
};

struct HttpGot : HttpMessage {
    int status = 0;
    bool interim = false;  // 1xx
};

// In their order; what follows a message that is not whole is not looked at.
std::vector<HttpSent> requests_in(std::string_view bytes);
std::vector<HttpGot> answers_in(std::string_view bytes);

bool same_letters(std::string_view one, std::string_view other);
// 8-4-4-4-12 hexadecimal digits.
bool is_uuid(std::string_view text);
// The string member of a JSON object, "" if there is none or the text is no object.
std::string json_member(std::string_view body, std::string_view name);
bool is_json(std::string_view body);

}  // namespace hourglass::model::judging
