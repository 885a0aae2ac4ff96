// libFuzzer's entry over the HTTP layer and the API handlers: the bytes are what one client sends
// on one connection. After each input a second client must still be served. Once
// tests/fuzz/build.sh has run:
//   ninja -C build/fuzz/objects http_fuzzer && build/fuzz/objects/tests/http_fuzzer
#include "model/judge/http_text.hpp"
#include "model/trace/answer.hpp"
#include "real/api_answer.hpp"
#include "real/api_call.hpp"
#include "real/file_descriptor.hpp"
#include "real/front_end_request.hpp"
#include "real/http_server.hpp"
#include "real/telemetry_request.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <netinet/in.h>
#include <sys/socket.h>

namespace hourglass::real {
namespace {

// The handlers without a platform behind them: a poll waits for ever, another call is refused.
class Api : public HttpWitness {
public:
    Api() : server_(*HttpServer::listen(loop_, *this, {.body = 1 << 16, .header = 1 << 14})) {}

    void feed(std::string_view bytes) {
        const FileDescriptor client = connected();
        send_all(client, bytes);
        ::shutdown(client.get(), SHUT_WR);
        drain(client);
        // What a monitor makes of the same bytes.
        static_cast<void>(model::judging::requests_in(bytes));
        static_cast<void>(model::judging::answers_in(bytes));
        if (!still_serves()) std::abort();
    }

private:
    void requested(const HttpRequest& request) override {
        const ApiRecords records{.names = names_,
                                 .texts = texts_,
                                 .payloads = payloads_,
                                 .restore = RestoreRoutes::Present,
                                 .body_limit = 1 << 16};
        read_as_others_do(request);
        auto outcome = read_call(request, records);
        payloads_.keep_newest(4);
        if (const auto* reply = std::get_if<HttpReply>(&outcome)) {
            return server_->answer(request.call, *reply);
        }
        const auto& call = std::get<ApiCall>(outcome);
        if (call.event.kind == model::Kind::RuntimeNextCalled) return;
        const model::Record refused{
            .code = static_cast<std::uint16_t>(model::Answer::UnknownExtension),
            .kind = model::Kind::CallAnswered};
        server_->answer(request.call, reply_to(call, refused,
                                               {.function = function_,
                                                .texts = texts_,
                                                .payloads = payloads_,
                                                .names = names_,
                                                .callers = callers_}));
    }
    // The invoke endpoint and the Telemetry API, which read the same bytes in their own way.
    void read_as_others_do(const HttpRequest& request) const {
        for (const auto profile : {model::ProfileName::Aws, model::ProfileName::Rapid}) {
            static_cast<void>(read_invoke_request(request, profile, function_));
        }
        for (const auto api : {model::SubscriptionApi::Telemetry, model::SubscriptionApi::Logs}) {
            static_cast<void>(read_telemetry_request(api, request.body));
        }
    }
    void delivered(model::CallId) override {}
    void abandoned(model::CallId) override {}
    void refused(int) override {}

    FileDescriptor connected() {
        FileDescriptor client{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(server_->port());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(client.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
            std::abort();
        }
        return client;
    }

    void send_all(const FileDescriptor& client, std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent =
                ::send(client.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            loop_.poll();
            if (sent > 0) {
                bytes.remove_prefix(static_cast<std::size_t>(sent));
            } else if (errno != EAGAIN) {
                return;
            }
        }
    }

    // Lets the server run until it has nothing more to do.
    std::string drain(const FileDescriptor& client) {
        std::string got;
        std::array<char, 4096> buffer{};
        for (int quiet = 0; quiet < 3;) {
            const bool busy = loop_.poll() > 0;
            const ssize_t size = ::recv(client.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
            if (size > 0) got.append(buffer.data(), static_cast<std::size_t>(size));
            quiet = busy || size > 0 ? 0 : quiet + 1;
        }
        return got;
    }

    bool still_serves() {
        const FileDescriptor client = connected();
        send_all(client, "GET /2018-06-01/ping HTTP/1.1\r\nHost: x\r\n\r\n");
        std::string got;
        for (int tries = 0; tries < 10'000 && got.empty(); ++tries) got = drain(client);
        return got.ends_with("\r\n\r\npong");
    }

    boost::asio::io_context loop_;
    WireNames names_{1};
    model::Texts texts_;
    Payloads payloads_;
    FunctionIdentity function_;
    CallersHeaders callers_;
    std::unique_ptr<HttpServer> server_;
};

}  // namespace
}  // namespace hourglass::real

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer looks it up by name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static hourglass::real::Api api;
    api.feed({reinterpret_cast<const char*>(data), size});
    return 0;
}
