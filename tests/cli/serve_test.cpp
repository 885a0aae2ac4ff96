// hourglass serve as its user has it: a port, lines on standard output, a trace that check judges,
// and nothing left behind however it ends.
#include "tests/cli/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <arpa/inet.h>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hourglass::tests {

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Serve : public ProgramTest {
protected:
    Serve() {
        fs::create_directory(folder() / "tmp");
        environment_["TMPDIR"] = (folder() / "tmp").string();
    }

    static bool becomes_true(const std::function<bool()>& condition) {
        for (int i = 0; i < 3000; ++i) {
            if (condition()) return true;
            poll(nullptr, 0, 10);
        }
        return false;
    }

    // The port that the program says it listens on.
    std::uint16_t port() const {
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

    // The whole answer to an invoke with that payload.
    static std::string invoke(std::uint16_t port, std::string_view payload) {
        const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        const std::string request = fmt::format(
            "POST /2015-03-31/functions/function/invocations HTTP/1.1\r\nHost: x\r\n"
            "Connection: close\r\nContent-Length: {}\r\n\r\n{}",
            payload.size(), payload);
        EXPECT_EQ(send(fd, request.data(), request.size(), MSG_NOSIGNAL),
                  static_cast<ssize_t>(request.size()));
        std::string answer;
        char buffer[4096];
        for (ssize_t got = 0; (got = recv(fd, buffer, sizeof buffer, 0)) > 0;) {
            answer.append(buffer, static_cast<std::size_t>(got));
        }
        close(fd);
        return answer;
    }

    std::size_t processes_beside(pid_t program) const {
        std::size_t count = 0;
        for (const auto& entry : fs::directory_iterator{"/proc"}) {
            const std::string pid = entry.path().filename();
            if (pid.find_first_not_of("0123456789") != std::string::npos) continue;
            std::ifstream file{entry.path() / "environ", std::ios::binary};
            const std::string text{std::istreambuf_iterator<char>{file}, {}};
            if (text.find(folder().string()) != std::string::npos && pid != std::to_string(program))
                ++count;
        }
        return count;
    }
};

TEST_F(Serve, AnswersStopsGracefullyAndKeepsATraceThatChecks) {
    const pid_t pid = start({"serve", "--port", "0", "--trace", "served.jsonl"});
    const std::uint16_t at = port();

    EXPECT_THAT(invoke(at, "{\"n\": 1}"), HasSubstr("\r\n\r\n{\"n\": 1}"));
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

TEST_F(Serve, LeavesNothingWhenItIsKilled) {
    const pid_t pid = start({"serve", "--port", "0"});
    EXPECT_THAT(invoke(port(), "1"), HasSubstr("200 OK"));
    EXPECT_GE(processes_beside(pid), 1U);

    kill(pid, SIGKILL);
    EXPECT_EQ(wait_for(pid).status, 128 + SIGKILL);

    EXPECT_TRUE(becomes_true([&] { return processes_beside(pid) == 0; }));
    EXPECT_TRUE(becomes_true([&] { return fs::is_empty(folder() / "tmp"); }));
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
