// Programs that are no emulator, or a bad one, given as --rie: each ends in an error or a verdict
// that says what it did, and none is left behind.
#include "tests/cli/program.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>

namespace hourglass::tests {

namespace {

using testing::HasSubstr;
using testing::Not;

class BadEmulator : public ProgramTest {
protected:
    void SetUp() override {
        if (geteuid() != 0) GTEST_SKIP() << "an emulator runs in a mount namespace: needs root";
    }

    Outcome judge(const std::string& script) const {
        write("emulator", script);
        chmod((folder() / "emulator").c_str(), 0700);
        write("short.json", R"({
            "version": 1, "name": "INV/short", "about": "Nobody waits long here.",
            "config": {"function_timeout": "1s"}, "runtime": ["next", "respond", "repeat"],
            "invoker": ["invoke"], "horizon": "2s"})");
        return hourglass(
            {"verify", "--backend", "rie", "--rie", "./emulator", "--scenarios", "short.json"});
    }

    // It has its own name in its environment, so that what it leaves is found.
    bool is_left_behind() const {
        // Quiet: a process that ends meanwhile is an error to grep, and one that was found is more.
        const std::string find = "grep -qsz 'MARK=" + folder().string() + "' /proc/[0-9]*/environ";
        return std::system(find.c_str()) == 0;
    }
    std::string marked(const std::string& script) const {
        return "#!/bin/sh\nexport MARK=" + folder().string() + "\n" + script;
    }
};

TEST_F(BadEmulator, WouldBeFoundIfItWereLeftBehind) {
    EXPECT_FALSE(is_left_behind());
    const std::string sleeper =
        "MARK=" + folder().string() + " sleep 300 >/dev/null 2>&1 & echo $!";
    const std::string file = (folder() / "pid").string();
    ASSERT_EQ(std::system(("{ " + sleeper + "; } >" + file).c_str()), 0);

    EXPECT_TRUE(is_left_behind());
    EXPECT_EQ(std::system(("kill $(cat " + file + ")").c_str()), 0);
}

TEST_F(BadEmulator, EndsBeforeItListens) {
    const Outcome outcome = judge("#!/bin/sh\necho listen: address already in use >&2\nexit 1\n");

    EXPECT_EQ(outcome.status, 2) << outcome.complaint;
    EXPECT_THAT(outcome.output, HasSubstr("ended before it listened"));
    EXPECT_THAT(outcome.output, HasSubstr("its last words: listen: address already in use"));
}

TEST_F(BadEmulator, DoesNotKnowItsOptions) {
    const Outcome outcome = judge("#!/bin/sh\nexec /bin/ls \"$@\"\n");

    EXPECT_EQ(outcome.status, 2) << outcome.complaint;
    EXPECT_THAT(outcome.output, HasSubstr("--runtime-api-address"));
}

TEST_F(BadEmulator, NeverListens) {
    const Outcome outcome = judge(marked("sleep 300 & sleep 300\n"));

    EXPECT_EQ(outcome.status, 2) << outcome.complaint;
    EXPECT_THAT(outcome.output, HasSubstr("does not listen on ports"));
    EXPECT_FALSE(is_left_behind());
}

TEST_F(BadEmulator, FloodsItsLog) {
    const Outcome outcome = judge("#!/bin/sh\nyes flood | head -c 100000000\nexit 3\n");

    EXPECT_EQ(outcome.status, 2) << outcome.complaint;
    EXPECT_THAT(outcome.output, HasSubstr("(further output is not recorded)"));
    EXPECT_LT(outcome.output.size(), 20'000U);
}

// It listens at both doors and does `deed`, in Python, with each request at the front one.
class ListeningEmulator : public BadEmulator {
protected:
    void SetUp() override {
        BadEmulator::SetUp();
        if (std::system("command -v python3 >/dev/null") != 0) GTEST_SKIP() << "needs python3";
    }

    Outcome judge_one_that(const std::string& deed) const {
        return judge(marked(R"(exec python3 - "$@" <<'PYTHON'
import os, signal, socket, sys
doors = []
for place in (sys.argv[2], sys.argv[4]):
    host, port = place.split(":")
    doors.append(socket.create_server((host, int(port))))
while True:
    door = doors[1].accept()[0]
    if door.recv(1): )" + deed +
                            R"(
    door.close()
PYTHON
)"));
    }
};

TEST_F(ListeningEmulator, IsKilledInTheMiddle) {
    const Outcome outcome = judge_one_that("os.kill(os.getpid(), signal.SIGKILL)");

    EXPECT_EQ(outcome.status, 1) << outcome.complaint;
    EXPECT_THAT(outcome.output, HasSubstr("VIOLATED PROC-33"));
    EXPECT_THAT(outcome.output, HasSubstr("VIOLATED FE-36"));
    EXPECT_FALSE(is_left_behind());
}

TEST_F(ListeningEmulator, AnswersNonsense) {
    const Outcome outcome = judge_one_that(R"(door.sendall(b'HTTP/1.1 200 OK\r\n\r\nnonsense'))");

    EXPECT_EQ(outcome.status, 1) << outcome.complaint;
    EXPECT_THAT(outcome.output, HasSubstr("VIOLATED"));
    EXPECT_THAT(outcome.output, Not(HasSubstr("NOT PLAYED")));
    EXPECT_FALSE(is_left_behind());
}

}  // namespace
}  // namespace hourglass::tests
