// Scenarios in files and folders.
#include "scenarios/loader.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace hourglass::scenarios {
namespace {

namespace fs = std::filesystem;
using model::ErrorKind;
using testing::HasSubstr;

class FilesTest : public testing::Test {
protected:
    FilesTest() {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::path{testing::TempDir()} / fmt::format("hourglass_{}", test->name());
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~FilesTest() override { fs::remove_all(folder_); }

    fs::path write(std::string_view name, std::string_view text) const {
        const fs::path path = folder_ / name;
        fs::create_directories(path.parent_path());
        std::ofstream{path} << text;
        return path;
    }
    static std::string scenario(std::string_view name) {
        return fmt::format(R"({{"version": 1, "name": "{}", "about": "A.",
            "runtime": ["next"], "invoker": ["init"]}})",
                           name);
    }

    fs::path folder_;
};

TEST_F(FilesTest, AreLoadedInOrderOfTheirPathsBelowAFolder) {
    write("b/two.json", scenario("B/two"));
    write("a/one.json", scenario("A/one"));
    write("notes.txt", "no scenario");
    write("scenario.schema.json", "{}");

    const auto scenarios = load_scenarios({folder_});

    ASSERT_TRUE(scenarios.has_value()) << scenarios.error().message;
    ASSERT_EQ(scenarios->size(), 2U);
    EXPECT_EQ((*scenarios)[0].name, "A/one");
    EXPECT_EQ((*scenarios)[1].path, (folder_ / "b/two.json").string());
}

TEST_F(FilesTest, ThatAreNotThereAreNamed) {
    const auto scenarios = load_scenarios({folder_ / "none.json"});

    ASSERT_FALSE(scenarios.has_value());
    EXPECT_EQ(scenarios.error().kind, ErrorKind::NotFound);
    EXPECT_THAT(scenarios.error().message, HasSubstr("none.json: is not there"));
}

TEST_F(FilesTest, AreMissedInAnEmptyFolder) {
    const auto scenarios = load_scenarios({folder_});

    ASSERT_FALSE(scenarios.has_value());
    EXPECT_EQ(scenarios.error().kind, ErrorKind::NotFound);
    EXPECT_THAT(scenarios.error().message, HasSubstr("holds no scenario"));
}

TEST_F(FilesTest, AreRefusedWhenTheyAreEmpty) {
    const auto scenario = load_scenario(write("empty.json", ""));

    ASSERT_FALSE(scenario.has_value());
    EXPECT_THAT(scenario.error().message, HasSubstr("empty.json: is empty"));
}

TEST_F(FilesTest, AreRefusedUnreadWhenTheyAreHuge) {
    const fs::path path = write("huge.json", "{");
    fs::resize_file(path, 100'000'000);

    const auto scenario = load_scenario(path);

    ASSERT_FALSE(scenario.has_value());
    EXPECT_THAT(scenario.error().message, HasSubstr("has 100000000 bytes"));
}

TEST_F(FilesTest, AreRefusedWhenTheyAreNoRegularFiles) {
    const auto scenario = load_scenario("/dev/zero");

    ASSERT_FALSE(scenario.has_value());
    EXPECT_EQ(scenario.error().message, "/dev/zero: is no regular file");
}

TEST_F(FilesTest, MayNotShareAName) {
    write("a.json", scenario("A/one"));
    write("b.json", scenario("A/one"));

    const auto scenarios = load_scenarios({folder_});

    ASSERT_FALSE(scenarios.has_value());
    EXPECT_THAT(scenarios.error().message, HasSubstr("b.json: $.name: \"A/one\" is the name of"));
}

}  // namespace
}  // namespace hourglass::scenarios
