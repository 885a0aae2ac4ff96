// serve under many requests with crashes, errors and timeouts among them: every one is answered,
// none wrongly, and nothing is left whatever ends it. A larger run, as docs/serve.md has it:
//   HOURGLASS_SERVE_REQUESTS=10000 HOURGLASS_SERVE_AT_ONCE=200
//   build/dev/tests/hourglass_cli_tests --gtest_filter='ServeUnderFire.*'
// (in one line)
#include "tests/cli/served.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

namespace hourglass::tests {

namespace {

namespace fs = std::filesystem;

// Does what each event asks for. It may leave a child outside of its group, too.
constexpr std::string_view obedient_runtime = R"(
import http.client, json, os, subprocess, time
if "A_CHILD" in os.environ: subprocess.Popen(["sleep", "600"], start_new_session=True)
api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
while True:
    api.request("GET", "/2018-06-01/runtime/invocation/next")
    got = api.getresponse()
    event = got.read()
    path = "/2018-06-01/runtime/invocation/" + got.headers["Lambda-Runtime-Aws-Request-Id"]
    what = json.loads(event)["do"]
    if what == "crash": os._exit(3)
    if what == "hang": time.sleep(600)
    if what == "fail":
        error = json.dumps({"errorType": "Function.Asked", "errorMessage": event.decode()})
        api.request("POST", path + "/error", error,
                    {"Lambda-Runtime-Function-Error-Type": "Function.Asked"})
    else:
        api.request("POST", path + "/response", event)
    api.getresponse().read()
)";

std::size_t number_in(const char* variable, std::size_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoul(text, nullptr, 10);
}

// Most are echoed; a timeout costs three seconds, so those are few.
std::string_view deed_of(std::size_t number, std::size_t all) {
    const std::size_t seldom = std::max<std::size_t>(40, all / 20);
    if (number % seldom == seldom - 1) return "hang";
    const std::size_t often = std::max<std::size_t>(20, all / 100);
    if (number % often == 7) return "crash";
    return number % often == 13 ? "fail" : "echo";
}

struct Asked {
    std::string_view deed;
    std::string payload;
};

Asked asked(std::size_t number, std::size_t all) {
    const auto deed = deed_of(number, all);
    return {deed, fmt::format(R"({{"n": {}, "do": "{}"}})", number, deed)};
}

bool is_right(const Asked& request, const HttpAnswer& answer) {
    const bool failed = answer.has("\r\nX-Amz-Function-Error: Unhandled\r\n");
    const auto says = [&](std::string_view text) {
        return answer.body.find(text) != std::string::npos;
    };
    if (answer.status != 200) return false;
    if (request.deed == "echo") return !failed && answer.body == request.payload;
    if (request.deed == "crash") return failed && says("Runtime.ExitError");
    if (request.deed == "hang") return failed && says("Sandbox.Timedout");
    return failed && says("Function.Asked") &&
           says(request.payload.substr(6, request.payload.find(',') - 6));
}

struct Tally {
    std::size_t right = 0;
    std::size_t wrong = 0;
    std::size_t unanswered = 0;
};

class ServeUnderFire : public Served {
protected:
    ServeUnderFire() { write("runtime.py", obedient_runtime); }

