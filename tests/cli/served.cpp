#include "tests/cli/served.hpp"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace hourglass::tests {

namespace fs = std::filesystem;

namespace {

constexpr int minute_ms = 60'000;

std::size_t length_in(std::string_view head) {
    const std::string_view name = "Content-Length: ";
    const std::size_t at = head.find(name);
    return at == std::string_view::npos ? 0
                                        : std::strtoul(head.data() + at + name.size(), nullptr, 10);
}

}  // namespace

Caller::Caller(std::uint16_t port) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return;
    close(std::exchange(fd_, -1));
}

Caller::Caller(Caller&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), received_(std::move(other.received_)) {}

Caller::~Caller() {
    if (fd_ >= 0) close(fd_);
}

void Caller::ask(std::string_view payload, std::string_view headers) const {
    send(
        fmt::format("POST /2015-03-31/functions/function/invocations HTTP/1.1\r\nHost: x\r\n{}"
                    "Content-Length: {}\r\n\r\n{}",
                    headers, payload.size(), payload));
}

void Caller::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool Caller::read_more() {
    char buffer[16384];
    pollfd ready{fd_, POLLIN, 0};
    if (poll(&ready, 1, minute_ms) <= 0) return false;
    const ssize_t got = recv(fd_, buffer, sizeof buffer, 0);
    if (got <= 0) return false;
    received_.append(buffer, static_cast<std::size_t>(got));
    return true;
}

HttpAnswer Caller::answer() {
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
        if (!read_more()) return {};
    }
    HttpAnswer answer;
    answer.head = received_.substr(0, end + 2);
    const std::size_t size = end + 4 + length_in(answer.head);
    while (received_.size() < size) {
        if (!read_more()) return {};
    }
    answer.status = std::atoi(answer.head.c_str() + 9);
    answer.body = received_.substr(end + 4, size - end - 4);
    received_.erase(0, size);
    return answer;
}

std::string Caller::rest() {
    while (read_more()) {
    }
    return std::exchange(received_, {});
}

Served::Served() {
    fs::create_directory(folder() / "tmp");
    environment_["TMPDIR"] = (folder() / "tmp").string();
}

bool Served::becomes_true(const std::function<bool()>& condition) {
    for (int i = 0; i < 3000; ++i) {
        if (condition()) return true;
        poll(nullptr, 0, 10);
    }
    return false;
}

std::uint16_t Served::port() const {
    const std::string_view mark = "listening on http://127.0.0.1:";
    std::string said;
    const bool says = becomes_true([&] {
        said = read(".output");
        return said.find("/2015-03-31/") != std::string::npos;
    });
    EXPECT_TRUE(says) << said << read(".complaint");
    const std::size_t at = said.find(mark);
    if (at == std::string::npos) return 0;
    return static_cast<std::uint16_t>(std::strtoul(said.c_str() + at + mark.size(), {}, 10));
}

std::vector<pid_t> Served::processes_beside(pid_t program) const {
    std::vector<pid_t> found;
    for (const auto& entry : fs::directory_iterator{"/proc"}) {
        const int pid = std::atoi(entry.path().filename().c_str());
        if (pid <= 0 || pid == program) continue;
        std::ifstream file{entry.path() / "environ", std::ios::binary};
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        if (text.find(folder().string()) != std::string::npos) found.push_back(pid);
    }
    return found;
}

bool Served::nothing_is_left(pid_t program) const {
    return processes_beside(program).empty() && fs::is_empty(folder() / "tmp");
}

}  // namespace hourglass::tests
