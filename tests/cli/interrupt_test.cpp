// Ctrl-C at any moment: the partial report is written, no process is left, status 130.
#include "tests/cli/program.hpp"
#include "tests/support/approved.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <csignal>
#include <filesystem>
#include <functional>
#include <poll.h>

namespace hourglass::tests {

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Interrupt : public ProgramTest {
protected:
    // Polls, because the program is another process; the limit only ends a test that fails.
    static bool becomes_true(const std::function<bool()>& condition) {
        for (int i = 0; i < 3000; ++i) {
            if (condition()) return true;
            poll(nullptr, 0, 10);
        }
        return false;
    }

    // A runtime that never answers, so that the run lasts until somebody stops it.
    std::string endless_scenario() const {
        std::string text = scenario("INV/endless", R"(["next", "hang"])", "success");
        text.replace(text.find("300ms"), 5, "50s");
        text.replace(text.find("\"20s\""), 5, "\"60s\"");
        return write("endless.json", text);
    }

    Interrupt() {
        fs::create_directory(folder() / "tmp");
        environment_["TMPDIR"] = (folder() / "tmp").string();
    }

    // All that the program started have our folder in their environment.
    std::size_t processes_beside(pid_t program) const {
        std::size_t count = 0;
        for (const auto& entry : fs::directory_iterator{"/proc"}) {
            const std::string pid = entry.path().filename();
            if (pid.find_first_not_of("0123456789") != std::string::npos) continue;
            const bool ours =
                text_of(entry.path() / "environ").find(folder().string()) != std::string::npos;
            if (ours && pid != std::to_string(program)) ++count;
        }
        return count;
    }

    void expect_nothing_left(pid_t program) const {
        EXPECT_EQ(processes_beside(program), 0U);
        EXPECT_TRUE(fs::is_empty(folder() / "tmp"));
    }
};

TEST_F(Interrupt, OfTheSimulatorLeavesAPartialReport) {
    const pid_t pid = start({"verify", "--backend", "sim", "--cases", "100000"});
    ASSERT_TRUE(becomes_true([this] { return exists("hourglass-report/traces/sim"); }));

    kill(pid, SIGINT);
    const Outcome outcome = wait_for(pid);

    EXPECT_EQ(outcome.status, 130);
    EXPECT_THAT(outcome.output, HasSubstr("stopped, the report is partial"));
    const auto result = nlohmann::json::parse(read("hourglass-report/result.json"));
    EXPECT_EQ(result["complete"], false);
}

TEST_F(Interrupt, OfRealProcessesLeavesNoneOfThem) {
    const pid_t pid = start({"verify", "--backend", "process", "--scenarios", endless_scenario()});
    ASSERT_TRUE(becomes_true([&] { return processes_beside(pid) >= 2; }));

    kill(pid, SIGINT);
    const Outcome outcome = wait_for(pid);

    EXPECT_EQ(outcome.status, 130) << outcome.complaint;
    expect_nothing_left(pid);
    EXPECT_TRUE(exists("hourglass-report/result.json"));
}

TEST_F(Interrupt, OfASingleRunEndsIt) {
    const pid_t pid = start({"run", "--backend", "process", endless_scenario()});
    ASSERT_TRUE(becomes_true([&] { return processes_beside(pid) >= 1; }));

    kill(pid, SIGINT);
    const Outcome outcome = wait_for(pid);

    EXPECT_EQ(outcome.status, 130) << outcome.complaint;
    expect_nothing_left(pid);
}

TEST_F(Interrupt, KilledProgramTakesItsWorkersAlong) {
    const pid_t pid = start({"verify", "--backend", "process", "--scenarios", endless_scenario()});
    ASSERT_TRUE(becomes_true([&] { return processes_beside(pid) >= 2; }));

    kill(pid, SIGKILL);
    wait_for(pid);

    EXPECT_TRUE(becomes_true([&] { return processes_beside(pid) == 0; }));
    expect_nothing_left(pid);
}

}  // namespace

}  // namespace hourglass::tests
