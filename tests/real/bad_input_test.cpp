// Clients that mean no good: each gets a correct answer or loses its connection, and the next
// invoke works.
#include "real/http_server.hpp"
#include "tests/real/contract.hpp"

#include <gmock/gmock.h>

#include <deque>
#include <fstream>

namespace hourglass::real {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class BadInput : public Contract {
protected:
    BadInput() { start_with_runtime(); }

    void expect_next_invoke_works() {
        Peer runtime = connected();
        const std::string id = runtime_with_event(runtime, "\"still here\"");
        const Answered answered =
            runtime.ask("POST /2018-06-01/runtime/invocation/" + id + "/response", "", "\"yes\"");
        EXPECT_EQ(answered.status, 202);
    }

    // Our own resident memory, in MB.
    static long resident_mb() {
        std::ifstream status{"/proc/self/status"};
        for (std::string line; std::getline(status, line);) {
            if (line.starts_with("VmRSS:"))
                return std::strtol(line.c_str() + 6, nullptr, 10) / 1024;
        }
        return 0;
    }
};

TEST_F(BadInput, ASlowHeaderHoldsUpNobody) {
    Peer slow = connected();
    const std::string_view request = "GET /2018-06-01/ping HTTP/1.1\r\nHost: x\r\n\r\n";

    for (std::size_t i = 0; i + 1 < request.size(); ++i) {
        slow.send(request.substr(i, 1));
        if (i % 10 != 0) continue;
        EXPECT_EQ(connected().ask("GET /2018-06-01/ping").status, 200);
    }
    slow.send("\n");

    EXPECT_EQ(slow.read_answer().body, "pong");
    expect_next_invoke_works();
}

TEST_F(BadInput, IdleConnectionsCostLittleAndAreLetGo) {
    const long before = resident_mb();
    std::deque<Peer> idle;

    for (int i = 0; i < 400; ++i) idle.push_back(connected());

    EXPECT_EQ(connected().ask("GET /2018-06-01/ping").status, 200);
    EXPECT_LT(resident_mb() - before, 100);
    expect_next_invoke_works();
}

TEST_F(BadInput, AHeaderCannotBeInjectedIntoAnAnswer) {
    const Answered answered =
        connected().ask(event_next, "Lambda-Extension-Identifier: a\r\n b\rX: y\r\n");

    EXPECT_EQ(answered.header("X"), "");
    expect_next_invoke_works();
}

TEST_F(BadInput, PathsThatClimbAreNotFound) {
    Peer peer = connected();

    for (const char* path : {"/2018-06-01/../../etc/passwd", "//2018-06-01/ping",
                             "/2018-06-01/runtime/invocation/..%2f..%2f/response",
                             "/2018-06-01/runtime/invocation//response", "*", "/%00"}) {
        const int status = peer.ask(std::string{"GET "} + path).status;
        EXPECT_TRUE(status == 404 || status == 405) << path << ' ' << status;
    }
    expect_next_invoke_works();
}

TEST_F(BadInput, AnEndlessBodyIsCountedAndNotKept) {
    Peer peer = connected();
    const long before = resident_mb();
    const std::string piece(1 << 20, 'x');

    peer.send(
        "POST /2018-06-01/runtime/init/error HTTP/1.1\r\nHost: x\r\n"
        "Content-Length: 209715200\r\n\r\n");
    for (int i = 0; i < 200; ++i) peer.send(piece);

    EXPECT_NE(peer.read_answer().status, 0);
    EXPECT_LT(resident_mb() - before, 64);
}

TEST_F(BadInput, AnExtensionWithAVeryLongNameIsRefused) {
    const std::string name(10'000, 'n');

    const Answered answered = connected().ask(
        register_line, "Lambda-Extension-Name: " + name + "\r\n", R"({"events":["SHUTDOWN"]})");

    EXPECT_EQ(answered.status, 403);
    EXPECT_THAT(answered.body, HasSubstr("ShutdownEventNotSupportedForInternalExtension"));
    expect_next_invoke_works();
}

TEST_F(BadInput, AnExtensionMayBeCalledLikeAPathAndNothingComesOfIt) {
    const Answered answered =
        connected().ask(register_line, "Lambda-Extension-Name: ../../../etc/passwd\r\n",
                        R"({"events":["INVOKE"]})");

    EXPECT_EQ(answered.status, 200);
    EXPECT_EQ(answered.body.find("root:"), std::string::npos);
}

TEST_F(BadInput, BinaryJunkIsRefusedOrCutOff) {
    for (const std::string_view junk :
         {std::string_view{"\0\0\0\0\r\n\r\n", 8}, std::string_view{"\x80\xff\xfe GET\r\n\r\n"},
          std::string_view{"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
          std::string_view{"\r\n\r\n\r\n\r\n"}}) {
        Peer peer = connected();
        peer.send(junk);
        const std::string got = peer.read_available();
        EXPECT_TRUE(got.empty() || got.starts_with("HTTP/1.1 4")) << got;
    }
    expect_next_invoke_works();
}

TEST_F(BadInput, AClientThatClosesInTheMiddleTakesNothingWithIt) {
    for (const std::string_view part :
         {"GET /2018-06-01/runtime/invo",
          "POST /2018-06-01/runtime/init/error HTTP/1.1\r\nHost: x\r\n",
          "POST /2018-06-01/runtime/init/error HTTP/1.1\r\nHost: x\r\nContent-Length: "
          "9\r\n\r\nabc"}) {
        Peer peer = connected();
        peer.send(part);
        pump();
        peer.close();
        pump();
    }
    expect_next_invoke_works();
}

// More connections than are allowed: the idle ones that came first have to go.
TEST(TooManyConnections, CloseTheOnesThatAreIdleLongest) {
    boost::asio::io_context loop;  // outlives the server
    struct Silent : HttpWitness {
        void requested(const HttpRequest& request) override {
            server->answer(request.call, text_reply(200, "here"));
        }
        void delivered(model::CallId) override {}
        void abandoned(model::CallId) override {}
        void refused(int) override {}
        std::unique_ptr<HttpServer> server;
    } witness;
    witness.server = *HttpServer::listen(loop, witness, {.connections = 3});
    const auto connect = [&] {
        return Peer{witness.server->port(), [&] { loop.run_for(std::chrono::microseconds{500}); }};
    };

    std::deque<Peer> peers;
    for (int i = 0; i < 5; ++i) {
        peers.push_back(connect());
        EXPECT_EQ(peers.back().ask("GET /").status, 200);
    }

    EXPECT_TRUE(peers[0].is_closed());
    EXPECT_TRUE(peers[1].is_closed());
    EXPECT_EQ(peers[2].ask("GET /").status, 200);
}

}  // namespace
}  // namespace hourglass::real
