// Runtimes under a platform that is legal and unkind.
#include "tests/clients/verification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hourglass::clients {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::IsSupersetOf;

std::string scenario(const std::string& name) {
    return "scenarios/clients/" + name + ".json";
}

class UnkindPlatform : public testing::Test {
protected:
    void SetUp() override {
        const std::string reason = reason_to_skip("bash");
        if (!reason.empty()) GTEST_SKIP() << reason;
    }
};

TEST_F(UnkindPlatform, ShowsThatARuntimeTakesEventsHoweverTheyCome) {
    const Verification found =
        verify("bash/bootstrap", {scenario("event-in-pieces"), scenario("event-in-chunks"),
                                  scenario("unknown-headers"), scenario("longest-context"),
                                  scenario("closed-connections"), scenario("largest-event")});

    EXPECT_EQ(found.status, 0) << found.said;
    EXPECT_THAT(found.violated, IsEmpty());
    EXPECT_THAT(found.held, IsSupersetOf({"RTC-25", "RTC-26", "RTC-27", "RTC-35"}));
}

TEST_F(UnkindPlatform, ShowsThatARuntimeGoesOnWhenItIsRefusedAndEndsWhenThePlatformFails) {
    const Verification found = verify(
        "bash/bootstrap",
        {scenario("refused-as-gone"), scenario("platform-fails"), scenario("platform-gone")});

    EXPECT_EQ(found.status, 0) << found.said;
    EXPECT_THAT(found.violated, IsEmpty());
    EXPECT_THAT(found.held, IsSupersetOf({"RTC-10", "RTC-17", "RTC-23", "RTC-37"}));
}

TEST_F(UnkindPlatform, ShowsWhatARuntimeTellsItsHandler) {
    const Verification found =
        verify("bash/bootstrap", {scenario("handler-errors"), scenario("handler-panics"),
                                  scenario("handler-remaining-time")});

    EXPECT_EQ(found.status, 0) << found.said;
    EXPECT_THAT(found.held, IsSupersetOf({"RTC-15", "RTC-16", "RTC-30", "RTC-34"}));
}

TEST_F(UnkindPlatform, CatchesARuntimeThatDoesNotEnd) {
    const Verification found =
        verify("bad/asks-without-pause", {scenario("platform-fails"), scenario("platform-gone")});

    EXPECT_EQ(found.status, 1) << found.said;
    EXPECT_THAT(found.violated, IsSupersetOf({"RTC-17", "RTC-37"}));
}

// libfaketime lets the clients' clocks run a hundred times as fast.
class FastClock : public UnkindPlatform {
protected:
    void SetUp() override {
        UnkindPlatform::SetUp();
        for (const char* folder : {"/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"}) {
            const auto file = std::filesystem::path{folder} / "faketime/libfaketime.so.1";
            if (std::filesystem::exists(file)) return;
        }
        GTEST_SKIP() << "the package faketime is not installed";
    }
};

TEST_F(FastClock, CatchesAPollWithATimeLimitOfThirtySeconds) {
    const Verification found =
        verify("bad/gives-up-polls", {"examples/frozen/thirty-seconds.json"});

    EXPECT_EQ(found.status, 1) << found.said;
    // Which of them depends on whether it wakes up before the event or with it.
    EXPECT_THAT(found.violated, testing::AnyOf(Contains("RTC-03"), Contains("RTC-28")));
}

TEST_F(FastClock, FindsNothingWrongWithAPollThatWaits) {
    const Verification found = verify("bash/bootstrap", {"examples/frozen/thirty-seconds.json"});

    EXPECT_EQ(found.status, 0) << found.said;
    EXPECT_THAT(found.violated, IsEmpty());
}

}  // namespace
}  // namespace hourglass::clients
