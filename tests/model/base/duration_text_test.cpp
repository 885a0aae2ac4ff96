#include "model/base/duration_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hourglass::model {
namespace {

using namespace std::chrono_literals;

std::string complaint_about(std::string_view text) {
    return parse_duration(text).error().message;
}

TEST(DurationText, TakesEveryUnit) {
    EXPECT_EQ(parse_duration("20ms").value(), 20ms);
    EXPECT_EQ(parse_duration("3s").value(), 3s);
    EXPECT_EQ(parse_duration("600us").value(), 600us);
    EXPECT_EQ(parse_duration("7ns").value(), 7ns);
}

TEST(DurationText, TakesAFraction) {
    EXPECT_EQ(parse_duration("1.5s").value(), 1500ms);
    EXPECT_EQ(parse_duration("0.000000001s").value(), 1ns);
}

TEST(DurationText, TakesAZeroWithoutAUnit) {
    EXPECT_EQ(parse_duration("0").value(), 0ns);
}

TEST(DurationText, RefusesWhatIsNoDuration) {
    for (const std::string_view text :
         {"", "20", "ms", "20 ms", "20msec", ".5s", "1.s", "1e3s", "+1s", "0.0", "--1s", "1,5s"}) {
        EXPECT_EQ(complaint_about(text), "expected a duration, got \"" + std::string{text} + "\"");
    }
}

TEST(DurationText, RefusesLessThanANanosecond) {
    EXPECT_FALSE(parse_duration("0.5ns"));
    EXPECT_FALSE(parse_duration("1.0000000001s"));
}

TEST(DurationText, RefusesANegativeUnlessAllowed) {
    EXPECT_EQ(complaint_about("-1ms"), "expected a duration from 0 to 315360000s, got \"-1ms\"");
    EXPECT_EQ(parse_duration("-1ms", signed_durations).value(), -1ms);
}

TEST(DurationText, RefusesMoreThanTenYears) {
    EXPECT_TRUE(parse_duration("315360000s"));
    EXPECT_FALSE(parse_duration("315360000.1s"));
    EXPECT_FALSE(parse_duration("9999999999999999s"));
    EXPECT_FALSE(parse_duration("99999999999999999999999s"));
}

TEST(DurationText, RepeatsOnlyTheStartOfALongText) {
    EXPECT_LT(complaint_about(std::string(10'000, 'x')).size(), 100U);
}

TEST(DurationText, WritesTheLargestUnitThatFits) {
    EXPECT_EQ(write_duration(0ns), "0");
    EXPECT_EQ(write_duration(1500ms), "1.5s");
    EXPECT_EQ(write_duration(20ms), "20ms");
    EXPECT_EQ(write_duration(-600us), "-600us");
    EXPECT_EQ(write_duration(1'000'000'001ns), "1.000000001s");
}

TEST(DurationText, WritesTheLeastOfAll) {
    EXPECT_EQ(write_duration(Duration::min()), "-9223372036.854775808s");
}

RC_GTEST_PROP(DurationText, ReadsBackWhatItWrites, ()) {
    const auto most = signed_durations.most.count();
    const Duration duration{*rc::gen::inRange(-most, most)};

    const auto read = parse_duration(write_duration(duration), signed_durations);

    RC_ASSERT(read.value() == duration);
}

}  // namespace
}  // namespace hourglass::model
