// Each step of a program, with the meaning that scenarios/program.hpp gives it.
#include "tests/sim/stage.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace hourglass::sim {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::Field;

TEST(Program, EchoesThePayloadOfItsInvoke) {
    const auto trace = played(scenario_with(echo));

    const Record asked = first(trace, Kind::InvokeAsked);
    const Record posted = first(trace, Kind::ResponsePosted);

    EXPECT_EQ(posted.payload, asked.payload);
    EXPECT_EQ(posted.invoke, asked.invoke);
    EXPECT_EQ(posted.amount, 7);  // "event 1"
}

TEST(Program, RespondsWithSoManyFreshBytes) {
    const Steps large{just(Op::Next), with_number(Op::Respond, 5000), just(Op::Repeat)};

    const Records posted = of_kind(played(scenario_with(large, 2)), Kind::ResponsePosted);

    ASSERT_EQ(posted.size(), 2U);
    EXPECT_EQ(posted[0].amount, 5000);
    EXPECT_NE(posted[0].payload, posted[1].payload);
    EXPECT_GT(posted[0].payload, model::PayloadId{2});  // those of the invokes are 1 and 2
}

TEST(Program, WorksForAsLongAsItSays) {
    const auto without = played(scenario_with(echo));
    const auto with =
        played(scenario_with({just(Op::Next), work(20ms), just(Op::Respond), just(Op::Repeat)}));

    EXPECT_EQ(first(with, Kind::ResponsePosted).at - first(without, Kind::ResponsePosted).at, 20ms);
}

TEST(Program, PostsALateResponseToTheInvokeBefore) {
    const Steps late{just(Op::Next),          just(Op::Respond), just(Op::Next),
                     just(Op::RespondToLast), just(Op::Respond), just(Op::Repeat)};

    const auto trace = played(scenario_with(late, 2));

    const Records posted = of_kind(trace, Kind::ResponsePosted);
    ASSERT_EQ(posted.size(), 3U);
    EXPECT_EQ(posted[1].invoke, posted[0].invoke);
    EXPECT_EQ(posted[1].payload, posted[0].payload);
    EXPECT_NE(posted[2].invoke, posted[1].invoke);
}

TEST(Program, GoesOnAfterARefusedPost) {
    const Steps wrong{just(Op::Next), just(Op::RespondUnknown), just(Op::Respond),
                      just(Op::Repeat)};

    const auto trace = played(scenario_with(wrong));

    EXPECT_EQ(of_kind(trace, Kind::ResponsePosted).at(0).invoke, model::InvokeId{});
    EXPECT_THAT(heard_by(trace, Who::Runtime),
                ElementsAre(Answer::InvokeEvent, Answer::InvalidRequestId, Answer::Accepted));
    EXPECT_EQ(first(trace, Kind::InvokeDone).code, 0);
}

TEST(Program, PostsErrorsWithTheirTypes) {
    const Steps fails{just(Op::Next), with_text(Op::Error, "App.Broken"), just(Op::Repeat)};

    const auto trace = played(scenario_with(fails));

    const Record posted = first(trace, Kind::ErrorPosted);
    EXPECT_EQ(trace.texts.text_of(posted.text), "App.Broken");
    EXPECT_EQ(posted.invoke, model::InvokeId{1});
}

TEST(Program, PostsInitErrors) {
    const auto trace = played(
        scenario_with({with_text(Op::InitError, "App.NoConfig"), with_number(Op::Exit, 1)}, 0));

    EXPECT_EQ(trace.texts.text_of(first(trace, Kind::InitErrorPosted).text), "App.NoConfig");
    EXPECT_EQ(first(trace, Kind::ProcessExited).amount, 1);
}

TEST(Program, AsksForARestoreAndPostsItsError) {
    Scenario scenario = scenario_with(
        {just(Op::RestoreNext), with_text(Op::RestoreError, "App.Stale"), just(Op::Hang)}, 0);
    scenario.config.init_caching = model::InitCaching::On;
    scenario.invoker.push_back(ask(Ask::Restore));

    const auto trace = played(scenario);

    EXPECT_EQ(count(trace, Kind::RestoreNextCalled), 1U);
    EXPECT_EQ(trace.texts.text_of(first(trace, Kind::RestoreErrorPosted).text), "App.Stale");
}

TEST(Program, ExitsWithItsStatus) {
    const auto trace = played(scenario_with({just(Op::Next), with_number(Op::Exit, 3)}));

    const Record exited = first(trace, Kind::ProcessExited);

    EXPECT_EQ(exited.amount, 3);
    EXPECT_EQ(exited.flags, 0);
    EXPECT_EQ(process_of(exited), (model::ProcessName{Who::Runtime, 0, 1}));
}

TEST(Program, CrashesBySegmentationFault) {
    const auto trace = played(scenario_with({just(Op::Next), just(Op::Crash)}));

    const Record exited = first(trace, Kind::ProcessExited);

    EXPECT_EQ(exited.amount, 11);
    EXPECT_EQ(exited.flags, model::exited_by_signal);
}

