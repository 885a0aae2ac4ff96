// The wire, without the API: families of HTTP.
#include "real/http_server.hpp"

#include "tests/real/peer.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace hourglass::real {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

// Answers at once with what it got, but /wait only when told.
class EchoingServer : public HttpWitness, public testing::Test {
protected:
    EchoingServer() {
        auto listening = HttpServer::listen(loop_, *this, {.body = 100, .header = 8192});
        EXPECT_TRUE(listening);
        server_ = *std::move(listening);
    }

    Peer connected() {
        return {server_->port(), [this] { loop_.run_for(500us); }};
    }

    void requested(const HttpRequest& request) override {
        if (request.path == "/wait") {
            waiting_.push_back(request.call);
        } else {
            server_->answer(request.call,
                            text_reply(200, fmt::format("{} {} {} {}", request.method, request.path,
                                                        request.body, request.body_size)));
        }
    }
    void delivered(model::CallId call) override { delivered_.push_back(call.value); }
    void abandoned(model::CallId call) override { abandoned_.push_back(call.value); }
    void refused(int status) override { refused_.push_back(status); }

    boost::asio::io_context loop_;
    std::unique_ptr<HttpServer> server_;
    std::vector<model::CallId> waiting_;
    std::vector<std::uint32_t> delivered_;
    std::vector<std::uint32_t> abandoned_;
    std::vector<int> refused_;
};

using HttpServerTest = EchoingServer;

TEST_F(HttpServerTest, KeepsTheConnectionOpen) {
    Peer peer = connected();

    EXPECT_EQ(peer.ask("GET /a").body, "GET /a  0");
    EXPECT_EQ(peer.ask("POST /b", "", "text").body, "POST /b text 4");
    EXPECT_THAT(delivered_, ElementsAre(1, 2));
}

