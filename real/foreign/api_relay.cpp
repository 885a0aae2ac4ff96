#include "real/foreign/api_relay.hpp"

#include "real/foreign/http_tap.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <array>
#include <deque>
#include <set>

namespace hourglass::real {

namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t piece = 64 * 1024;

std::string_view view_of(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

template <class Message>
HttpRequest heard(const Message& message) {
    HttpRequest seen;
    seen.body = message.body();
    seen.body_size = message.body().size();
    for (const auto& field : message) {
        seen.headers.emplace_back(view_of(field.name_string()), view_of(field.value()));
    }
    return seen;
}

}  // namespace

struct ApiRelay::State : std::enable_shared_from_this<ApiRelay::State> {
    struct Passage;

    State(boost::asio::io_context& events, RelayWitness& told, std::uint16_t port)
        : loop(events), witness(told), upstream(boost::asio::ip::address_v4::loopback(), port) {}

    void accept();

    boost::asio::io_context& loop;
    RelayWitness& witness;
    tcp::endpoint upstream;
    tcp::acceptor acceptor{loop};
    std::uint32_t exchanges = 0;
    bool over = false;
};

// One connection of a client and the one to the platform that goes with it.
struct ApiRelay::State::Passage : std::enable_shared_from_this<Passage> {
    Passage(std::shared_ptr<State> state, tcp::socket socket)
        : relay(std::move(state)), client(std::move(socket)), platform(relay->loop) {}

    void begin() {
        platform.async_connect(relay->upstream, [self = shared_from_this()](error_code error) {
            if (error) return self->end();
            error_code ignored;
            self->platform.set_option(tcp::no_delay{true}, ignored);
            self->client.set_option(tcp::no_delay{true}, ignored);
            self->pass_requests();
            self->pass_answers();
        });
    }

    void pass_requests() {
        client.async_read_some(boost::asio::buffer(from_client),
                               [self = shared_from_this()](error_code error, std::size_t size) {
                                   if (error) return self->client_left();
                                   self->send_request(size);
                               });
    }
    void send_request(std::size_t size) {
        boost::asio::async_write(platform, boost::asio::buffer(from_client.data(), size),
                                 [self = shared_from_this(), size](error_code error, std::size_t) {
                                     if (error) return self->end();
                                     self->requests.feed({self->from_client.data(), size});
                                     self->pass_requests();
                                 });
    }
    void pass_answers() {
        platform.async_read_some(boost::asio::buffer(from_platform),
                                 [self = shared_from_this()](error_code error, std::size_t size) {
                                     if (error) return self->platform_left();
                                     self->send_answer(size);
                                 });
    }
    void send_answer(std::size_t size) {
        answers.feed({from_platform.data(), size});
        boost::asio::async_write(client, boost::asio::buffer(from_platform.data(), size),
                                 [self = shared_from_this()](error_code error, std::size_t) {
                                     if (error) return self->client_left();
                                     self->pass_answers();
                                 });
    }

    void client_left() {
        if (relay->over) return end();
        for (; !open.empty(); open.pop_front()) relay->witness.given_up(open.front());
        end();
    }
    void platform_left() {
        if (relay->over) return end();
        for (; !open.empty(); open.pop_front()) relay->witness.closed_on(open.front());
        end();
    }
    void end() {
        error_code ignored;
        client.close(ignored);
        platform.close(ignored);
    }

    void hear_request(const HttpTap<true>::Message& message) {
        if (relay->over) return;
        HttpRequest seen = heard(message);
        seen.call = model::CallId{++relay->exchanges};
        seen.method = view_of(message.method_string());
        const std::string_view target = view_of(message.target());
        seen.path = target.substr(0, target.find('?'));
        open.push_back(seen.call);
        relay->witness.called(seen);
    }
    void hear_answer(const HttpTap<false>::Message& message) {
        if (relay->over || open.empty()) return;
        const model::CallId call = open.front();
        open.pop_front();
        relay->witness.answered(call, static_cast<int>(message.result_int()), heard(message));
    }

    std::shared_ptr<State> relay;
    tcp::socket client;
    tcp::socket platform;
    std::array<char, piece> from_client{};
    std::array<char, piece> from_platform{};
    std::deque<model::CallId> open;  // told and not answered
    HttpTap<true> requests{[this](const auto& message) { hear_request(message); }};
    HttpTap<false> answers{[this](const auto& message) { hear_answer(message); }};
};

void ApiRelay::State::accept() {
    acceptor.async_accept([self = shared_from_this()](error_code error, tcp::socket socket) {
        if (error || self->over) return;
        std::make_shared<Passage>(self, std::move(socket))->begin();
        self->accept();
    });
}

model::Result<std::unique_ptr<ApiRelay>> ApiRelay::listen(boost::asio::io_context& loop,
                                                          RelayWitness& witness,
                                                          std::uint16_t upstream) {
    auto state = std::make_shared<State>(loop, witness, upstream);
    const tcp::endpoint free_port{boost::asio::ip::address_v4::loopback(), 0};
    error_code error;
    state->acceptor.open(free_port.protocol(), error);
    if (!error) state->acceptor.bind(free_port, error);
    if (!error) state->acceptor.listen(boost::asio::socket_base::max_listen_connections, error);
    if (error) {
        return model::failure(model::ErrorKind::Environment,
                              fmt::format("cannot listen on 127.0.0.1: {}", error.message()));
    }
    state->accept();
    return std::unique_ptr<ApiRelay>{new ApiRelay{std::move(state)}};
}

ApiRelay::ApiRelay(std::shared_ptr<State> state) : state_(std::move(state)) {}

ApiRelay::~ApiRelay() {
    state_->over = true;
    error_code ignored;
    state_->acceptor.close(ignored);
}

std::uint16_t ApiRelay::port() const {
    return state_->acceptor.local_endpoint().port();
}

}  // namespace hourglass::real
