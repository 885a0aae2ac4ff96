#include "real/listening_socket.hpp"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace hourglass::real {

model::Result<ListeningSocket> listen_at(const HttpPlace& place) {
    FileDescriptor socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
    const int on = 1;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(place.port);
    if (::inet_pton(AF_INET, place.address.c_str(), &address.sin_addr) != 1) {
        return model::failure(model::ErrorKind::BadInput,
                              fmt::format("{} is no IPv4 address", place.address),
                              "Write one in digits, such as 127.0.0.1 or 0.0.0.0.");
    }
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    // Accepted sockets inherit it.
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // A port that was served a moment ago can be served again.
    if (place.port != 0) ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (!socket || ::bind(socket.get(), generic, length) != 0 ||
        ::listen(socket.get(), SOMAXCONN) != 0 ||
        ::getsockname(socket.get(), generic, &length) != 0) {
        return model::failure(model::ErrorKind::Environment,
                              fmt::format("cannot listen on {}:{}: {}", place.address, place.port,
                                          std::strerror(errno)),
                              "Choose another port, and an address that this machine has.");
    }
    return ListeningSocket{std::move(socket), ntohs(address.sin_port)};
}

}  // namespace hourglass::real
