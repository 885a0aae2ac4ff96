// Rare turns of events that keep every rule. Each was once taken for a violation.
#include "model/judge/judge.hpp"
#include "tests/model/judge/runs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hourglass::model {
namespace {

using testing::IsEmpty;

std::vector<std::string> complaints_about(const Trace& trace) {
    std::vector<std::string> complaints;
    Judge judge;
    for (const Violation& one : judge(trace).violations) {
        complaints.push_back(std::string{rule_at(one.rule).id} + ": " + one.message);
    }
    return complaints;
}

TEST(NoFalseAlarm, AnUnknownIdentifierIsNobodysSecondPoll) {
    Trace trace = ready_with_extension()
                      .call_of(Kind::ExtensionNextCalled, 0)
                      .answer(Answer::UnknownExtension)
                      .end();
    trace = changed(
        trace, Kind::ExtensionNextCalled, [](Record& one) { one.generation = 0; }, 1);

    EXPECT_THAT(complaints_about(trace), IsEmpty());
}

TEST(NoFalseAlarm, TheRuntimesFirstPollClosesRegistration) {
    TraceBuilder run;
    run.ask_init().init_start().register_as("slow", 0, subscribe_invoke).start(Who::Runtime);
    run.runtime_polls().ask_register("late", 0).answer(Answer::RegistrationClosed);

    EXPECT_THAT(complaints_about(run.cut()), IsEmpty());
}

TEST(NoFalseAlarm, AShutdownWithNothingToStopForgetsTheFatalError) {
    TraceBuilder run = failed_init(rapid).ask_shutdown().shutdown_done();
    run.begin_invoke(1).fail_invoke(1, "Sandbox.Failure").repair(1);

    EXPECT_THAT(complaints_about(run.end()), IsEmpty());
}

TEST(NoFalseAlarm, AnInvokeThatOnlyWaitedMayBeToldOfTheReset) {
    TraceBuilder run;
    run.ask_init().init_start().start(Who::Runtime).ask_invoke(1).ask_reset("maintenance");
    run.init_report("Runtime.Unknown");
    run.init_done(Outcome::Failure, "Sandbox.Failure", reset_received | request_reset);
    run.told_start(1).done(1, Outcome::Failure, "Sandbox.Failure", reset_received);
    run.answered(1, Reply::Empty, 0, "Sandbox.Failure").stop_all("maintenance");

    EXPECT_THAT(complaints_about(run.reset_done("maintenance").end()), IsEmpty());
}

TEST(NoFalseAlarm, AKilledExtensionMayStillRegisterAndPoll) {
    TraceBuilder run;
    run.extensions({"alpha", "beta"}).ask_init().init_start();
    run.start(Who::Extension, 0).start(Who::Extension, 1).after(1ms);
    run.exits(Who::Extension, 0, 1).told_of_init(PlatformEvent::InitReport);
    run.init_done(Outcome::Failure, "Extension.Crash", request_reset);
    run.signal(Who::Extension, Signal::Kill, 1).after(1ms);
    run.register_as("beta", 1, both_events).after(1ms).extension_polls(1).after(1ms);
    run.exits(Who::Extension, 1, 9).reset_done("failure");

    EXPECT_THAT(complaints_about(run.end()), IsEmpty());
}

TEST(NoFalseAlarm, ARestoreDuringAnotherEndsAtOnce) {
    TraceBuilder run;
    const auto ask = [&run] {
        run.add({.kind = Kind::RestoreAsked}).store_credentials(1);
        run.told_of_restore(PlatformEvent::RestoreStart);
    };
    const auto end = [&run] {
        run.told(PlatformEvent::RestoreRuntimeDone);
        run.told_of_restore(PlatformEvent::RestoreReport).add({.kind = Kind::RestoreDone});
    };
    run.restorable().ask_init().store_credentials(1).init_start().start(Who::Runtime);
    run.call(Kind::RestoreNextCalled).init_report().init_done(Outcome::Success);
    ask();
    run.answer(Answer::RestoreEvent);
    ask();
    end();
    run.after(5ms).runtime_polls();
    end();
    run.freeze();

    EXPECT_THAT(complaints_about(run.end()), IsEmpty());
}

}  // namespace
}  // namespace hourglass::model
