// The example runtimes, judged by the program: real clients, and three that break a rule.
#include "tests/clients/verification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hourglass::clients {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;

// Those of scenarios/clients whose platform is kind and that ask nothing of a handler.
std::vector<std::string> kind_scenarios() {
    std::vector<std::string> files;
    for (const char* name :
         {"event-that-is-no-json", "events-of-every-kind", "idle-between-invokes", "large-event",
          "reset-during-invoke", "reset-while-idle", "reset-with-extension",
          "shutdown-before-any-event", "shutdown-with-extension", "suppressed-init",
          "three-invokes", "unicode-event"}) {
        files.push_back("scenarios/clients/" + std::string{name} + ".json");
    }
    return files;
}

class ExampleRuntime : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        const std::string reason = reason_to_skip(GetParam());
        if (!reason.empty()) GTEST_SKIP() << GetParam() << ": " << reason;
    }

    Verification verify_it(const std::vector<std::string>& scenarios = {}) const {
        return verify(GetParam() + "/bootstrap", scenarios);
    }

    void expect_good_beside_a_kind_platform() const {
        const Verification found = verify_it(kind_scenarios());

        EXPECT_EQ(found.status, 0) << found.said;
        EXPECT_THAT(found.violated, IsEmpty());
        EXPECT_THAT(found.held, IsSupersetOf({"RTC-01", "RTC-02", "RTC-03", "RTC-04", "RTC-07",
                                              "RTC-09", "RTC-13", "RTC-14", "RTC-20"}));
    }
};

TEST_P(ExampleRuntime, KeepsTheRulesForClients) {
    expect_good_beside_a_kind_platform();
}

TEST_P(ExampleRuntime, PostsWhatItsHandlerReturnsAndThrows) {
    const Verification found =
        verify_it({"examples/scenarios/success.json", "examples/scenarios/handled-error.json",
                   "examples/scenarios/thrown-error.json"});

    EXPECT_EQ(found.status, 0) << found.said;
    EXPECT_THAT(found.mismatches, IsEmpty());
    EXPECT_THAT(found.held, Contains("RTC-08"));
}

TEST_P(ExampleRuntime, IsReplacedAfterATimeout) {
    const Verification found = verify_it(
        {"examples/scenarios/timeout.json", "examples/scenarios/timeout-with-extension.json"});

    EXPECT_EQ(found.status, 0) << found.said;
    EXPECT_THAT(found.mismatches, IsEmpty());
    EXPECT_THAT(found.held, IsSupersetOf({"RTC-07", "RTC-20"}));
}

TEST_P(ExampleRuntime, ReportsThatItsHandlerCannotBeLoaded) {
    const Verification found = verify_it({"examples/scenarios/init-error.json"});

    EXPECT_EQ(found.status, 0) << found.said;
    EXPECT_THAT(found.mismatches, IsEmpty());
    EXPECT_THAT(found.held, IsSupersetOf({"RTC-05", "RTC-06"}));
}

TEST_P(ExampleRuntime, IsReplacedWhenItsHandlerTakesItDown) {
    const Verification found =
        verify_it({"examples/scenarios/exit.json", "examples/scenarios/crash.json"});

    EXPECT_EQ(found.status, 0) << found.said;
    EXPECT_THAT(found.mismatches, IsEmpty());
    EXPECT_THAT(found.held, Contains("RTC-20"));
}

class SteadyRuntime : public ExampleRuntime {};

TEST_P(SteadyRuntime, GoesOnAfterAResponseThatIsTooLarge) {
    const Verification found = verify_it({"examples/scenarios/too-large-response.json"});

    EXPECT_EQ(found.status, 0) << found.said;
    EXPECT_THAT(found.mismatches, IsEmpty());
    EXPECT_THAT(found.held, IsSupersetOf({"RTC-10", "RTC-11"}));
}

INSTANTIATE_TEST_SUITE_P(Of, SteadyRuntime, testing::Values("bash", "node"),
                         [](const auto& client) { return client.param; });

// awslambdaric 4.2.2 raises and exits when a response is refused.
class RaisingRuntime : public ExampleRuntime {};

TEST_P(RaisingRuntime, IsToldThatItExitsAfterAResponseThatIsTooLarge) {
    const Verification found = verify_it({"examples/scenarios/too-large-response.json"});

    EXPECT_EQ(found.status, 1) << found.said;
    EXPECT_THAT(found.violated, Contains("RTC-10"));
}

TEST_P(RaisingRuntime, IsToldThatItExitsAfterAnAnswerThatCameTooLate) {
    const Verification found = verify_it({"scenarios/clients/refused-as-gone.json"});

    EXPECT_EQ(found.status, 1) << found.said;
    EXPECT_THAT(found.violated, IsSupersetOf({"RTC-10", "RTC-23"}));
}

INSTANTIATE_TEST_SUITE_P(Of, RaisingRuntime, testing::Values("python"),
                         [](const auto& client) { return client.param; });

INSTANTIATE_TEST_SUITE_P(Of, ExampleRuntime, testing::Values("bash", "node", "python"),
                         [](const auto& client) { return client.param; });

// The function is linked with its client: what fails before the client is entered is not its fault.
class LinkedRuntime : public ExampleRuntime {};

TEST_P(LinkedRuntime, KeepsTheRulesForClientsBesideAKindPlatform) {
    expect_good_beside_a_kind_platform();
}

INSTANTIATE_TEST_SUITE_P(Of, LinkedRuntime, testing::Values("go", "rust", "cpp"),
                         [](const auto& client) { return client.param; });

struct Fault {
    std::string runtime;
    std::string rule;
    std::string scenario;  // that shows it, of those for clients
};

std::ostream& operator<<(std::ostream& out, const Fault& fault) {
    return out << fault.runtime;
}

class BadRuntime : public testing::TestWithParam<Fault> {};

TEST_P(BadRuntime, IsToldTheRuleThatItBreaks) {
    const std::string reason = reason_to_skip("bash");
    if (!reason.empty()) GTEST_SKIP() << reason;

    const Verification found =
        verify("bad/" + GetParam().runtime, {"scenarios/clients/" + GetParam().scenario + ".json"});

    EXPECT_EQ(found.status, 1) << found.said;
    EXPECT_THAT(found.violated, ElementsAre(GetParam().rule));
    EXPECT_THAT(found.said, HasSubstr(GetParam().rule));
}

INSTANTIATE_TEST_SUITE_P(
    Of, BadRuntime,
    testing::Values(Fault{"answers-twice", "RTC-01", "three-invokes"},
                    Fault{"exits-after-first", "RTC-04", "three-invokes"},
                    Fault{"gives-up-polls", "RTC-03", "long-idle"},
                    Fault{"ignores-sigterm", "RTC-07", "shutdown-with-extension"},
                    Fault{"leaves-a-process", "RTC-21", "shutdown-with-extension"}),
    [](const auto& fault) {
        std::string name = fault.param.rule;
        std::erase(name, '-');
        return name;
    });

}  // namespace
}  // namespace hourglass::clients
