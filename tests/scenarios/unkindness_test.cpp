// The notation of what a platform makes hard.
#include "scenarios/unkindness.hpp"

#include "scenarios/loader.hpp"

#include <gtest/gtest.h>

namespace hourglass::scenarios {
namespace {

using model::Hardship;

TEST(Unkindness, IsReadAsItIsWritten) {
    for (const std::string_view text :
         {"slow headers", "split bodies", "chunked bodies", "unknown headers", "unknown members",
          "great headers", "invocation ids", "skewed clock", "empty registrations",
          "closed connections", "500 at next 2", "403 from event 1", "202 from subscription 1",
          "410 at response 12", "gone from register 1"}) {
        const auto parsed = parse_unkindness(text);

        ASSERT_TRUE(parsed.has_value()) << text;
        EXPECT_EQ(write_unkindness(*parsed), text);
    }
}

TEST(Unkindness, SaysAtWhichCallAndForHowLong) {
    const auto parsed = parse_unkindness("403 from event 7");

    ASSERT_TRUE(parsed.has_value());
    const Unkindness expected{.hardship = Hardship::AnsweredWith,
                              .call = CallName::Event,
                              .ordinal = 7,
                              .lasting = Lasting::FromThenOn,
                              .status = 403};
    EXPECT_EQ(*parsed, expected);
}

TEST(Unkindness, RefusesWhatNoPlatformDoes) {
    for (const std::string_view text :
         {"", "slow", "500", "500 at next", "500 at next 0", "500 at next two", "99 at next 1",
          "600 at next 1", "500 on next 1", "500 at lunch 1", "gone at next 1",
          "500 at next 2 often", "500 at next 4294967297"}) {
        const auto parsed = parse_unkindness(text);

        ASSERT_FALSE(parsed.has_value()) << text;
        EXPECT_FALSE(parsed.error().remedy.empty()) << text;
    }
}

TEST(Unkindness, IsListedInAVariable) {
    const auto list = unkindness_of({{"HOURGLASS_UNKIND", "chunked bodies, 500 at next 2"}});

    ASSERT_TRUE(list.has_value());
    ASSERT_EQ(list->size(), 2U);
    EXPECT_EQ(list->back().status, 500);
    EXPECT_TRUE(unkindness_of({{"PATH", "/bin"}})->empty());
    EXPECT_FALSE(unkindness_of({{"HOURGLASS_UNKIND", "chunked bodies, slow"}}).has_value());
}

TEST(Unkindness, IsCheckedWhenAScenarioIsRead) {
    const auto read = parse_scenario(R"({
        "version": 1, "name": "X/y", "about": "Z.", "runtime": "client", "invoker": ["init"],
        "config": {"environment": {"HOURGLASS_UNKIND": "closed doors"}}})",
                                     "file.json");

    ASSERT_FALSE(read.has_value());
    EXPECT_NE(read.error().message.find("closed doors"), std::string::npos);
}

}  // namespace
}  // namespace hourglass::scenarios