TEST(Program, PrintsALine) {
    const auto trace = played(scenario_with({with_text(Op::Print, "hello"), just(Op::Next)}, 0));

    EXPECT_EQ(trace.texts.text_of(first(trace, Kind::OutputLine).text), "hello");
}

TEST(Program, HangsAfterItsLastStepAsIfItSaidSo) {
    Scenario ends = scenario_with({just(Op::Next)});
    Scenario hangs = scenario_with({just(Op::Next), just(Op::Hang)});
    ends.config.function_timeout = hangs.config.function_timeout = 100ms;

    const auto trace = played(ends);

    EXPECT_EQ(model::code_of<model::Outcome>(first(trace, Kind::InvokeDone)),
              model::Outcome::TimedOut);
    EXPECT_EQ(trace.records, played(hangs).records);
}

TEST(Program, HangsWithoutANextToRepeatFrom) {
    Scenario spins = scenario_with({with_text(Op::Print, "once"), just(Op::Repeat)}, 0);
    spins.horizon = 1s;

    EXPECT_EQ(count(played(spins), Kind::OutputLine), 1U);
}

TEST(Program, PlaysItsLaterLivesInLaterStarts) {
    Scenario scenario = scenario_with({with_number(Op::Exit, 1)}, 0);
    scenario.runtime = {program({with_number(Op::Exit, 1)}), program({with_number(Op::Exit, 2)}),
                        program(echo)};
    scenario.invoker = {ask(Ask::Init), ask(Ask::Invoke), ask(Ask::Invoke), ask(Ask::Invoke)};

    const auto trace = played(scenario, {.profile = ProfileName::Aws});

    const Records exited = of_kind(trace, Kind::ProcessExited);
    EXPECT_EQ(exited.at(0).amount, 1);
    EXPECT_EQ(exited.at(1).amount, 2);
    EXPECT_GE(count(trace, Kind::ResponsePosted), 1U);
}

TEST(ExtensionProgram, CallsInTheNameOfItsIdentifierOnceRegistered) {
    Scenario scenario = scenario_with(echo);
    add_extension(scenario, "first", program(listen));
    add_extension(scenario, "second", program(listen));

    const auto trace = played(scenario);

    const Records next = of_kind(trace, Kind::ExtensionNextCalled);
    const auto second = [](const Record& call) { return call.slot == 1; };
    EXPECT_EQ(first(trace, Kind::RegisterCalled).flags,
              model::subscribe_invoke | model::subscribe_shutdown);
    EXPECT_THAT(next, Each(Field(&Record::generation, 1U)));
    EXPECT_EQ(std::ranges::count_if(next, second), 2);
}

TEST(ExtensionProgram, HasNoIdentifierBeforeItRegisters) {
    Scenario scenario = scenario_with(echo, 0);
    add_extension(scenario, "eager", program({just(Op::Next)}));
    scenario.horizon = 1s;

    const auto trace = played(scenario);

    EXPECT_EQ(first(trace, Kind::ExtensionNextCalled).generation, 0U);
    EXPECT_THAT(heard_by(trace, Who::Extension), ElementsAre(Answer::UnknownExtension));
}

TEST(ExtensionProgram, RegistersUnderAnotherNameIfItSaysSo) {
    Scenario scenario = scenario_with(echo, 0);
    Step step = registers(0);
    step.text = "other";
    add_extension(scenario, "watch", program({step, just(Op::Next)}));
    scenario.horizon = 1s;

    const auto trace = played(scenario);

    EXPECT_EQ(trace.texts.text_of(first(trace, Kind::RegisterCalled).text), "other");
}

TEST(ExtensionProgram, ExitsOnShutdownUnlessItSaysOtherwise) {
    Scenario scenario = scenario_with(echo);
    auto polite = program(listen);
    polite.on_shutdown = {work(5ms), with_number(Op::Exit, 4)};
    add_extension(scenario, "plain", program(listen));
    add_extension(scenario, "polite", polite);
    scenario.invoker.push_back(ask(Ask::Shutdown));

    const auto trace = played(scenario);

    const Records exited = of_kind(trace, Kind::ProcessExited);
    ASSERT_EQ(exited.size(), 3U);
    EXPECT_EQ(exited[1].slot, 0);
    EXPECT_EQ(exited[1].amount, 0);
    EXPECT_EQ(exited[2].slot, 1);
    EXPECT_EQ(exited[2].amount, 4);
}

TEST(ExtensionProgram, PostsInitAndExitErrors) {
    Scenario scenario = scenario_with(echo, 0);
    add_extension(scenario, "sad",
                  program({registers(0), with_text(Op::InitError, "Extension.Sad"),
                           with_text(Op::ExitError, "Extension.Sadder")}));
    scenario.horizon = 1s;

    const auto trace = played(scenario);

    EXPECT_EQ(trace.texts.text_of(first(trace, Kind::ExtensionInitErrorPosted).text),
              "Extension.Sad");
    EXPECT_EQ(trace.texts.text_of(first(trace, Kind::ExtensionExitErrorPosted).text),
              "Extension.Sadder");
}

}  // namespace
}  // namespace hourglass::sim
