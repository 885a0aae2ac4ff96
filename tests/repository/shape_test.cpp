#include "tests/repository/checks.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hourglass::repository {

namespace {

std::string repeat(std::string_view line, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += line;
    return text;
}

std::size_t count(Check check, std::string path, std::string text) {
    return check({.path = std::move(path), .text = std::move(text)}).size();
}

}  // namespace

TEST(Sizes, HoldInTheTree) {
    EXPECT_EQ(over_tree(sizes), Findings{});
}

TEST(Sizes, RefuseTheLine401) {
    EXPECT_EQ(count(sizes, "model/a.cpp", repeat("int a;\n", 400)), 0U);
    EXPECT_EQ(count(sizes, "model/a.cpp", repeat("int a;\n", 401)), 1U);
}

TEST(Sizes, RefuseTheColumn101) {
    EXPECT_EQ(count(sizes, "model/a.cpp", "// " + repeat("é", 97)), 0U);
    EXPECT_EQ(count(sizes, "model/a.cpp", "// " + repeat("é", 98)), 1U);
}

TEST(Sizes, LeaveTheColumnsOfATableToItsAuthor) {
    const std::string wide = "// " + repeat("x", 120) + "\n";

    EXPECT_EQ(count(sizes, "model/a_rules.hpp",
                    "// clang-format off\n" + wide + "// clang-format on\n" + wide),
              1U);
}

TEST(Sizes, RefuseAFunctionOf61Lines) {
    EXPECT_EQ(count(sizes, "sim/a.cpp", "void f() {\n" + repeat("g();\n", 58) + "}\n"), 0U);
    EXPECT_EQ(count(sizes, "sim/a.cpp", "void f() {\n" + repeat("g();\n", 59) + "}\n"), 1U);
}

TEST(Headers, HaveTheirFormInTheTree) {
    EXPECT_EQ(over_tree(header_form), Findings{});
}

TEST(Headers, NeedACommentAGuardAndTheNamespaceOfTheFolder) {
    const std::string good = "// What.\n#pragma once\nnamespace hourglass::sim {\n}\n";

    EXPECT_EQ(count(header_form, "sim/a.hpp", good), 0U);
    EXPECT_EQ(count(header_form, "real/a.hpp", good), 1U);
    EXPECT_EQ(count(header_form, "sim/a.hpp", good.substr(good.find('#'))), 1U);
    EXPECT_EQ(count(header_form, "sim/a.hpp", "// What.\nnamespace hourglass::sim {\n}\n"), 1U);
}

TEST(FormatSwitches, StandOnlyInTablesInTheTree) {
    EXPECT_EQ(over_tree(format_switches), Findings{});
}

TEST(FormatSwitches, AreRefusedOutsideOfTables) {
    const std::string text = "  // clang-format off\n";

    EXPECT_EQ(count(format_switches, "model/lifecycle/sandbox_table.hpp", text), 0U);
    EXPECT_EQ(count(format_switches, "model/lifecycle/platform.cpp", text), 1U);
}

TEST(Macros, AreTheTwoThatWeKnowInTheTree) {
    EXPECT_EQ(over_tree(macros), Findings{});
}

TEST(Macros, AreRefusedWhateverTheyDo) {
    EXPECT_EQ(count(macros, "sim/a.cpp", "#define EXPECTS(x)\n"), 1U);
    EXPECT_EQ(count(macros, "model/base/expects.hpp", "#define EXPECTS(x)\n"), 0U);
    EXPECT_EQ(count(macros, "sim/a.cpp", "// #define A\n"), 0U);
}

}  // namespace hourglass::repository