TEST_F(HttpServerTest, SaysTheDateAndTheLengthInCanonicalNames) {
    const Answered answered = connected().ask("GET /");

    EXPECT_THAT(answered.head, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(answered.header("Date"), testing::EndsWith(" GMT"));
    EXPECT_EQ(answered.header("Content-Length"), "8");
    EXPECT_EQ(answered.header("Content-Type"), "text/plain; charset=utf-8");
}

TEST_F(HttpServerTest, IgnoresTheQueryAndTakesAbsoluteForms) {
    Peer peer = connected();

    EXPECT_EQ(peer.ask("GET /a/b?c=/d").body, "GET /a/b  0");
    EXPECT_EQ(peer.ask("GET http://localhost:9001/a/b").body, "GET /a/b  0");
}

TEST_F(HttpServerTest, TakesABodyInChunks) {
    Peer peer = connected();

    const Answered answered = peer.ask("POST /c", "Transfer-Encoding: chunked\r\n");
    peer.send("3\r\nabc\r\n");
    peer.send("2\r\nde\r\n0\r\nTrailer: x\r\n\r\n");

    EXPECT_EQ(answered.status, 0);
    EXPECT_EQ(peer.read_answer().body, "POST /c abcde 5");
}

TEST_F(HttpServerTest, AsksForABodyThatIsAnnounced) {
    Peer peer = connected();

    peer.send("POST /e HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    EXPECT_EQ(peer.read_available(), "HTTP/1.1 100 Continue\r\n\r\n");
    peer.send("ok");

    EXPECT_EQ(peer.read_answer().body, "POST /e ok 2");
}

TEST_F(HttpServerTest, CountsABodyAboveTheLimitAndKeepsItsBeginning) {
    Peer peer = connected();

    const Answered answered = peer.ask("POST /f", "", std::string(300'000, 'x'));

    EXPECT_EQ(answered.body, "POST /f " + std::string(100, 'x') + " 300000");
    EXPECT_EQ(peer.ask("GET /g").status, 200);
}

TEST_F(HttpServerTest, AnswersPipelinedRequestsInTheirOrder) {
    Peer peer = connected();

    peer.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\nGET /after HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(peer.read_available(), "");
    server_->answer(waiting_.at(0), text_reply(200, "waited"));

    EXPECT_EQ(peer.read_answer().body, "waited");
    EXPECT_EQ(peer.read_answer().body, "GET /after  0");
}

TEST_F(HttpServerTest, TellsThatAWaitingClientHasGone) {
    Peer peer = connected();

    peer.post("GET /wait", "", "");
    peer.read_available();
    peer.close();
    loop_.run_for(5ms);

    EXPECT_THAT(abandoned_, ElementsAre(1));
    server_->answer(waiting_.at(0), text_reply(200, "late"));
    EXPECT_TRUE(delivered_.empty());
}

TEST_F(HttpServerTest, ClosesAConnectionWithoutAnAnswer) {
    Peer peer = connected();

    peer.post("GET /wait", "", "");
    peer.read_available();
    server_->close(waiting_.at(0));

    EXPECT_TRUE(peer.is_closed());
    EXPECT_TRUE(abandoned_.empty());
    EXPECT_TRUE(delivered_.empty());
}

TEST_F(HttpServerTest, RefusesARequestWithoutHost) {
    Peer peer = connected();

    peer.send("GET / HTTP/1.1\r\n\r\n");
    const Answered answered = peer.read_answer();

    EXPECT_EQ(answered.status, 400);
    EXPECT_EQ(answered.body, "400 Bad Request: missing required Host header");
    EXPECT_TRUE(peer.is_closed());
    EXPECT_THAT(refused_, ElementsAre(400));
}

TEST_F(HttpServerTest, ServesHttp10AndCloses) {
    Peer peer = connected();

    peer.send("GET /old HTTP/1.0\r\n\r\n");

    EXPECT_EQ(peer.read_answer().body, "GET /old  0");
    EXPECT_TRUE(peer.is_closed());
}

TEST_F(HttpServerTest, ClosesWhenTheClientAsksForIt) {
    Peer peer = connected();

    const Answered answered = peer.ask("GET /", "Connection: close\r\n");

    EXPECT_EQ(answered.header("Connection"), "close");
    EXPECT_TRUE(peer.is_closed());
}

TEST_F(HttpServerTest, RefusesHeadersAboveTheLimit) {
    Peer peer = connected();

    const Answered answered = peer.ask("GET /", "X: " + std::string(20'000, 'x') + "\r\n");

    EXPECT_EQ(answered.status, 431);
    EXPECT_TRUE(peer.is_closed());
}

TEST_F(HttpServerTest, RefusesWhatIsNoHttpAndServesTheNext) {
    Peer peer = connected();
    Peer other = connected();

    peer.send("\x16\x03\x01 binary junk\r\n\r\n");

    EXPECT_EQ(peer.read_answer().status, 400);
    EXPECT_TRUE(peer.is_closed());
    EXPECT_EQ(other.ask("GET /").status, 200);
}

TEST_F(HttpServerTest, SurvivesAClientThatLeavesInTheMiddle) {
    Peer peer = connected();
    Peer other = connected();

    peer.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nonly this");
    peer.close();

    EXPECT_EQ(other.ask("GET /").status, 200);
    EXPECT_TRUE(abandoned_.empty());
}

TEST_F(HttpServerTest, SendsNoBodyToHead) {
    Peer peer = connected();

    peer.send("HEAD /h HTTP/1.1\r\nHost: x\r\n\r\n");

    EXPECT_THAT(peer.read_available(), HasSubstr("Content-Length: 10\r\n\r\n"));
}

TEST_F(HttpServerTest, SendsALargeAnswerWhole) {
    Peer peer = connected();
    const std::string large(6'291'556, 'y');

    peer.post("GET /wait", "", "");
    peer.read_available();
    server_->answer(waiting_.at(0), text_reply(200, large));

    EXPECT_EQ(peer.read_answer().body, large);
    EXPECT_THAT(delivered_, ElementsAre(1));
}

TEST_F(HttpServerTest, ListensOnLoopbackOnlyAndOnAPortOfItsOwn) {
    auto second = HttpServer::listen(loop_, *this, {});

    ASSERT_TRUE(second);
    EXPECT_NE((*second)->port(), server_->port());
}

TEST(HttpReply, LetsNobodyInjectAHeader) {
    HttpReply reply;

    reply.add_header("A", "b\r\nC: d");

    EXPECT_EQ(reply.headers, "A: b  C: d\r\n");
}

TEST(HttpReply, EscapesJsonAsGoDoes) {
    EXPECT_EQ(json_string("<a>&\"\\\n\x01\xe2\x80\xa8\xe2\x80\xa9\xc3\xa4"),
              "\"\\u003ca\\u003e\\u0026\\\"\\\\\\n\\u0001\\u2028\\u2029\xc3\xa4\"");
}

}  // namespace
}  // namespace hourglass::real
