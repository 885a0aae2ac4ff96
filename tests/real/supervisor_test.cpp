// Processes: how they start, what they write, how they end and what they leave.
#include "real/supervisor.hpp"

#include "real/descendants.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>

namespace hourglass::real {
namespace {

using namespace std::chrono_literals;
using model::ProcessName;
using model::Who;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr ProcessName runtime{Who::Runtime, 0, 1};
constexpr ProcessName extension{Who::Extension, 3, 1};

class SupervisorTest : public ProcessWitness, public testing::Test {
protected:
    // As the backend does: what a leader leaves comes to us, whenever process 1 may reap.
    SupervisorTest() { adopt_orphans(); }

    void process_exited(const ProcessName& name, ExitStatus status) override {
        exits_.push_back({name, status});
    }
    void line_written(const ProcessName&, Stream stream, std::string_view line) override {
        lines_.push_back((stream == Stream::Errors ? "E:" : "O:") + std::string{line});
    }

    tl::expected<pid_t, int> start_shell(const std::string& script,
                                         const ProcessName& name = runtime) {
        return supervisor_.start(name, {.argv = {"/bin/sh", "-c", script},
                                        .environment = {"MARK=supervisor-test", "PATH=/bin"},
                                        .directory = {}});
    }

    void run_until_exits(std::size_t count) {
        for (int i = 0; i < 4000 && exits_.size() < count; ++i) loop_.run_one_for(1ms);
    }

    void run_until_lines(std::size_t count) {
        for (int i = 0; i < 4000 && lines_.size() < count; ++i) loop_.run_one_for(1ms);
    }

    std::vector<Descendant> end_rest() {
        return end_orphans({.marker = "MARK=supervisor-test",
                            .known = supervisor_.pids(),
                            .groups = supervisor_.ended_groups()});
    }

    struct Exit {
        ProcessName name;
        ExitStatus status;
    };

