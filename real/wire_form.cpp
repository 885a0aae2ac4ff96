#include "real/wire_form.hpp"

#include <fmt/format.h>

#include <array>
#include <ctime>

namespace hourglass::real {

namespace {

// The Date header's value, made once a second.
const std::string& date_now() {
    thread_local std::time_t made = 0;
    thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now != made) {
        std::tm parts{};
        std::array<char, 64> out{};
        ::gmtime_r(&now, &parts);
        text.assign(out.data(),
                    std::strftime(out.data(), out.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts));
        made = now;
    }
    return text;
}

}  // namespace

std::string_view path_of(std::string_view target) {
    if (target.starts_with("http://")) {
        const std::size_t slash = target.find('/', 7);
        target = slash == std::string_view::npos ? std::string_view{"/"} : target.substr(slash);
    }
    return target.substr(0, target.find('?'));
}

std::string wire_form(const HttpReply& reply, Part part, After after) {
    return fmt::format("HTTP/1.1 {} {}\r\n{}Date: {}\r\nContent-Length: {}\r\n{}\r\n{}",
                       reply.status, reason_phrase(reply.status), reply.headers, date_now(),
                       reply.body.size(), after == After::Close ? "Connection: close\r\n" : "",
                       part == Part::Whole ? std::string_view{reply.body} : std::string_view{});
}

std::string head_of_stream(const HttpReply& reply, Framing framing, After after) {
    return fmt::format("HTTP/1.1 {} {}\r\n{}Date: {}\r\n{}{}\r\n", reply.status,
                       reason_phrase(reply.status), reply.headers, date_now(),
                       framing == Framing::Chunks ? "Transfer-Encoding: chunked\r\n" : "",
                       after == After::Close ? "Connection: close\r\n" : "");
}

std::string chunk_of(std::string_view bytes) {
    return fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes);
}

std::string last_chunk(std::string_view trailers) {
    return fmt::format("0\r\n{}\r\n", trailers);
}

}  // namespace hourglass::real
