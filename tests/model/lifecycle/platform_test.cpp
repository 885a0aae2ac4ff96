// The platform, driven by hand through the life of a sandbox.
#include "tests/model/lifecycle/driver.hpp"

#include <gtest/gtest.h>

namespace hourglass::model {
namespace {

constexpr TextId logger{100};

Setup plain(ProfileName profile) {
    return {.profile = profile, .function_timeout = 1s};
}

Setup with_extension(ProfileName profile) {
    Setup setup = plain(profile);
    setup.external_extensions = 1;
    setup.names[0] = logger;
    return setup;
}

// A sandbox after a good init, its runtime waiting in next.
Driver ready(const Setup& setup) {
    Driver sandbox{setup};
    sandbox.init();
    if (setup.external_extensions > 0) {
        sandbox.registers(logger, subscribe_invoke | subscribe_shutdown);
    }
    sandbox.next();
    if (setup.external_extensions > 0) sandbox.extension_next(0);
    return sandbox;
}

Outcome outcome(const Driver& sandbox, Kind kind) {
    return code_of<Outcome>(sandbox.last(kind).value());
}

class PlatformOf : public testing::TestWithParam<ProfileName> {};

TEST_P(PlatformOf, InitSucceedsWhenTheRuntimePolls) {
    const Driver sandbox = ready(plain(GetParam()));

    EXPECT_EQ(sandbox.platform.sandbox_state(), SandboxState::Ready);
    EXPECT_EQ(outcome(sandbox, Kind::InitDone), Outcome::Success);
    EXPECT_EQ(sandbox.platform.generation(), 1u);
}

TEST_P(PlatformOf, StartsTheRuntimeOnlyAfterEveryExtensionRegistered) {
    Driver sandbox{with_extension(GetParam())};
    sandbox.init();
    EXPECT_EQ(sandbox.last(Kind::ProcessStart)->who, Who::Extension);

    sandbox.registers(logger, subscribe_shutdown);

    EXPECT_EQ(sandbox.last(Kind::ProcessStart)->who, Who::Runtime);
}

TEST_P(PlatformOf, ARefusedRegistrationIsNone) {
    model::Setup setup = with_extension(GetParam());
    setup.external_extensions = 2;
    setup.names[1] = TextId{101};
    Driver sandbox{setup};
    sandbox.init();

    sandbox.registers(logger, subscribe_unknown);
    sandbox.registers(TextId{101}, subscribe_shutdown);

    EXPECT_EQ(sandbox.platform.extension_state(0), ExtensionState::Started);
    EXPECT_EQ(sandbox.last(Kind::ProcessStart)->who, Who::Extension);
}

TEST_P(PlatformOf, ServesAnInvoke) {
    Driver sandbox = ready(plain(GetParam()));

    sandbox.invoke(1);
    EXPECT_EQ(sandbox.answer_to(sandbox.respond(1)), Answer::Accepted);
    sandbox.next();

    EXPECT_EQ(outcome(sandbox, Kind::InvokeDone), Outcome::Success);
    EXPECT_EQ(code_of<Reply>(*sandbox.last(Kind::InvokeAnswered)), Reply::Response);
    EXPECT_EQ(sandbox.last(Kind::InvokeAnswered)->payload, PayloadId{1001});
    EXPECT_EQ(sandbox.platform.sandbox_state(), SandboxState::Ready);
}

TEST_P(PlatformOf, InvokeOfAColdSandboxRunsASuppressedInit) {
    Driver sandbox{plain(GetParam())};

    sandbox.invoke(1);
    EXPECT_EQ(sandbox.platform.sandbox_state(), SandboxState::SuppressedInit);
    sandbox.next();
    sandbox.respond(1);
    sandbox.next();

    EXPECT_EQ(outcome(sandbox, Kind::InvokeDone), Outcome::Success);
    EXPECT_EQ(sandbox.count(Kind::InitDone), 0u);
}

TEST_P(PlatformOf, TimesOutKillsAndServesTheNextInvoke) {
    Driver sandbox = ready(plain(GetParam()));
    sandbox.invoke(1);

    ASSERT_TRUE(sandbox.fires(Timer::FunctionTimeout));
    EXPECT_TRUE(sandbox.signalled(Who::Runtime, Signal::Kill));
    sandbox.exits(Who::Runtime);
    EXPECT_EQ(code_of<Reply>(*sandbox.last(Kind::InvokeAnswered)), Reply::TimedOut);
    EXPECT_EQ(sandbox.count(Kind::ResetDone), 1u);
    sandbox.invoke(2);
    sandbox.next();
    EXPECT_EQ(sandbox.answer_to(sandbox.respond(1)), Answer::InvalidRequestId);
    sandbox.respond(2);
    sandbox.next();

    EXPECT_EQ(outcome(sandbox, Kind::InvokeDone), Outcome::Success);
    EXPECT_EQ(sandbox.platform.generation(), 3u);
}

TEST_P(PlatformOf, TakesAnInvokeThatComesWhileItResets) {
    Driver sandbox = ready(plain(GetParam()));
    sandbox.reset();
    EXPECT_EQ(sandbox.platform.sandbox_state(), SandboxState::Resetting);

    sandbox.invoke(1);
    sandbox.exits(Who::Runtime);

    EXPECT_EQ(sandbox.count(Kind::ResetDone), 1u);
    EXPECT_EQ(sandbox.platform.sandbox_state(), SandboxState::SuppressedInit);
}

TEST_P(PlatformOf, StopsTheRuntimeBeforeItTellsAnExtension) {
    Driver sandbox = ready(with_extension(GetParam()));
    sandbox.invoke(1);
    const CallId waiting = sandbox.extension_next(0);

    sandbox.shutdown();
    sandbox.respond(1);
    sandbox.next();
    EXPECT_TRUE(sandbox.signalled(Who::Runtime, Signal::Terminate));
    EXPECT_EQ(sandbox.answer_to(waiting), std::nullopt);
    sandbox.fires(Timer::RuntimeStop);
    EXPECT_TRUE(sandbox.signalled(Who::Runtime, Signal::Kill));
    sandbox.exits(Who::Runtime);
    EXPECT_EQ(sandbox.answer_to(waiting), Answer::ShutdownEvent);
    sandbox.exits(Who::Extension, 0, 0);

    EXPECT_EQ(sandbox.count(Kind::ShutdownDone), 1u);
    EXPECT_EQ(sandbox.platform.sandbox_state(), SandboxState::Down);
}

TEST_P(PlatformOf, FailsTheInvokeWhoseRuntimeExits) {
    Driver sandbox = ready(plain(GetParam()));
    sandbox.invoke(1);

    sandbox.exits(Who::Runtime);

    EXPECT_EQ(outcome(sandbox, Kind::InvokeDone), Outcome::Failure);
    EXPECT_EQ(sandbox.last(Kind::InvokeDone)->text, known_text("Runtime.ExitError"));
    EXPECT_EQ(sandbox.count(Kind::ResetDone), 1u);
    EXPECT_EQ(sandbox.platform.sandbox_state(), SandboxState::Cold);
}

TEST_P(PlatformOf, GivesNoEventToARuntimeThatIsBeingStopped) {
    Driver sandbox = ready(with_extension(GetParam()));
    sandbox.invoke(1);
    sandbox.fires(Timer::FunctionTimeout);

    sandbox.invoke(2);
    const CallId late = sandbox.next();

    EXPECT_EQ(sandbox.answer_to(late), std::nullopt);
}

TEST_P(PlatformOf, RefusesASecondInvoke) {
    Driver sandbox = ready(plain(GetParam()));

    sandbox.invoke(1);
    sandbox.invoke(2);

    EXPECT_EQ(sandbox.last(Kind::InvokeRefused)->invoke, InvokeId{2});
    EXPECT_EQ(sandbox.count(Kind::InvokeAnswered), 0u);
}

TEST_P(PlatformOf, KeepsTheEventOfAnAbandonedNext) {
    Driver sandbox{plain(GetParam())};
    sandbox.init();
    sandbox.abandons(sandbox.next());

    sandbox.invoke(1);
    const CallId again = sandbox.next();

    EXPECT_EQ(sandbox.answer_to(again), Answer::InvokeEvent);
}

TEST_P(PlatformOf, AnswersEveryOneOfSeveralResets) {
    Driver sandbox = ready(plain(GetParam()));

    sandbox.reset();
    sandbox.reset();
    sandbox.reset();
    sandbox.exits(Who::Runtime);

    EXPECT_EQ(sandbox.count(Kind::ResetDone), 3u);
    EXPECT_EQ(sandbox.platform.generation(), 4u);
}

TEST_P(PlatformOf, AnswersAHundredResets) {
    Driver sandbox = ready(plain(GetParam()));

    for (int i = 0; i < 100; ++i) sandbox.reset();
    sandbox.exits(Who::Runtime);

    EXPECT_EQ(sandbox.count(Kind::ResetDone), 100u);
}

TEST_P(PlatformOf, CopiesKeepWhereTheyAre) {
    Driver original = ready(plain(GetParam()));
    original.invoke(1);

    Driver copy = original;
    copy.respond(1);
    copy.next();

    EXPECT_EQ(copy.platform.sandbox_state(), SandboxState::Ready);
    EXPECT_EQ(original.platform.sandbox_state(), SandboxState::Invoking);
}

INSTANTIATE_TEST_SUITE_P(Profiles, PlatformOf,
                         testing::Values(ProfileName::Aws, ProfileName::Rapid),
                         [](const auto& one) { return std::string{profile_of(one.param).title}; });

TEST(AwsPlatform, EndsAnInitThatTakesTooLong) {
    Driver sandbox{plain(ProfileName::Aws)};
    sandbox.init();

    ASSERT_TRUE(sandbox.fires(Timer::InitLimit));
    sandbox.exits(Who::Runtime);

    EXPECT_EQ(sandbox.now(), instant_at(10s));
    EXPECT_EQ(outcome(sandbox, Kind::InitDone), Outcome::TimedOut);
    EXPECT_EQ(sandbox.platform.sandbox_state(), SandboxState::Cold);
}

TEST(AwsPlatform, GivesAnInvokeThatWaitsOnAFailingInitASuppressedInit) {
    Driver sandbox{plain(ProfileName::Aws)};
    sandbox.init();
    sandbox.invoke(1);

    sandbox.exits(Who::Runtime);
    EXPECT_EQ(sandbox.platform.sandbox_state(), SandboxState::SuppressedInit);
    sandbox.next();
    sandbox.respond(1);
    sandbox.next();

    EXPECT_EQ(outcome(sandbox, Kind::InitDone), Outcome::Failure);
    EXPECT_EQ(outcome(sandbox, Kind::InvokeDone), Outcome::Success);
}

TEST(AwsPlatform, InitErrorEndsTheInitWithTheRuntimesOwnType) {
    Driver sandbox{plain(ProfileName::Aws)};
    sandbox.init();

    sandbox.init_error();

    EXPECT_EQ(outcome(sandbox, Kind::InitDone), Outcome::Failure);
    EXPECT_EQ(sandbox.last(Kind::InitDone)->text, known_text("Runtime.Unknown"));
}

TEST(AwsPlatform, AnswersTheCallerWhileExtensionsStillRun) {
    Driver sandbox = ready(with_extension(ProfileName::Aws));
    sandbox.invoke(1);

    sandbox.respond(1);
    EXPECT_EQ(sandbox.count(Kind::InvokeAnswered), 1u);
    EXPECT_EQ(sandbox.count(Kind::InvokeDone), 0u);
    sandbox.next();
    sandbox.extension_next(0);

    EXPECT_EQ(outcome(sandbox, Kind::InvokeDone), Outcome::Success);
}

TEST(RapidPlatform, InitErrorWaitsForTheExit) {
    Driver sandbox{plain(ProfileName::Rapid)};
    sandbox.init();

    sandbox.init_error();
    EXPECT_EQ(sandbox.count(Kind::InitDone), 0u);
    sandbox.exits(Who::Runtime);

    EXPECT_EQ(sandbox.last(Kind::InitDone)->text, known_text("Runtime.ExitError"));
    EXPECT_EQ(sandbox.platform.sandbox_state(), SandboxState::Failed);
}

TEST(RapidPlatform, TheInvokeAfterAFailedInitCarriesItsErrorAndTheOneAfterIsServed) {
    Driver sandbox{plain(ProfileName::Rapid)};
    sandbox.init();
    sandbox.init_error();
    sandbox.exits(Who::Runtime);

    sandbox.invoke(1);
    EXPECT_EQ(code_of<Reply>(*sandbox.last(Kind::InvokeAnswered)), Reply::InitError);
    sandbox.invoke(2);
    sandbox.next();
    sandbox.respond(2);
    sandbox.next();

    EXPECT_EQ(outcome(sandbox, Kind::InvokeDone), Outcome::Success);
}

TEST(RapidPlatform, HoldsTheResponseUntilExtensionsAreBack) {
    Driver sandbox = ready(with_extension(ProfileName::Rapid));
    sandbox.invoke(1);

    sandbox.respond(1);
    sandbox.next();
    EXPECT_EQ(sandbox.count(Kind::InvokeAnswered), 0u);
    sandbox.extension_next(0);

    EXPECT_EQ(sandbox.count(Kind::InvokeAnswered), 1u);
}

}  // namespace
}  // namespace hourglass::model