    boost::asio::io_context loop_;
    std::vector<Exit> exits_;
    std::vector<std::string> lines_;
    Supervisor supervisor_{loop_, *this, {}};
};

bool exists(pid_t pid) {
    return ::kill(pid, 0) == 0;
}

TEST_F(SupervisorTest, ReportsTheExitStatus) {
    ASSERT_TRUE(start_shell("exit 7"));

    run_until_exits(1);

    ASSERT_THAT(exits_, SizeIs(1));
    EXPECT_EQ(exits_[0].name, runtime);
    EXPECT_EQ(exits_[0].status.number, 7);
    EXPECT_FALSE(exits_[0].status.by_signal);
}

TEST_F(SupervisorTest, ReportsTheSignalThatEndedAProcess) {
    ASSERT_TRUE(start_shell("kill -SEGV $$"));

    run_until_exits(1);

    ASSERT_THAT(exits_, SizeIs(1));
    EXPECT_EQ(exits_[0].status.number, SIGSEGV);
    EXPECT_TRUE(exits_[0].status.by_signal);
}

TEST_F(SupervisorTest, GivesTheErrnoOfAProgramThatCannotStart) {
    const auto missing = supervisor_.start(
        runtime, {.argv = {"/no/such/program"}, .environment = {}, .directory = {}});
    const auto forbidden =
        supervisor_.start(runtime, {.argv = {"/etc/passwd"}, .environment = {}, .directory = {}});
    const auto nowhere = supervisor_.start(
        runtime, {.argv = {"/bin/true"}, .environment = {}, .directory = "/no/such/folder"});

    EXPECT_EQ(missing.error(), ENOENT);
    EXPECT_EQ(forbidden.error(), EACCES);
    EXPECT_EQ(nowhere.error(), ENOENT);
    EXPECT_THAT(supervisor_.pids(), IsEmpty());
}

TEST_F(SupervisorTest, CapturesBothStreamsLineByLineBeforeTheExit) {
    ASSERT_TRUE(start_shell("echo one; echo two >&2; printf three"));

    run_until_exits(1);

    EXPECT_THAT(lines_, testing::UnorderedElementsAre("O:one", "E:two", "O:three"));
}

TEST_F(SupervisorTest, SignalsTheWholeGroup) {
    ASSERT_TRUE(start_shell("sleep 100 & echo $!; wait"));
    run_until_lines(1);
    const auto child = static_cast<pid_t>(std::stol(lines_.at(0).substr(2)));

    EXPECT_TRUE(supervisor_.signal(runtime, SIGTERM));
    run_until_exits(1);

    EXPECT_EQ(exits_.at(0).status.number, SIGTERM);
    end_rest();
    EXPECT_FALSE(exists(child));
}

TEST_F(SupervisorTest, KillsWhatALeaderLeavesInItsGroup) {
    ASSERT_TRUE(start_shell("sleep 100 & echo $!"));

    run_until_exits(1);

    const auto child = static_cast<pid_t>(std::stol(lines_.at(0).substr(2)));
    end_rest();
    EXPECT_FALSE(exists(child));
}

TEST_F(SupervisorTest, FindsADescendantThatLeftItsGroup) {
    adopt_orphans();
    ASSERT_TRUE(start_shell("setsid sh -c 'echo $$; exec sleep 100' & sleep 0.05"));

    run_until_exits(1);
    const auto child = static_cast<pid_t>(std::stol(lines_.at(0).substr(2)));
    ASSERT_TRUE(exists(child));
    const auto ended = end_rest();

    ASSERT_THAT(ended, SizeIs(1));
    EXPECT_EQ(ended[0].pid, child);
    EXPECT_EQ(ended[0].name, "sleep");
    EXPECT_FALSE(exists(child));
}

TEST_F(SupervisorTest, KnowsNoProcessThatHasEnded) {
    ASSERT_TRUE(start_shell("exit 0"));
    run_until_exits(1);

    EXPECT_FALSE(supervisor_.signal(runtime, SIGTERM));
    EXPECT_FALSE(supervisor_.signal(extension, SIGTERM));
}

TEST_F(SupervisorTest, StartsAProcessInAGroupOfItsOwn) {
    ASSERT_TRUE(start_shell("ps -o pgid= -p $$ | tr -d ' ' | sed s/^$$\\$/leads/"));

    run_until_exits(1);

    EXPECT_THAT(lines_, ElementsAre("O:leads"));
}

// The fourth is the folder that ls reads.
TEST_F(SupervisorTest, HandsDownNoFileButTheStandardOnes) {
    ASSERT_TRUE(start_shell("wc -c; exec ls /proc/self/fd"));

    run_until_exits(1);

    EXPECT_THAT(lines_, ElementsAre("O:0", "O:0", "O:1", "O:2", "O:3"));
}

TEST_F(SupervisorTest, ResetsSignalsThatWeIgnore) {
    ::signal(SIGPIPE, SIG_IGN);
    ASSERT_TRUE(start_shell("grep SigIgn /proc/self/status"));

    run_until_exits(1);

    ::signal(SIGPIPE, SIG_DFL);
    EXPECT_THAT(lines_, ElementsAre("O:SigIgn:\t0000000000000000"));
}

TEST_F(SupervisorTest, ReapsAllWhenItGoes) {
    const Command sleeping{.argv = {"/bin/sleep", "100"}, .environment = {}, .directory = {}};
    auto supervisor = std::make_unique<Supervisor>(loop_, *this, OutputLimits{});
    const pid_t one = supervisor->start(runtime, sleeping).value();
    const pid_t other = supervisor->start(extension, sleeping).value();
    EXPECT_THAT(supervisor->alive(), ElementsAre(runtime, extension));

    supervisor.reset();

    EXPECT_FALSE(exists(one));
    EXPECT_FALSE(exists(other));
    EXPECT_THAT(exits_, IsEmpty());
}

TEST(OutputLines, CutsLongLinesAndStopsAtTheTotal) {
    std::vector<std::string> taken;
    const auto take = [&](std::string_view line) { taken.emplace_back(line); };
    OutputLines lines{{.line = 4, .total = 12}};

    lines.add("ab\ncdefgh", take);
    lines.add("i\njklm\nn\no\n", take);
    lines.finish(take);

    EXPECT_THAT(taken, ElementsAre("ab", "cdef", "ghi", "(further output is not recorded)"));
}

TEST(ResolveInPath, FindsAProgramByItsName) {
    EXPECT_THAT(resolve_in_path("sh"), testing::EndsWith("/sh"));
    EXPECT_EQ(resolve_in_path("./sh"), "./sh");
    EXPECT_EQ(resolve_in_path("no-such-program"), "no-such-program");
}

}  // namespace
}  // namespace hourglass::real
