#include "real/reply_pieces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace hourglass::real {
namespace {

void cut(std::string_view text, std::uint32_t count, std::vector<std::string>& pieces) {
    const std::size_t size = (text.size() + count - 1) / std::max(count, 1U);
    for (std::size_t at = 0; at < text.size(); at += size) {
        pieces.emplace_back(text.substr(at, size));
    }
}

void say_chunked(std::string& head) {
    static constexpr std::string_view length = "Content-Length: ";
    const std::size_t start = head.find(length);
    if (start == std::string::npos) return;
    const std::size_t end = head.find("\r\n", start);
    head.replace(start, end - start, "Transfer-Encoding: chunked");
}

}  // namespace

std::vector<std::string> pieces_of(const HttpReply& reply, std::string head) {
    const Manner& manner = reply.manner;
    const bool chunked = manner.framing == Manner::Framing::Chunks;
    if (chunked) say_chunked(head);
    std::vector<std::string> pieces;
    cut(head, manner.head_pieces, pieces);
    const std::size_t first = pieces.size();
    cut(reply.body, chunked ? std::max(manner.body_pieces, 3U) : manner.body_pieces, pieces);
    if (!chunked) return pieces;
    for (std::size_t i = first; i < pieces.size(); ++i) {
        pieces[i] = fmt::format("{:x}\r\n{}\r\n", pieces[i].size(), pieces[i]);
    }
    pieces.emplace_back("0\r\n\r\n");
    return pieces;
}

}  // namespace hourglass::real
