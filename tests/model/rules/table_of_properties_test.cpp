// The tests that hold the rules which no trace can show are there, are run, and are needed.
#include "model/rules/properties.hpp"
#include "tests/support/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace hourglass::model {
namespace {

std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream file{path};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

// Suite.Name of every test that is written out below tests/.
const std::set<std::string>& tests_in_the_tree() {
    static const std::set<std::string> tests = [] {
        static const std::regex form{R"(\nTEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\))"};
        std::set<std::string> found;
        const auto root = std::filesystem::path{tests::source_dir()} / "tests";
        for (const auto& entry : std::filesystem::recursive_directory_iterator{root}) {
            if (entry.path().extension() != ".cpp") continue;
            const std::string text = text_of_file(entry.path());
            for (std::sregex_iterator at{text.begin(), text.end(), form}, end; at != end; ++at) {
                found.insert((*at)[1].str() + "." + (*at)[2].str());
            }
        }
        return found;
    }();
    return tests;
}

TEST(Properties, AreHeldByTestsThatExist) {
    for (const Property& one : properties) {
        EXPECT_EQ(tests_in_the_tree().count(std::string{one.test}), 1U)
            << rule_at(one.rule).id << " is to be held by " << one.test;
    }
}

TEST(Properties, AreHeldByTestsThatRun) {
    for (const Property& one : properties) {
        EXPECT_EQ(one.test.find("DISABLED_"), std::string_view::npos) << one.test;
    }
}

}  // namespace
}  // namespace hourglass::model