    pid_t serve(const Arguments& more = {}) const {
        Arguments arguments{"serve",
                            "--port",
                            "0",
                            "--timeout",
                            "3s",
                            "--runtime",
                            "python3 " + (folder() / "runtime.py").string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        fs::remove(folder() / ".output");  // of the one before, which says a port too
        return start(arguments);
    }

    static void count(const Asked& request, const HttpAnswer& answer, Tally& tally) {
        if (answer.status == 0) {
            ++tally.unanswered;
        } else if (is_right(request, answer)) {
            ++tally.right;
        } else {
            ++tally.wrong;
            ADD_FAILURE() << request.payload << " is answered " << answer.head << answer.body;
        }
    }

    Tally one_after_the_other(std::uint16_t port, std::size_t all) const {
        Tally tally;
        Caller caller{port};
        for (std::size_t n = 0; n < all; ++n) {
            const Asked request = asked(n, all);
            caller.ask(request.payload);
            count(request, caller.answer(), tally);
        }
        return tally;
    }

    Tally at_once(std::uint16_t port, std::size_t callers, std::size_t rounds) const {
        Tally tally;
        std::vector<Caller> all;
        for (std::size_t i = 0; i < callers; ++i) all.emplace_back(port);
        for (std::size_t round = 0; round < rounds; ++round) {
            std::vector<Asked> requests;
            for (std::size_t i = 0; i < callers; ++i) {
                requests.push_back(asked(round * callers + i, callers * rounds));
                all[i].ask(requests.back().payload);
            }
            for (std::size_t i = 0; i < callers; ++i) count(requests[i], all[i].answer(), tally);
        }
        return tally;
    }

    // The process that cleans up when the program has died.
    pid_t guard() const {
        for (const auto& entry : fs::directory_iterator{"/proc"}) {
            std::ifstream file{entry.path() / "cmdline", std::ios::binary};
            const std::string words{std::istreambuf_iterator<char>{file}, {}};
            const bool guards = words.find("guard") != std::string::npos &&
                                words.find(folder().string()) != std::string::npos;
            if (guards) return std::atoi(entry.path().filename().c_str());
        }
        return 0;
    }
};

void expect_all_right(const char* how, const Tally& tally, std::size_t all) {
    EXPECT_EQ(tally.right, all) << how;
    EXPECT_EQ(tally.wrong, 0U) << how;
    EXPECT_EQ(tally.unanswered, 0U) << how;
    fmt::print("{}: {} asked, {} answered rightly, {} wrongly, {} not\n", how, all, tally.right,
               tally.wrong, tally.unanswered);
}

TEST_F(ServeUnderFire, AnswersEveryRequestAndStopsWithoutATrace) {
    const std::size_t requests = number_in("HOURGLASS_SERVE_REQUESTS", 40);
    const std::size_t callers = number_in("HOURGLASS_SERVE_AT_ONCE", 10);
    const pid_t pid = serve({"--env", "A_CHILD=1"});
    const std::uint16_t at = port();

    expect_all_right("one after the other", one_after_the_other(at, requests), requests);
    expect_all_right("at once", at_once(at, callers, 4), callers * 4);
    kill(pid, SIGINT);

    EXPECT_EQ(wait_for(pid).status, 0);
    EXPECT_TRUE(nothing_is_left(pid));
}

// Ctrl-C while many wait: each gets an answer.
TEST_F(ServeUnderFire, AnswersEverybodyWhenItIsInterrupted) {
    const std::size_t callers = number_in("HOURGLASS_SERVE_AT_ONCE", 10);
    const pid_t pid = serve({"--trace", "served.jsonl"});
    const std::uint16_t at = port();
    std::vector<Caller> all;
    for (std::size_t i = 0; i < callers; ++i) {
        all.emplace_back(at);
        all.back().ask(i == 2 ? R"({"do": "hang"})" : R"({"do": "echo"})");
    }

    EXPECT_EQ(all[0].answer().status, 200);
    kill(pid, SIGINT);

    for (std::size_t i = 1; i < callers; ++i) {
        const int status = all[i].answer().status;
        EXPECT_TRUE(status == 200 || status == 503) << i << ' ' << status;
    }
    EXPECT_EQ(wait_for(pid).status, 0);
    EXPECT_TRUE(nothing_is_left(pid));
    EXPECT_EQ(hourglass({"check", "served.jsonl"}).status, 0);
}

TEST_F(ServeUnderFire, LeavesToTheNextStartWhatItsGuardCannotClean) {
    const pid_t pid = serve({"--env", "A_CHILD=1"});
    Caller caller{port()};
    caller.ask(R"({"do": "echo"})");
    EXPECT_EQ(caller.answer().status, 200);
    const pid_t watcher = guard();
    ASSERT_GT(watcher, 0);

    kill(watcher, SIGKILL);
    kill(pid, SIGKILL);
    EXPECT_EQ(wait_for(pid).status, 128 + SIGKILL);
    EXPECT_FALSE(nothing_is_left(pid));
    const pid_t next = serve();
    port();
    kill(next, SIGTERM);

    EXPECT_EQ(wait_for(next).status, 0);
    EXPECT_TRUE(becomes_true([&] { return nothing_is_left(next); }));
}

}  // namespace

}  // namespace hourglass::tests
