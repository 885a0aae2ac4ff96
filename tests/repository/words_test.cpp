#include "tests/repository/checks.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hourglass::repository {

namespace {

std::size_t count(Check check, std::string path, std::string text) {
    return check({.path = std::move(path), .text = std::move(text)}).size();
}

}  // namespace

TEST(BannedNames, DoNotOccurInTheTree) {
    EXPECT_EQ(over_tree(banned_names), Findings{});
}

TEST(BannedNames, AreRefusedWithAdvice) {
    for (const std::string text : {
             "class ProcessManager {};",
             "struct TraceData;",
             "using RuntimeHelpers = int; struct DataFile {};",
             "enum class StringUtil {};",
             "void handle(int);",
             "void Platform::process(int) {}",
             "void do_it();",
         }) {
        EXPECT_EQ(count(banned_names, "sim/a.hpp", text), 1U) << text;
    }
}

TEST(BannedNames, SpareWordsThatOnlyLookAlike) {
    for (const std::string text : {
             "class Database {};",
             "struct RuntimeInfo {};",
             "struct Process { Process process; };",
             "Process& process(Name name);",
             "using namespace std;",
             "// class Manager",
             "double do_over;",
             "void do_not_block(int file);",
         }) {
        EXPECT_EQ(count(banned_names, "sim/a.hpp", text), 0U) << text;
    }
}

TEST(OutsideWorld, ComesInThroughRealInTheTree) {
    EXPECT_EQ(over_tree(outside_world), Findings{});
}

TEST(OutsideWorld, IsRefusedElsewhere) {
    for (const std::string text : {
             "auto t = std::chrono::steady_clock::now();",
             "std::this_thread::sleep_for(1s);",
             "int a = rand();",
             "std::random_device device;",
             "std::unordered_map<int, int> map;",
             "std::jthread worker;",
         }) {
        EXPECT_EQ(count(outside_world, "sim/a.cpp", text), 1U) << text;
        EXPECT_EQ(count(outside_world, "real/a.cpp", text), 0U) << text;
        EXPECT_EQ(count(outside_world, "sim/a.cpp", "// " + text), 0U) << text;
    }
}

TEST(OutsideWorld, LendsTheExplorerItsThreadsAndFlatSets) {
    const std::string set = "boost::unordered_flat_set<int> set;";

    EXPECT_EQ(count(outside_world, "model/search/a.cpp", set), 0U);
    EXPECT_EQ(count(outside_world, "model/judge/a.cpp", set), 1U);
    EXPECT_EQ(count(outside_world, "model/search/a.cpp", "std::unordered_set<int> set;"), 1U);
    EXPECT_EQ(count(outside_world, "model/search/a.cpp", "std::jthread worker;"), 0U);
}

TEST(Todos, BelongToAnIssueInTheTree) {
    const std::string own = "tests/repository/words";
    Findings findings = over_tree(unowned_todos);
    std::erase_if(findings, [&](const Finding& found) { return found.path.starts_with(own); });

    EXPECT_EQ(findings, Findings{});
}

TEST(Todos, AreRefusedWithoutTheIssue) {
    EXPECT_EQ(count(unowned_todos, "sim/a.cpp", "// TODO: later\n"), 1U);
    EXPECT_EQ(count(unowned_todos, "README.md", "FIXME\n"), 1U);
    EXPECT_EQ(count(unowned_todos, "sim/a.cpp", "// TODO(issue 7): later\n"), 0U);
}

}  // namespace hourglass::repository
