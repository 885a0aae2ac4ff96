#include "real/http_server.hpp"

#include "real/http_connection.hpp"
#include "real/http_server_state.hpp"
#include "real/listening_socket.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>
#include <utility>

namespace hourglass::real {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using model::CallId;

}  // namespace

void HttpServer::State::accept_when_ready(const std::shared_ptr<Door>& door) {
    door->listener.async_wait(asio::posix::stream_descriptor::wait_read,
                              [this, door](error_code error) {
                                  if (error) return;
                                  accept_all(*door);
                                  accept_when_ready(door);
                              });
}

// accept4 by hand: Asio's sockets would be inherited by processes that other threads start.
void HttpServer::State::accept_all(Door& door) {
    for (;;) {
        const int socket = ::accept4(door.listener.native_handle(), nullptr, nullptr,
                                     SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (socket < 0 && (errno == EMFILE || errno == ENFILE) && make_room()) continue;
        if (socket < 0) return;
        const auto connection = std::make_shared<Connection>(*this, door.port, socket);
        connections.emplace(connection->number(), connection);
        if (connections.size() > limits.connections) make_room();
        connection->read();
    }
}

// The first that waits for no answer has to go; if all wait, the newest.
bool HttpServer::State::make_room() {
    if (connections.empty()) return false;
    auto chosen = std::find_if(connections.begin(), connections.end(),
                               [](const auto& one) { return one.second->is_idle(); });
    if (chosen == connections.end()) --chosen;
    const auto connection = chosen->second;
    connection->drop();
    return true;
}

void HttpServer::State::stop() {
    error_code ignored;
    for (const auto& door : doors) door->listener.close(ignored);
    const auto all = connections;
    for (const auto& [number, connection] : all) connection->close();
}

model::Result<void> HttpServer::State::open_door() {
    constexpr std::size_t most_doors = 4;
    auto listening = listen_at(place);
    if (!listening) return tl::make_unexpected(listening.error());
    doors.push_back(std::make_shared<Door>(loop));
    Door& door = *doors.back();
    door.port = listening->port;
    door.listener.assign(listening->socket.release());
    accept_when_ready(doors.back());
    if (doors.size() <= most_doors) return {};
    error_code ignored;
    doors.front()->listener.close(ignored);
    doors.pop_front();
    return {};
}

model::Result<std::unique_ptr<HttpServer>> HttpServer::listen(asio::io_context& loop,
                                                              HttpWitness& witness,
                                                              const HttpLimits& limits,
                                                              const HttpPlace& place) {
    auto state = std::make_unique<State>(loop, witness, limits, place);
    if (auto open = state->open_door(); !open) return tl::make_unexpected(open.error());
    return std::unique_ptr<HttpServer>{new HttpServer{std::move(state)}};
}

model::Result<void> HttpServer::listen_anew() {
    state_->place.port = 0;
    return state_->open_door();
}

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

HttpServer::~HttpServer() {
    state_->stop();
}

std::uint16_t HttpServer::port() const {
    return state_->doors.back()->port;
}

void HttpServer::answer(CallId call, HttpReply reply) {
    const auto found = state_->waiting.find(call.value);
    if (found == state_->waiting.end()) return;
    const auto connection = found->second;
    connection->answer(std::move(reply));
}

void HttpServer::begin(CallId call, const HttpReply& head) {
    const auto found = state_->waiting.find(call.value);
    if (found != state_->waiting.end()) found->second->begin(head);
}

StreamedAnswer* HttpServer::streamed(CallId call) const {
    const auto found = state_->waiting.find(call.value);
    return found == state_->waiting.end() ? nullptr : found->second->streamed();
}

void HttpServer::send_piece(CallId call, std::string_view bytes) {
    if (auto* const answer = streamed(call)) answer->piece(bytes);
}

void HttpServer::finish(CallId call, std::string_view trailers) {
    if (auto* const answer = streamed(call)) answer->finish(trailers);
}

std::size_t HttpServer::unsent(CallId call) const {
    const auto* const answer = streamed(call);
    return answer == nullptr ? 0 : answer->unsent();
}

void HttpServer::close(CallId call) {
    const auto found = state_->waiting.find(call.value);
    if (found == state_->waiting.end()) return;
    const auto connection = found->second;
    connection->close();
}

}  // namespace hourglass::real
