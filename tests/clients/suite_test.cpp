// A suite in the format of AWS's test runner, played with real clients.
#include "tests/clients/verification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hourglass::clients {
namespace {

using testing::IsEmpty;

class Suite : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        const std::string reason = reason_to_skip(GetParam());
        if (!reason.empty()) GTEST_SKIP() << GetParam() << ": " << reason;
    }
};

TEST_P(Suite, IsMetByAnExampleRuntime) {
    const Verification found =
        verify_suite(GetParam() + "/bootstrap", "examples/suites/handlers.json");

    EXPECT_EQ(found.status, 0) << found.said;
    EXPECT_THAT(found.mismatches, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Of, Suite, testing::Values("bash", "node", "python"),
                         [](const auto& client) { return client.param; });

// It answers each event twice, but with what came, so only the greeting and the errors are missed.
TEST(SuiteOfABadRuntime, SaysWhatCameInstead) {
    if (const auto reason = reason_to_skip("bash"); !reason.empty()) GTEST_SKIP() << reason;

    const Verification found = verify_suite("bad/answers-twice", "examples/suites/handlers.json");

    EXPECT_EQ(found.status, 1) << found.said;
    EXPECT_THAT(found.mismatches, testing::SizeIs(3));
    EXPECT_THAT(found.mismatches,
                testing::Contains(testing::HasSubstr("SUITE/handlers-a-greeting: invoke 1: the "
                                                     "response is {\"hourglass\":\"greet\"}")));
}

}  // namespace
}  // namespace hourglass::clients
