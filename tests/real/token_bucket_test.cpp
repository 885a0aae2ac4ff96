#include "real/token_bucket.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hourglass::real {
namespace {

using namespace std::chrono_literals;
using model::instant_at;

TEST(TokenBucket, GivesTheBurstFreeOfCharge) {
    TokenBucket bucket{32'768, 65'536};

    EXPECT_TRUE(bucket.pay(32'768, instant_at(5s)));
    EXPECT_FALSE(bucket.pay(1, instant_at(5s)));
}

TEST(TokenBucket, AddsAnEighthOfTheRateEach125MillisecondsAfterTheFirstWrite) {
    TokenBucket bucket{32'768, 65'536};
    ASSERT_TRUE(bucket.pay(32'768, instant_at(5s)));

    EXPECT_FALSE(bucket.pay(1, instant_at(5s + 124ms)));
    EXPECT_EQ(bucket.next_refill(), instant_at(5s + 125ms));
    EXPECT_TRUE(bucket.pay(8'192, instant_at(5s + 125ms)));
    EXPECT_FALSE(bucket.pay(1, instant_at(5s + 125ms)));
}

TEST(TokenBucket, HoldsNoMoreThanTheBurst) {
    TokenBucket bucket{32'768, 65'536};
    ASSERT_TRUE(bucket.pay(32'768, instant_at(0s)));

    EXPECT_FALSE(bucket.pay(32'769, instant_at(1h)));
    EXPECT_TRUE(bucket.pay(32'768, instant_at(1h)));
}

TEST(TokenBucket, DropsTheRestOfTheDivision) {
    TokenBucket bucket{40'000, 32'775};
    ASSERT_TRUE(bucket.pay(40'000, instant_at(0s)));

    EXPECT_FALSE(bucket.pay(4'097, instant_at(125ms)));
    EXPECT_TRUE(bucket.pay(4'096, instant_at(125ms)));
}

// The emulator was seen to take 1.1 s for 96 KiB at 64 KiB/s after a burst of 32 KiB.
TEST(TokenBucket, TakesASecondForTwiceTheBurstBeyondIt) {
    TokenBucket bucket{32'768, 65'536};
    model::Instant now{};

    for (int piece = 0; piece < 3; ++piece) {
        while (!bucket.pay(32'768, now)) now = bucket.next_refill();
    }

    EXPECT_EQ(now, instant_at(1s));
}

RC_GTEST_PROP(AnyTokenBucket, NeverGivesMoreThanBurstAndRateAllow, ()) {
    const auto burst = *rc::gen::inRange<std::int64_t>(32'768, 67'108'865);
    const auto rate = *rc::gen::inRange<std::int64_t>(32'768, 67'108'865);
    TokenBucket bucket{burst, rate};
    const model::Instant begin = instant_at(std::chrono::milliseconds{*rc::gen::inRange(0, 1000)});
    model::Instant now = begin;
    std::int64_t paid = 0;
    for (int i = *rc::gen::inRange(1, 40); i > 0; --i) {
        const auto piece = *rc::gen::inRange<std::int64_t>(1, 100'000);
        if (bucket.pay(piece, now)) paid += piece;
        RC_ASSERT(paid <= burst + (now - begin) / 125ms * (rate / 8));
        now += std::chrono::milliseconds{*rc::gen::inRange(0, 500)};
    }
}

}  // namespace
}  // namespace hourglass::real
