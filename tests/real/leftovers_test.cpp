// Nothing is left behind: not after many lives, not after a kill -9.
#include "tests/real/play.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>

extern char** environ;

namespace hourglass::real {
namespace {

using namespace std::chrono_literals;
using model::Kind;
using model::ProfileName;
using testing::IsEmpty;
namespace fs = std::filesystem;

std::vector<pid_t> children() {
    std::vector<pid_t> found;
    for (const auto& task : fs::directory_iterator{"/proc/self/task"}) {
        std::ifstream list{task.path() / "children"};
        for (pid_t pid = 0; list >> pid;) found.push_back(pid);
    }
    return found;
}

// Of sandboxes; other tests may run beside this one, so only those with the prefix that we gave.
std::vector<std::string> folders_in(const fs::path& folder) {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator{folder}) found.push_back(entry.path().string());
    return found;
}

std::size_t open_files() {
    const fs::directory_iterator files{"/proc/self/fd"};
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

// A place for temporary files that is only this test's.
class Leftovers : public testing::Test {
protected:
    Leftovers() {
        const char* before = std::getenv("TMPDIR");
        before_ = before == nullptr ? "" : before;
        std::string path = fs::temp_directory_path() / "hourglass-test-XXXXXX";
        EXPECT_NE(::mkdtemp(path.data()), nullptr);
        place_ = path;
        ::setenv("TMPDIR", path.c_str(), 1);
    }

    ~Leftovers() override {
        before_.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", before_.c_str(), 1);
        fs::remove_all(place_);
    }

    fs::path place_;
    std::string before_;
};

// Crashes, exits, hangs and answers in turn; an extension crashes once as well.
constexpr std::string_view eventful = R"("config": {"function_timeout": "2ms"},
    "runtime": [["next", "crash"], ["next", "hang"], ["exit 3"], ["next", "respond", "repeat"]],
    "extensions": [{"name": "logs", "program": [["register INVOKE SHUTDOWN", "next", "crash"],
                                                ["register INVOKE", "next", "repeat"]]}],
    "invoker": ["init", "invoke", "invoke", "invoke", "reset 20ms", "invoke", "shutdown 20ms"])";

TEST_F(Leftovers, AreNoneAfterTwoHundredLivesWithCrashesTimeoutsAndResets) {
    const scenarios::Scenario scenario = scenario_with(eventful);
    play(scenario, options_for(ProfileName::Aws));  // opens what stays open for good
    const std::size_t files_before = open_files();
    std::size_t lives = 0;

    while (lives < 200) {
        const auto profile = lives % 2 == 0 ? ProfileName::Aws : ProfileName::Rapid;
        const model::Trace trace = play(scenario, options_for(profile));
        lives += records_of(trace, Kind::ProcessStarted).size();
        ASSERT_THAT(texts_of(trace, Kind::Leak), IsEmpty());
    }

    EXPECT_THAT(children(), IsEmpty());
    EXPECT_THAT(folders_in(place_), IsEmpty());
    EXPECT_EQ(open_files(), files_before);
}

TEST_F(Leftovers, AreNoneOfRunsThatShareAGuard) {
    const scenarios::Scenario scenario = scenario_with(R"("runtime": ["next", "respond", "repeat"],
        "invoker": ["init", "invoke"])");
    {
        ProcessOptions options = options_for(ProfileName::Aws);
        options.guard = *SandboxGuard::start(built_probe());
        options.clients.runtime = scenarios::Command{
            {"/bin/sh", "-c", "mkdir $TMPDIR/a; echo b >$TMPDIR/a/b; echo; exec sleep 100"}, ""};
        const fs::path folder = options.guard->folder();
        for (int i = 0; i < 2; ++i) {
            auto backend = ProcessBackend::start(scenario, options);
            ASSERT_TRUE((*backend)->apply({.kind = Kind::InitAsked, .who = model::Who::Invoker}));
            while (auto record = *(*backend)->next((*backend)->now() + 10s)) {
                if (record->kind == Kind::OutputLine) break;
            }
            EXPECT_FALSE(fs::is_empty(folder));
            EXPECT_THAT(texts_of(*(*backend)->finish(), Kind::Leak), IsEmpty());
            EXPECT_TRUE(fs::is_empty(folder));
        }
    }

    EXPECT_THAT(children(), IsEmpty());
    EXPECT_THAT(folders_in(place_), IsEmpty());
}

TEST_F(Leftovers, AreNoneOfABackendThatIsDropped) {
    const scenarios::Scenario scenario = scenario_with(R"("runtime": ["next", "hang"],
        "invoker": ["init"])");
    {
        auto backend = ProcessBackend::start(scenario, options_for(ProfileName::Aws));
        ASSERT_TRUE(backend);
        ASSERT_TRUE((*backend)->apply({.kind = Kind::InitAsked, .who = model::Who::Invoker}));
        EXPECT_EQ(children().size(), 2U);
    }

    EXPECT_THAT(children(), IsEmpty());
    EXPECT_THAT(folders_in(place_), IsEmpty());
}

// The victim of the next test: a backend whose runtime has descendants inside and outside of its
// group. It says where its runtime is, and waits for its death.
TEST(DISABLED_Victim, RunsUntilItIsKilled) {
    scenarios::Scenario scenario = scenario_with(R"("runtime": ["next"], "invoker": ["init"])");
    ProcessOptions options = options_for(ProfileName::Aws);
    options.clients.runtime = scenarios::Command{
        {"/bin/sh", "-c", "sleep 1000 & setsid sleep 1001 & echo ready; exec sleep 1002"}, ""};
    auto backend = ProcessBackend::start(scenario, options);
    ASSERT_TRUE(backend);
    ASSERT_TRUE((*backend)->apply({.kind = Kind::InitAsked, .who = model::Who::Invoker}));

    const auto until = (*backend)->now() + 60s;
    while (auto record = *(*backend)->next(until)) {
        if (record->kind != Kind::OutputLine) continue;
        std::ofstream{std::getenv("HOURGLASS_TEST_READY")} << "ready";
    }
}

std::vector<pid_t> processes_with(std::string_view part_of_environment) {
    std::vector<pid_t> found;
    for (const auto& entry : fs::directory_iterator{"/proc"}) {
        std::ifstream file{entry.path() / "environ", std::ios::binary};
        const std::string environment{std::istreambuf_iterator<char>{file}, {}};
        if (environment.find(part_of_environment) != std::string::npos) {
            found.push_back(std::atoi(entry.path().filename().c_str()));
        }
    }
    return found;
}

TEST_F(Leftovers, AreNoneAfterAKillMinusNine) {
    const fs::path ready = place_ / "ready";
    ::setenv("HOURGLASS_TEST_READY", ready.c_str(), 1);
    const std::string marker = "TMPDIR=" + place_.string() + "/hourglass-";
    std::vector<std::string> words{"victim", "--gtest_filter=DISABLED_Victim.*",
                                   "--gtest_also_run_disabled_tests", "--gtest_brief=1"};
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t victim = -1;
    ASSERT_EQ(::posix_spawn(&victim, "/proc/self/exe", nullptr, nullptr, argv.data(), environ), 0);
    for (int i = 0; i < 5000 && !fs::exists(ready); ++i) std::this_thread::sleep_for(2ms);
    ASSERT_EQ(processes_with(marker).size(), 3U);

    ::kill(victim, SIGKILL);
    ::waitpid(victim, nullptr, 0);
    fs::remove(ready);
    for (int i = 0; i < 5000 && !folders_in(place_).empty(); ++i) std::this_thread::sleep_for(2ms);

    EXPECT_THAT(processes_with(marker), IsEmpty());
    EXPECT_THAT(folders_in(place_), IsEmpty());
    // Its descendants came to us when it died: earlier tests made us a subreaper.
    while (::waitpid(-1, nullptr, WNOHANG) > 0) continue;
}

TEST_F(Leftovers, OfARuntimeOutsideItsGroupAreEndedByAReset) {
    scenarios::Scenario scenario = scenario_with(R"("runtime": ["next"],
        "invoker": ["init &", "wait 100ms", "reset", "wait 1ms"], "horizon": "2s")");
    ProcessOptions options = options_for(ProfileName::Aws);
    options.clients.runtime =
        scenarios::Command{{"/bin/sh", "-c", "setsid sleep 1001 & exec sleep 1002"}, ""};

    const model::Trace trace = play(scenario, options);

    EXPECT_THAT(texts_of(trace, Kind::Note),
                testing::Contains(testing::HasSubstr("(sleep) outlived its parent")));
    EXPECT_THAT(texts_of(trace, Kind::Leak), IsEmpty());
    EXPECT_THAT(children(), IsEmpty());
}

}  // namespace
}  // namespace hourglass::real
