#include "tests/repository/checks.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hourglass::repository {

namespace {

std::size_t count(Check check, std::string path, std::string text) {
    return check({.path = std::move(path), .text = std::move(text)}).size();
}

std::vector<std::string> decisions() {
    std::vector<std::string> paths;
    for (const SourceFile& file : tree()) {
        if (file.is_below("docs/decisions/")) paths.push_back(file.path);
    }
    return paths;
}

}  // namespace

TEST(Tree, IsThere) {
    EXPECT_FALSE(file_at("CMakeLists.txt").text.empty());
    EXPECT_FALSE(file_at("model/base/expects.hpp").text.empty());
    EXPECT_TRUE(file_at("build/dev/CMakeCache.txt").text.empty());
}

TEST(Links, LeadSomewhereInTheTree) {
    EXPECT_EQ(over_tree(broken_links), Findings{});
}

TEST(Links, ThatLeadNowhereAreFound) {
    EXPECT_EQ(count(broken_links, "docs/a.md", "[a](../CMakeLists.txt#top) [b](nowhere.md)\n"), 1U);
    EXPECT_EQ(count(broken_links, "docs/a.md", "[a](#here) [b](https://example.org)\n"), 0U);
}

TEST(Packages, HaveTheirReasonInTheReadme) {
    const SourceFile& packages = file_at("cmake/packages.txt");

    EXPECT_FALSE(packages.text.empty());
    EXPECT_EQ(unexplained_packages(file_at("README.md"), packages), Findings{});
}

TEST(Packages, WithoutAReasonAreFound) {
    const SourceFile packages{.path = "p", .text = "# why\nbuild  cmake\ntest  git\n"};
    const SourceFile readme{.path = "r", .text = "| `cmake` | builds | \n| `git` | |\n"};

    const Findings findings = unexplained_packages(readme, packages);

    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].line, 3U);
}

TEST(Changelog, KeepsItsForm) {
    EXPECT_EQ(changelog_form(file_at("CHANGELOG.md")), Findings{});
}

TEST(Changelog, WithoutAnUnreleasedSectionIsFound) {
    EXPECT_EQ(count(changelog_form, "CHANGELOG.md", "# Changelog\n## [1.0.0]\n### Added\n"), 1U);
    EXPECT_EQ(count(changelog_form, "CHANGELOG.md", "## [Unreleased]\n### News\n"), 1U);
    EXPECT_EQ(count(changelog_form, "CHANGELOG.md", "## [Unreleased]\n### Fixed\n"), 0U);
}

TEST(Decisions, AreNumberedAndFormed) {
    EXPECT_GE(decisions().size(), 4U);
    EXPECT_EQ(decision_numbers(decisions()), Findings{});
    EXPECT_EQ(over_tree(decision_form), Findings{});
}

TEST(Decisions, WithAGapOrWithoutASectionAreFound) {
    const std::string text = "# A\n## Context\n## Decision\n## Rejected\n";

    EXPECT_EQ(decision_numbers({"docs/decisions/0001-a.md", "docs/decisions/0003-b.md"}).size(),
              1U);
    EXPECT_EQ(count(decision_form, "docs/decisions/0001-a.md", text), 1U);
    EXPECT_EQ(count(decision_form, "docs/decisions/0001-a.md", text + "## Consequences\n"), 0U);
}

TEST(LintSwitches, HaveTheirReason) {
    EXPECT_FALSE(file_at(".clang-tidy").text.empty());
    EXPECT_EQ(unexplained_lint_switches(file_at(".clang-tidy")), Findings{});
}

TEST(LintSwitches, WithoutAReasonAreFound) {
    const std::string checks = "Checks: \"-*,\\\n  bugprone-*,\\\n  -bugprone-a-b\"\n";

    EXPECT_EQ(count(unexplained_lint_switches, ".clang-tidy", checks), 1U);
    EXPECT_EQ(count(unexplained_lint_switches, ".clang-tidy",
                    "#   bugprone-a-b   it cries wolf\n" + checks),
              0U);
}

TEST(Scripts, FailEarlyAndCanBeRun) {
    EXPECT_EQ(over_tree(script_form), Findings{});
}

TEST(Scripts, ThatGoOnAfterAnErrorAreFound) {
    EXPECT_EQ(count(script_form, "hourglass", "#!/usr/bin/env bash\necho\n"), 1U);
    EXPECT_EQ(count(script_form, "CMakeLists.txt", "#!/usr/bin/env bash\nset -euo pipefail\n"), 1U);
}

}  // namespace hourglass::repository
