#include "tests/repository/checks.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <utility>

namespace hourglass::repository {

namespace {

using Case = std::pair<std::string, std::string>;  // a file, and a line of it

std::size_t count(Check check, const Case& planted) {
    return check({.path = planted.first, .text = planted.second + "\n"}).size();
}

}  // namespace

TEST(IncludeArrows, HoldInTheTree) {
    EXPECT_EQ(over_tree(include_arrows), Findings{});
}

TEST(IncludeArrows, RefuseAnIncludeAgainstTheArrow) {
    for (const Case& planted : std::initializer_list<Case>{
             {"model/a.cpp", R"(#include "scenarios/a.hpp")"},
             {"scenarios/a.hpp", R"(#include "sim/a.hpp")"},
             {"sim/a.cpp", R"(#include "real/a.hpp")"},
             {"real/a.cpp", R"(#include "sim/a.hpp")"},
             {"reports/a.cpp", R"(#include "scenarios/a.hpp")"},
             {"cli/a.cpp", R"(#include "tests/support/a.hpp")"},
             {"tests/model/a_test.cpp", R"(#include "sim/a.hpp")"},
             {"model/a.cpp", R"(#include "b.hpp")"},
         }) {
        EXPECT_EQ(count(include_arrows, planted), 1U) << planted.first << planted.second;
    }
}

TEST(IncludeArrows, AllowAnIncludeAlongTheArrow) {
    for (const Case& planted : std::initializer_list<Case>{
             {"model/a.cpp", R"(#include "model/judge/a.hpp")"},
             {"sim/a.cpp", R"(#include "scenarios/a.hpp")"},
             {"cli/a.cpp", R"(#include "real/a.hpp")"},
             {"tests/sim/a_test.cpp", R"(#include "scenarios/a.hpp")"},
             {"tests/conformance/a_test.cpp", R"(#include "real/a.hpp")"},
             {"model/a.cpp", R"(// #include "sim/a.hpp")"},
         }) {
        EXPECT_EQ(count(include_arrows, planted), 0U) << planted.first << planted.second;
    }
}

TEST(ForeignIncludes, ComeThroughTheRightFolderInTheTree) {
    EXPECT_EQ(over_tree(foreign_includes), Findings{});
}

TEST(ForeignIncludes, AreRefusedElsewhere) {
    for (const Case& planted : std::initializer_list<Case>{
             {"model/a.cpp", "#include <boost/asio/io_context.hpp>"},
             {"sim/a.cpp", "#include <thread>"},
             {"sim/a.cpp", "#include <random>"},
             {"model/a.cpp", "#include <sys/socket.h>"},
             {"reports/a.cpp", "#include <CLI/CLI.hpp>"},
             {"sim/a.cpp", "#include <rapidcheck/gtest.h>"},
             {"real/a.cpp", "#include <gtest/gtest.h>"},
             {"model/a.hpp", "#include <boost/msm/back/state_machine.hpp>"},
         }) {
        EXPECT_EQ(count(foreign_includes, planted), 1U) << planted.first << planted.second;
    }
}

TEST(ForeignIncludes, AreAllowedWhereTheyBelong) {
    for (const Case& planted : std::initializer_list<Case>{
             {"real/a.cpp", "#include <boost/asio/io_context.hpp>"},
             {"model/search/a.cpp", "#include <thread>"},
             {"model/a.cpp", "#include <boost/msm/back/state_machine.hpp>"},
             {"tests/sim/a_test.cpp", "#include <gtest/gtest.h>"},
         }) {
        EXPECT_EQ(count(foreign_includes, planted), 0U) << planted.first << planted.second;
    }
}

}  // namespace hourglass::repository
