#include "tests/real/peer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <netinet/in.h>
#include <sys/socket.h>

namespace hourglass::real {
namespace {

constexpr int most_moments = 2000;  // of a millisecond or less

}  // namespace

std::string Answered::header(std::string_view name) const {
    const std::string start = fmt::format("\r\n{}: ", name);
    const std::size_t at = head.find(start);
    if (at == std::string::npos) return "";
    const std::size_t value = at + start.size();
    return head.substr(value, head.find("\r\n", value) - value);
}

Peer::Peer(std::uint16_t port, Pump pump)
    : pump_(std::move(pump)), socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
}

void Peer::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent =
            ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
        if (sent < 0 && errno != EAGAIN) return;
        pump_();
    }
}

void Peer::post(std::string_view request_line, std::string_view headers, std::string_view body) {
    const std::string length =
        body.empty() ? "" : fmt::format("Content-Length: {}\r\n", body.size());
    send(fmt::format("{} HTTP/1.1\r\nHost: test\r\n{}{}\r\n{}", request_line, headers, length,
                     body));
}

Answered Peer::ask(std::string_view request_line, std::string_view headers, std::string_view body) {
    post(request_line, headers, body);
    return read_answer();
}

// Lets the server run, then takes what is there; false if nothing is.
bool Peer::read_more() {
    pump_();
    std::array<char, 65536> buffer{};
    const ssize_t got = ::recv(socket_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got > 0) received_.append(buffer.data(), static_cast<std::size_t>(got));
    if (got == 0 || (got < 0 && errno != EAGAIN)) closed_ = true;
    return got > 0;
}

Answered Peer::read_answer() {
    std::size_t end = std::string::npos;
    Answered answer;
    for (int moment = 0; moment < most_moments && !closed_; ++moment) {
        end = received_.find("\r\n\r\n");
        if (end == std::string::npos) {
            read_more();
            continue;
        }
        answer.head = received_.substr(0, end + 2);
        const auto length = std::strtoull(answer.header("Content-Length").c_str(), nullptr, 10);
        if (received_.size() >= end + 4 + length) {
            answer.status = std::atoi(answer.head.c_str() + answer.head.find(' '));
            answer.body = received_.substr(end + 4, length);
            received_.erase(0, end + 4 + length);
            return answer;
        }
        read_more();
    }
    return answer;
}

std::string Peer::read_available() {
    for (int moment = 0; moment < 20; ++moment) read_more();
    return std::exchange(received_, {});
}

bool Peer::is_closed() {
    for (int moment = 0; moment < most_moments && !closed_; ++moment) read_more();
    return closed_;
}

}  // namespace hourglass::real
