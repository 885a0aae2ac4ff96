// Nothing is left behind when the platform itself is killed.
#include "tests/real/leftovers.hpp"
#include "tests/real/play.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace hourglass::real {
namespace {

using namespace std::chrono_literals;
using model::Kind;
using testing::IsEmpty;
using testing::SizeIs;
namespace fs = std::filesystem;

// A backend whose runtime has descendants inside and outside of its group. It tells when they run,
// and waits for its death.
TEST(DISABLED_Victim, RunsUntilItIsKilled) {
    const scenarios::Scenario scenario =
        scenario_with(R"("runtime": ["next"], "invoker": ["init"])");
    ProcessOptions options = options_for(model::ProfileName::Aws);
    options.clients.runtime = scenarios::Command{
        {"/bin/sh", "-c", "sleep 1000 & setsid sleep 1001 & echo ready; exec sleep 1002"}, ""};
    auto backend = *ProcessBackend::start(scenario, options);
    EXPECT_TRUE(backend->apply({.kind = Kind::InitAsked, .who = model::Who::Invoker}));

    const auto until = backend->now() + 60s;
    while (const auto record = *backend->next(until)) {
        if (record->kind != Kind::OutputLine) continue;
        std::ofstream{std::getenv("HOURGLASS_TEST_READY")} << "ready";
    }
}

// This program again, with that test alone.
pid_t start_victim() {
    std::vector<std::string> words{"victim", "--gtest_filter=DISABLED_Victim.*",
                                   "--gtest_also_run_disabled_tests", "--gtest_brief=1"};
    std::vector<char*> argv(words.size() + 1);
    std::ranges::transform(words, argv.begin(), [](std::string& word) { return word.data(); });
    pid_t victim = -1;
    EXPECT_EQ(::posix_spawn(&victim, "/proc/self/exe", nullptr, nullptr, argv.data(), environ), 0);
    return victim;
}

template <class Condition>
void wait_until(Condition condition) {
    for (int i = 0; i < 5000 && !condition(); ++i) std::this_thread::sleep_for(2ms);
}

TEST_F(Leftovers, AreNoneAfterAKillMinusNine) {
    const fs::path ready = place() / "ready";
    const std::string marker = "TMPDIR=" + place().string() + "/hourglass-";
    ::setenv("HOURGLASS_TEST_READY", ready.c_str(), 1);
    const pid_t victim = start_victim();
    wait_until([&] { return fs::exists(ready) && processes_with(marker).size() == 3; });
    EXPECT_THAT(processes_with(marker), SizeIs(3));

    ::kill(victim, SIGKILL);
    ::waitpid(victim, nullptr, 0);
    fs::remove(ready);
    wait_until([&] { return in_place().empty(); });

    EXPECT_THAT(processes_with(marker), IsEmpty());
    EXPECT_THAT(in_place(), IsEmpty());
    // Its descendants came to us when it died if an earlier test made us a subreaper.
    while (::waitpid(-1, nullptr, WNOHANG) > 0) continue;
}

}  // namespace
}  // namespace hourglass::real
