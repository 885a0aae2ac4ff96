// Callers of serve that mean no good: it stays alive and small, and the next invoke works.
#include "tests/cli/served.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace hourglass::tests {

namespace {

class ServeBadInput : public Served {
protected:
    ServeBadInput() : pid_(start({"serve", "--port", "0"})), port_(port()) {}
    ~ServeBadInput() override {
        kill(pid_, SIGTERM);
        EXPECT_EQ(wait_for(pid_).status, 0);
    }

    void expect_next_invoke_works() const {
        Caller caller{port_};
        caller.ask("7");
        EXPECT_EQ(caller.answer().body, "7");
    }

    // The most memory that the program has had, in MB.
    long most_memory() const {
        std::ifstream status{fmt::format("/proc/{}/status", pid_)};
        for (std::string line; std::getline(status, line);) {
            if (line.starts_with("VmHWM:")) {
                return std::strtol(line.c_str() + 6, nullptr, 10) / 1024;
            }
        }
        return 0;
    }

    pid_t pid_;
    std::uint16_t port_;
};

// As many files as this process may have.
std::size_t raise_file_limit() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

TEST_F(ServeBadInput, BearsTenThousandIdleConnections) {
    const std::size_t most = std::min<std::size_t>(10'000, raise_file_limit() - 100);
    std::vector<Caller> idle;
    idle.reserve(most);

    for (std::size_t i = 0; i < most; ++i) {
        idle.emplace_back(port_);
        if (i % 2 == 0) idle.back().send("POST /2015-03-31/func");  // and never goes on
    }

    expect_next_invoke_works();
    EXPECT_LT(most_memory(), 100);
}

TEST_F(ServeBadInput, RefusesABodyOfAGigabyteAndKeepsLittleOfIt) {
    const std::string piece(1 << 20, '1');
    Caller caller{port_};

    caller.send(
        "POST /2015-03-31/functions/function/invocations HTTP/1.1\r\nHost: x\r\n"
        "Content-Length: 1073741824\r\n\r\n");
    for (int i = 0; i < 1024; ++i) caller.send(piece);

    EXPECT_EQ(caller.answer().status, 413);
    EXPECT_LT(most_memory(), 64);
    expect_next_invoke_works();
}

TEST_F(ServeBadInput, FindsNoFunctionWhereAPathClimbs) {
    for (const char* path : {"/2015-03-31/functions/../../etc/passwd/invocations",
                             "/2015-03-31/functions/%2e%2e%2f/invocations", "/../../etc/passwd"}) {
        Caller caller{port_};
        caller.send(fmt::format("POST {} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1", path));
        EXPECT_EQ(caller.answer().status, 404) << path;
    }
    expect_next_invoke_works();
}

}  // namespace

}  // namespace hourglass::tests
