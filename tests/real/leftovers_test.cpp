// Nothing is left behind when runs end, however they went.
#include "tests/real/leftovers.hpp"

#include "tests/real/play.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace hourglass::real {
namespace {

using namespace std::chrono_literals;
using model::Kind;
using model::ProfileName;
using model::Record;
using testing::IsEmpty;
namespace fs = std::filesystem;

// Crashes, hangs, exits and answers in turn; an extension crashes once as well.
constexpr std::string_view eventful = R"("config": {"function_timeout": "2ms"},
    "runtime": [["next", "crash"], ["next", "hang"], ["exit 3"], ["next", "respond", "repeat"]],
    "extensions": [{"name": "logs", "program": [["register INVOKE SHUTDOWN", "next", "crash"],
                                                ["register INVOKE", "next", "repeat"]]}],
    "invoker": ["init", "invoke", "invoke", "invoke", "reset 20ms", "invoke", "shutdown 20ms"])";

// How many runtimes lived in one run.
std::ptrdiff_t lives_of_one_run(const scenarios::Scenario& scenario, ProfileName profile) {
    const model::Trace trace = play(scenario, options_for(profile));
    EXPECT_THAT(texts_of(trace, Kind::Leak), IsEmpty());
    return std::ranges::count_if(trace.records, [](const Record& record) {
        return record.kind == Kind::ProcessStarted && record.who == model::Who::Runtime;
    });
}

TEST_F(Leftovers, AreNoneAfterTwoHundredLivesWithCrashesTimeoutsAndResets) {
    const scenarios::Scenario scenario = scenario_with(eventful);
    lives_of_one_run(scenario, ProfileName::Aws);  // opens what stays open for good
    const std::size_t files_before = open_files();

    for (std::ptrdiff_t lives = 0; lives < 200;) {
        lives += lives_of_one_run(scenario, ProfileName::Aws);
        lives += lives_of_one_run(scenario, ProfileName::Rapid);
    }

    expect_none();
    EXPECT_EQ(open_files(), files_before);
}

void init_and_await_a_line(ProcessBackend& backend) {
    EXPECT_TRUE(backend.apply({.kind = Kind::InitAsked, .who = model::Who::Invoker}));
    while (const auto record = *backend.next(backend.now() + 10s)) {
        if (record->kind == Kind::OutputLine) return;
    }
}

void expect_the_folder_used_and_emptied(const scenarios::Scenario& scenario,
                                        const ProcessOptions& options) {
    const fs::path folder = options.guard->folder();
    auto backend = *ProcessBackend::start(scenario, options);
    init_and_await_a_line(*backend);
    EXPECT_TRUE(fs::exists(folder / "a/b"));

    EXPECT_THAT(texts_of(*backend->finish(), Kind::Leak), IsEmpty());
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(Leftovers, AreNoneOfRunsThatShareAGuard) {
    const scenarios::Scenario scenario = scenario_with(R"("runtime": ["next"],
        "invoker": ["init"])");
    ProcessOptions options = options_for(ProfileName::Aws);
    options.guard = *SandboxGuard::start(built_probe());
    options.clients.runtime = scenarios::Command{
        {"/bin/sh", "-c", "mkdir $TMPDIR/a; echo b >$TMPDIR/a/b; echo; exec sleep 100"}, ""};

    expect_the_folder_used_and_emptied(scenario, options);
    expect_the_folder_used_and_emptied(scenario, options);
    options.guard.reset();

    expect_none();
}

TEST_F(Leftovers, AreNoneOfABackendThatIsDropped) {
    const scenarios::Scenario scenario = scenario_with(R"("runtime": ["next", "hang"],
        "invoker": ["init"])");
    {
        auto backend = *ProcessBackend::start(scenario, options_for(ProfileName::Aws));
        EXPECT_TRUE(backend->apply({.kind = Kind::InitAsked, .who = model::Who::Invoker}));
        EXPECT_EQ(children().size(), 2U);
    }

    expect_none();
}

TEST_F(Leftovers, OfARuntimeOutsideItsGroupAreEndedByAReset) {
    const scenarios::Scenario scenario = scenario_with(R"("runtime": ["next"],
        "invoker": ["init &", "wait 100ms", "reset", "wait 1ms"], "horizon": "2s")");
    ProcessOptions options = options_for(ProfileName::Aws);
    options.clients.runtime =
        scenarios::Command{{"/bin/sh", "-c", "setsid sleep 1001 & exec sleep 1002"}, ""};

    const model::Trace trace = play(scenario, options);

    EXPECT_THAT(texts_of(trace, Kind::Note),
                testing::Contains(testing::HasSubstr("(sleep) outlived its parent")));
    EXPECT_THAT(texts_of(trace, Kind::Leak), IsEmpty());
    expect_none();
}

}  // namespace
}  // namespace hourglass::real
