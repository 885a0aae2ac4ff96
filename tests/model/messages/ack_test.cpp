#include "model/messages/ack.hpp"

#include "model/messages/init.hpp"

#include <gtest/gtest.h>

#include <future>

namespace hourglass::model {
namespace {

using namespace std::chrono_literals;

TEST(Ack, IsSharedByTheCopiesOfAMessage) {
    const InitSuccess sent;
    const InitSuccess received = sent;

    received.ack.give();

    EXPECT_TRUE(sent.ack.given());
}

TEST(Ack, IsFreshInEachMessage) {
    const InitFailure first;
    const InitFailure second;

    first.ack.give();

    EXPECT_FALSE(second.ack.given());
}

TEST(Ack, HoldsTheSenderUntilItIsGiven) {
    const Ack ack;
    auto sender = std::async(std::launch::async, [&] { ack.wait(); });
    ASSERT_EQ(sender.wait_for(10ms), std::future_status::timeout);

    ack.give();

    EXPECT_EQ(sender.wait_for(10s), std::future_status::ready);
}

TEST(Ack, DoesNotHoldASenderThatComesLater) {
    const Ack ack;

    ack.give();
    ack.wait();

    EXPECT_TRUE(ack.given());
}

TEST(AckDeathTest, IsGivenOnce) {
    const Ack ack;
    ack.give();

    EXPECT_DEATH(ack.give(), "a message is acknowledged once");
}

}  // namespace
}  // namespace hourglass::model
