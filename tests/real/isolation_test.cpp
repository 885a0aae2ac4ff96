// Whoever runs enclosed sees nothing of the machine and leaves nothing behind.
#include "real/isolation.hpp"

#include "tests/real/play.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

namespace hourglass::real {
namespace {

namespace fs = std::filesystem;

// Not in /tmp, which an enclosure hides, the probe included.
class IsolationTest : public testing::Test {
protected:
    IsolationTest() {
        std::string name = "/var/tmp/hourglass-isolation-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr) return;
        place_ = name;
        fs::create_directory(place_ / "sandbox");
        fs::copy_file(built_probe(), probe());
    }
    ~IsolationTest() override {
        std::error_code none;
        if (!place_.empty()) fs::remove_all(place_, none);
    }

    void SetUp() override {
        ASSERT_FALSE(place_.empty()) << "/var/tmp cannot be written";
        if (!enclosure().works()) GTEST_SKIP() << "no isolation here: " << enclosure().why_not();
    }

    fs::path probe() const { return place_ / "probe"; }
    fs::path folder() const { return place_ / "sandbox"; }
    Enclosure enclosure() const { return {Isolation::Namespaces, probe(), folder()}; }

    // Runs the shell commands to their end; what they wrote is in `said_`.
    int run(const std::string& commands) {
        said_.clear();
        const auto child = spawn(enclosure().enclosed({.argv = {"/bin/sh", "-c", commands},
                                                       .environment = {"PATH=/usr/bin:/bin"},
                                                       .directory = {}}));
        EXPECT_TRUE(child);
        int status = -1;
        if (!child || ::waitpid(child->pid, &status, 0) != child->pid) return -1;
        std::array<char, 4096> words{};
        ssize_t got = 0;
        while ((got = ::read(child->output.get(), words.data(), words.size())) > 0) {
            said_.append(words.data(), static_cast<std::size_t>(got));
        }
        nobody_left_ = got == 0;
        return status;
    }

    std::string said_;
    bool nobody_left_ = false;  // nobody has its standard output open any more

private:
    fs::path place_;
};

TEST_F(IsolationTest, ShowsAProcessNoneButItsOwn) {
    run("ls -d /proc/[0-9]* | wc -l");
    EXPECT_LT(std::atoi(said_.c_str()), 6) << said_;  // itself, the first one, ls and wc
    EXPECT_GT(std::atoi(said_.c_str()), 1) << said_;
}

TEST_F(IsolationTest, MakesTheFolderOfTheSandboxItsTmp) {
    std::ofstream{folder() / "ours"} << "x";
    run("ls -A /tmp; echo y >/tmp/theirs");
    EXPECT_EQ(said_, "ours\n");
    EXPECT_TRUE(fs::exists(folder() / "theirs"));
    EXPECT_FALSE(fs::exists("/tmp/theirs"));
}

TEST_F(IsolationTest, LetsStatusAndSignalThrough) {
    const int exited = run("exit 7");
    EXPECT_TRUE(WIFEXITED(exited));
    EXPECT_EQ(WEXITSTATUS(exited), 7);
    const int killed = run("kill -KILL $$");
    EXPECT_TRUE(WIFSIGNALED(killed));
    EXPECT_EQ(WTERMSIG(killed), SIGKILL);
}

TEST_F(IsolationTest, EndsWhatTheProgramLeavesRunning) {
    const int status = run("sleep 100 & exit 3");
    EXPECT_EQ(WEXITSTATUS(status), 3);
    EXPECT_TRUE(nobody_left_);
}

TEST(Enclosure, SaysWhyAProbeInTmpCannotBeUsed) {
    const Enclosure enclosure{Isolation::Namespaces, "/tmp/probe", "/tmp"};
    EXPECT_FALSE(enclosure.works());
    EXPECT_NE(enclosure.why_not().find("lies in /tmp"), std::string::npos);
}

TEST(Enclosure, IsNotTriedWhenNobodyWantsIt) {
    const Enclosure enclosure{Isolation::None, "/nowhere", "/nowhere"};
    EXPECT_FALSE(enclosure.works());
    EXPECT_EQ(enclosure.why_not(), "");
}

}  // namespace
}  // namespace hourglass::real
