#include "tests/repository/checks.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <regex>

namespace hourglass::repository {

namespace {

bool is_outside(std::string_view target) {
    return target.find("://") != std::string_view::npos || target.starts_with("mailto:") ||
           target.starts_with("#");
}

// What stands between the backquotes of a table's first cell, and whether a later cell has text.
bool explains(std::string_view line, std::string_view package) {
    const std::string cell = "| `" + std::string{package} + "` |";
    if (!line.starts_with(cell)) return false;
    return line.substr(cell.size()).find_first_not_of(" |") != std::string_view::npos;
}

}  // namespace

Findings broken_links(const SourceFile& file) {
    Findings findings;
    if (!file.ends_with(".md")) return findings;
    static const std::regex link{R"(\]\(([^)\s]+)\))"};
    std::size_t number = 0;
    for (const std::string_view view : lines_of(file.text)) {
        ++number;
        const std::string line{view};
        for (std::sregex_iterator at{line.begin(), line.end(), link}, end; at != end; ++at) {
            const std::string target = (*at)[1];
            if (is_outside(target)) continue;
            const std::filesystem::path folder = std::filesystem::path{file.path}.parent_path();
            const std::string path = target.substr(0, target.find('#'));
            if (std::filesystem::exists((root() / folder / path).lexically_normal())) continue;
            findings.push_back({file.path, number, "the link leads nowhere: " + target});
        }
    }
    return findings;
}

Findings unexplained_packages(const SourceFile& readme, const SourceFile& packages) {
    Findings findings;
    const std::vector<std::string_view> rows = lines_of(readme.text);
    std::size_t number = 0;
    for (const std::string_view line : lines_of(packages.text)) {
        ++number;
        if (line.empty() || line.starts_with('#')) continue;
        const std::string_view package = line.substr(line.find_last_of(' ') + 1);
        if (std::ranges::any_of(rows, [&](auto row) { return explains(row, package); })) continue;
        findings.push_back(
            {packages.path, number,
             "the dependency table of README.md gives no reason for " + std::string{package}});
    }
    return findings;
}

Findings changelog_form(const SourceFile& file) {
    Findings findings;
    const std::vector<std::string_view> lines = lines_of(file.text);
    const auto is_version = [](std::string_view line) { return line.starts_with("## "); };
    const auto first = std::ranges::find_if(lines, is_version);
    if (first == lines.end() || *first != "## [Unreleased]") {
        findings.push_back({file.path, 1, "the first section is ## [Unreleased]"});
    }
    static const std::regex heading{"(Added|Changed|Deprecated|Removed|Fixed|Security)"};
    std::size_t number = 0;
    for (const std::string_view line : lines) {
        ++number;
        if (!line.starts_with("### ")) continue;
        if (std::regex_match(std::string{line.substr(4)}, heading)) continue;
        findings.push_back({file.path, number, "not a heading of Keep a Changelog"});
    }
    return findings;
}

Findings decision_form(const SourceFile& file) {
    Findings findings;
    if (!file.is_below("docs/decisions/") || !file.ends_with(".md")) return findings;
    constexpr std::array<std::string_view, 4> sections{"## Context\n", "## Decision\n",
                                                       "## Rejected\n", "## Consequences\n"};
    for (const std::string_view section : sections) {
        if (file.text.find(section) != std::string::npos) continue;
        findings.push_back({file.path, 1, "a decision has a section " + std::string{section}});
    }
    return findings;
}

Findings decision_numbers(const std::vector<std::string>& paths) {
    Findings findings;
    std::size_t expected = 0;
    for (const std::string& path : paths) {
        std::string number = std::to_string(++expected);
        number.insert(0, 4 - number.size(), '0');
        const std::string prefix = "docs/decisions/" + number + "-";
        if (path.starts_with(prefix)) continue;
        findings.push_back({path, 1, "decisions are numbered without a gap, expected " + prefix});
    }
    return findings;
}

Findings unexplained_lint_switches(const SourceFile& file) {
    Findings findings;
    static const std::regex disabled{R"(^ *-([a-z]+-[a-z-]+)[,"])"};
    std::size_t number = 0;
    for (const std::string_view view : lines_of(file.text)) {
        ++number;
        std::smatch match;
        const std::string line{view};
        if (!std::regex_search(line, match, disabled)) continue;
        const std::regex reason{"#   " + match[1].str() + " +[^ ]+"};
        if (std::regex_search(file.text, reason)) continue;
        findings.push_back({file.path, number, "say above why it is off: " + match[1].str()});
    }
    return findings;
}

Findings script_form(const SourceFile& file) {
    Findings findings;
    if (!file.text.starts_with("#!")) return findings;
    if (file.text.starts_with("#!/usr/bin/env bash\n") &&
        file.text.find("\nset -euo pipefail\n") == std::string::npos) {
        findings.push_back({file.path, 1, "a bash script says set -euo pipefail"});
    }
    using std::filesystem::perms;
    const perms mode = std::filesystem::status(root() / file.path).permissions();
    if ((mode & perms::owner_exec) == perms::none) {
        findings.push_back({file.path, 1, "a script is executable"});
    }
    return findings;
}

}  // namespace hourglass::repository
