// hourglass serve as its user has it: a port, lines on standard output, a trace that check judges,
// and nothing left behind however it ends.
#include "tests/cli/served.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace hourglass::tests {

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// Answers with two chunks and an error in the trailers. The second is made when the caller may long
// have the first.
constexpr std::string_view streaming_runtime = R"(
import os, socket, time
host, port = os.environ["AWS_LAMBDA_RUNTIME_API"].split(":")
def connected(): return socket.create_connection((host, int(port)))
invocation = b"/2018-06-01/runtime/invocation/"
while True:
    with connected() as s:
        s.sendall(b"GET " + invocation + b"next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        lines = s.makefile("rb").read().split(b"\r\n")
    id = [l for l in lines if l.startswith(b"Lambda-Runtime-Aws-Request-Id")][0].split(b": ")[1]
    with connected() as s:
        s.sendall(b"POST " + invocation + id + b"/response HTTP/1.1\r\nHost: x\r\n"
                  b"Lambda-Runtime-Function-Response-Mode: streaming\r\n"
                  b"Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
                  b"Trailer: Lambda-Runtime-Function-Error-Type\r\n"
                  b"Trailer: Lambda-Runtime-Function-Error-Body\r\n\r\n5\r\nfirst\r\n")
        time.sleep(0.2)
        s.sendall(b"6\r\nsecond\r\n0\r\nLambda-Runtime-Function-Error-Type: Function.Midway\r\n"
                  b"Lambda-Runtime-Function-Error-Body: eyJhIjoxfQ==\r\n\r\n")
        s.recv(1000)
)";

class Serve : public Served {
protected:
    // The answer to an invoke with that payload.
    static HttpAnswer invoke(std::uint16_t port, std::string_view payload) {
        Caller caller{port};
        caller.ask(payload);
        return caller.answer();
    }
};

TEST_F(Serve, AnswersStopsGracefullyAndKeepsATraceThatChecks) {
    const pid_t pid = start({"serve", "--port", "0", "--trace", "served.jsonl"});
    const std::uint16_t at = port();

    EXPECT_EQ(invoke(at, "{\"n\": 1}").body, "{\"n\": 1}");
    kill(pid, SIGTERM);
    const Outcome outcome = wait_for(pid);

    EXPECT_EQ(outcome.status, 0) << outcome.complaint;
    EXPECT_THAT(outcome.output, HasSubstr("REPORT RequestId: "));
    EXPECT_THAT(outcome.output, HasSubstr("loopback only"));
    EXPECT_THAT(outcome.output, HasSubstr("stopped after 1 answers"));
    EXPECT_TRUE(fs::is_empty(folder() / "tmp"));
    const Outcome checked = hourglass({"check", "served.jsonl"});
    EXPECT_EQ(checked.status, 0) << checked.output << checked.complaint;
}

// A caller waits for a runtime that never polls.
TEST_F(Serve, ResetsItsSandboxWhenItIsTerminated) {
    const pid_t pid =
        start({"serve", "--port", "0", "--trace", "served.jsonl", "--runtime", "/bin/sleep 1000"});
    Caller caller{port()};
    caller.ask("1");
    ASSERT_TRUE(becomes_true([&] { return !processes_beside(pid).empty(); }));

    kill(pid, SIGTERM);
    const Outcome outcome = wait_for(pid);

    EXPECT_EQ(outcome.status, 0) << outcome.complaint;
    std::ifstream file{folder() / "served.jsonl"};
    const std::string trace{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_THAT(trace, HasSubstr(R"("kind":"ResetDone","reason":"SandboxTerminated")"));
    // The bounds of a reset are rules, and the times stand in the trace.
    const Outcome checked = hourglass({"check", "served.jsonl"});
    EXPECT_EQ(checked.status, 0) << checked.output << checked.complaint;
    EXPECT_TRUE(becomes_true([&] { return nothing_is_left(pid); }));
}

TEST_F(Serve, LeavesNothingWhenItIsKilled) {
    const pid_t pid = start({"serve", "--port", "0"});
    EXPECT_EQ(invoke(port(), "1").status, 200);
    EXPECT_FALSE(processes_beside(pid).empty());

    kill(pid, SIGKILL);
    EXPECT_EQ(wait_for(pid).status, 128 + SIGKILL);

    EXPECT_TRUE(becomes_true([&] { return nothing_is_left(pid); }));
}

// A chunk, its trailers, and that the first chunk is there while the runtime still makes the
// others.
TEST_F(Serve, PassesAStreamedResponseOn) {
    write("runtime.py", streaming_runtime);
    const pid_t pid = start(
        {"serve", "--port", "0", "--runtime", "python3 " + (folder() / "runtime.py").string()});
    Caller caller{port()};

    caller.ask("1", "InvokeResponseMode: Streaming\r\nConnection: close\r\n");
    const std::string answer = caller.rest();
    kill(pid, SIGTERM);

    EXPECT_EQ(wait_for(pid).status, 0);
    EXPECT_THAT(answer, HasSubstr("\r\nTransfer-Encoding: chunked\r\n"));
    EXPECT_THAT(answer, HasSubstr("\r\nContent-Type: text/event-stream\r\n"));
    EXPECT_THAT(answer, HasSubstr("\r\n5\r\nfirst\r\n"));
    EXPECT_THAT(answer, HasSubstr("\r\n6\r\nsecond\r\n"));
    EXPECT_THAT(answer, HasSubstr("\r\n0\r\nEnd-Of-Response: Complete\r\n"
                                  "Lambda-Runtime-Function-Error-Type: Function.Midway\r\n"
                                  "Lambda-Runtime-Function-Error-Body: eyJhIjoxfQ==\r\n\r\n"));
}

TEST_F(Serve, SaysWhatIsWrongWithItsOptions) {
    EXPECT_THAT(hourglass({"serve", "--timeout", "soon"}).complaint, HasSubstr("--timeout soon"));
    EXPECT_THAT(hourglass({"serve", "--host", "everywhere"}).complaint,
                HasSubstr("everywhere is no IPv4 address"));
    EXPECT_THAT(hourglass({"serve", "--env", "X"}).complaint, HasSubstr("NAME=VALUE"));
    EXPECT_EQ(hourglass({"serve", "--runtime", "/no/such/file"}).status, 2);
}

}  // namespace

}  // namespace hourglass::tests
