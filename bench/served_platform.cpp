#include "bench/served_platform.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hourglass::bench {
namespace {

[[noreturn]] void give_up(const char* what) {
    std::fprintf(stderr, "%s: %s\n", what, std::strerror(errno));
    std::exit(2);
}

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool connects(int fd, std::uint16_t port) {
    const sockaddr_in address = loopback(port);
    return ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

// Nothing it says is kept, so that writing costs both platforms the same.
pid_t start(const Launch& launch) {
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    for (const int fd : {STDOUT_FILENO, STDERR_FILENO}) {
        ::posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_WRONLY, 0);
    }
    const auto argv = pointers_to(launch.argv);
    const auto environment = pointers_to(launch.environment);
    pid_t pid = -1;
    const int error =
        ::posix_spawn(&pid, argv.front(), &files, nullptr, argv.data(), environment.data());
    ::posix_spawn_file_actions_destroy(&files);
    errno = error;
    if (error != 0) give_up(launch.argv.front().c_str());
    return pid;
}

}  // namespace

std::uint16_t free_port() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(fd, generic, length) != 0 || ::getsockname(fd, generic, &length) != 0) {
        give_up("a free port");
    }
    ::close(fd);
    return ntohs(address.sin_port);
}

ServedPlatform::ServedPlatform(const Launch& launch, std::uint16_t port) : pid_(start(launch)) {
    for (int tries = 0; tries < 10'000; ++tries) {
        const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const bool listens = connects(fd, port);
        ::close(fd);
        if (listens) return;
        ::poll(nullptr, 0, 1);
    }
    give_up("nobody listens");
}

ServedPlatform::~ServedPlatform() {
    ::kill(pid_, SIGTERM);
    for (int tries = 0; tries < 10'000 && ::waitpid(pid_, nullptr, WNOHANG) == 0; ++tries) {
        ::poll(nullptr, 0, 1);
    }
}

long ServedPlatform::status_kb(std::string_view name) const {
    std::ifstream status{"/proc/" + std::to_string(pid_) + "/status"};
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name)) return std::strtol(line.c_str() + name.size(), nullptr, 10);
    }
    return 0;
}

Invoker::Invoker(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const int on = 1;
    ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (!connects(fd_, port)) give_up("no connection");
}

Invoker::~Invoker() {
    ::close(fd_);
}

void Invoker::read_more() {
    static std::array<char, 1 << 18> buffer;
    const ssize_t got = ::recv(fd_, buffer.data(), buffer.size(), 0);
    if (got <= 0) give_up("no answer");
    received_.append(buffer.data(), static_cast<std::size_t>(got));
}

std::size_t Invoker::invoke(std::string_view payload) {
    const std::string request =
        "POST /2015-03-31/functions/function/invocations HTTP/1.1\r\nHost: x\r\nContent-Length: " +
        std::to_string(payload.size()) + "\r\n\r\n" + std::string{payload};
    if (::send(fd_, request.data(), request.size(), MSG_NOSIGNAL) < 0) give_up("no request");
    std::size_t head = 0;
    while ((head = received_.find("\r\n\r\n")) == std::string::npos) read_more();
    static constexpr std::string_view chunked = "Transfer-Encoding: chunked";
    static constexpr std::string_view length = "Content-Length: ";
    if (received_.find(chunked) < head) {
        while (!received_.ends_with("0\r\n\r\n")) read_more();
        const std::size_t size = received_.size() - head;
        received_.clear();
        return size;
    }
    const std::size_t at = received_.find(length);
    const std::size_t size =
        at < head ? std::strtoul(received_.c_str() + at + length.size(), nullptr, 10) : 0;
    while (received_.size() < head + 4 + size) read_more();
    received_.erase(0, head + 4 + size);
    return size;
}

Clock::duration Invoker::timed(std::string_view payload) {
    const auto start = Clock::now();
    invoke(payload);
    return Clock::now() - start;
}

}  // namespace hourglass::bench
