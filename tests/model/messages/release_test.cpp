#include "model/messages/release.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace hourglass::model {
namespace {

std::string names(const std::vector<std::size_t>& lengths) {
    std::vector<std::string> all;
    all.reserve(lengths.size());
    for (const auto length : lengths) all.emplace_back(length, 'x');
    return extension_names(all);
}

TEST(ExtensionNames, AreJoinedBySemicolons) {
    const std::vector<std::string> all{"one", "two", "three"};

    EXPECT_EQ(extension_names(all), "one;two;three");
    EXPECT_EQ(extension_names({}), "");
}

TEST(ExtensionNames, MayTake127Bytes) {
    EXPECT_EQ(names({127}).size(), 127U);
    EXPECT_EQ(names({63, 63}).size(), 127U);
}

TEST(ExtensionNames, AreCutBetweenNames) {
    EXPECT_EQ(names({50, 50, 50}).size(), 101U);
}

TEST(ExtensionNames, AreEmptyIfTheFirstIsTooLong) {
    EXPECT_EQ(names({128}), "");
    EXPECT_EQ(names({127, 1}), "");
}

TEST(ExtensionNames, LoseTheNameThatEndsAtTheLimit) {
    EXPECT_EQ(names({63, 63, 1}).size(), 63U);
}

TEST(RuntimeRelease, IsTheFirstWordOfTheUserAgent) {
    RuntimeRelease release;

    release.note(" aws-lambda-python/3.12 extra", "");

    EXPECT_EQ(release.text(), "aws-lambda-python/3.12");
}

TEST(RuntimeRelease, IsThatOfTheFirstCall) {
    RuntimeRelease release;

    release.note("first", "");
    release.note("second", "");

    EXPECT_EQ(release.text(), "first");
}

TEST(RuntimeRelease, HasItsFeaturesAppendedOnce) {
    RuntimeRelease release;

    release.note("agent", "");
    release.note("agent", "a (b) c");
    release.note("agent", "d");

    EXPECT_EQ(release.text(), "agent (a b c)");
}

TEST(RuntimeRelease, IsUnknownWithFeaturesAlone) {
    RuntimeRelease release;

    release.note("", "a");

    EXPECT_EQ(release.text(), "Unknown (a)");
}

TEST(RuntimeRelease, IsEmptyWithoutWords) {
    RuntimeRelease release;

    release.note(" ", " ");
    release.note("", "()");

    EXPECT_EQ(release.text(), "");
}

TEST(RuntimeRelease, TakesFeaturesWhileTheyFit) {
    RuntimeRelease release;

    release.note(std::string(100, 'x'),
                 std::string(20, 'a') + " " + std::string(20, 'b') + " cccc");

    EXPECT_EQ(release.text(), std::string(100, 'x') + " (" + std::string(20, 'a') + " cccc)");
    EXPECT_EQ(release.text().size(), longest_runtime_release);
}

TEST(RuntimeRelease, KeepsALongUserAgentWhole) {
    RuntimeRelease release;

    release.note(std::string(300, 'x'), "a");

    EXPECT_EQ(release.text(), std::string(300, 'x'));
}

}  // namespace
}  // namespace hourglass::model
