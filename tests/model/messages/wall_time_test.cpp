#include "model/messages/wall_time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hourglass::model {
namespace {

using namespace std::chrono_literals;

TEST(WallTime, CountsFrom1970) {
    EXPECT_EQ(parse_wall_time("1970-01-01T00:00:00Z"), WallTime{});
    EXPECT_EQ(parse_wall_time("2026-02-28T23:59:59.25Z"), WallTime{1'772'323'199'250ms});
}

TEST(WallTime, TakesAnOffset) {
    EXPECT_EQ(parse_wall_time("1970-01-01T02:30:00+02:30"), WallTime{});
    EXPECT_EQ(parse_wall_time("1969-12-31T23:00:00-01:00"), WallTime{});
}

TEST(WallTime, RefusesWhatIsNoTime) {
    for (const auto* const text :
         {"", "1970-01-01", "1970-01-01 00:00:00Z", "1970-01-01T00:00:00", "1970-13-01T00:00:00Z",
          "2025-02-29T00:00:00Z", "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z",
          "1970-01-01T00:00:00.Z", "1970-01-01T00:00:00.0123456789Z", "1970-01-01T00:00:00Zx",
          "1970-01-01T00:00:00+25:00", "-970-01-01T00:00:00Z", "0001-01-01T00:00:00Z",
          "2262-01-01T00:00:00Z"}) {
        EXPECT_EQ(parse_wall_time(text), std::nullopt) << text;
    }
}

TEST(WallTime, IsWrittenInUtcWithoutTrailingZeros) {
    EXPECT_EQ(write_wall_time(WallTime{}), "1970-01-01T00:00:00Z");
    EXPECT_EQ(write_wall_time(WallTime{-1ns}), "1969-12-31T23:59:59.999999999Z");
    EXPECT_EQ(write_wall_time(WallTime{1500ms}), "1970-01-01T00:00:01.5Z");
}

RC_GTEST_PROP(WallTime, ReadsBackWhatItWrites, ()) {
    const WallTime time{
        Duration{*rc::gen::inRange(-9'000'000'000'000'000'000, INT64_MAX / 1002 * 1000)}};

    RC_ASSERT(parse_wall_time(write_wall_time(time)) == time);
}

}  // namespace
}  // namespace hourglass::model
