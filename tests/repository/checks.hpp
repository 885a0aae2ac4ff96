// The rules of CONTRIBUTING.md that a tool can hold, one function each. A check takes one file
// and ignores those that it has no opinion about.
#pragma once

#include "tests/repository/tree.hpp"

namespace hourglass::repository {

// arrows.cpp: who may include whom.
Findings include_arrows(const SourceFile& file);
Findings foreign_includes(const SourceFile& file);

// shape.cpp: sizes and form.
Findings sizes(const SourceFile& file);
Findings header_form(const SourceFile& file);
Findings format_switches(const SourceFile& file);
Findings macros(const SourceFile& file);

// words.cpp: names and what reaches outside.
Findings banned_names(const SourceFile& file);
Findings outside_world(const SourceFile& file);
Findings unowned_todos(const SourceFile& file);

// documents.cpp: what readers are told.
Findings broken_links(const SourceFile& file);
Findings unexplained_packages(const SourceFile& readme, const SourceFile& packages);
Findings changelog_form(const SourceFile& file);
Findings decision_form(const SourceFile& file);
Findings decision_numbers(const std::vector<std::string>& paths);
Findings unexplained_lint_switches(const SourceFile& file);
Findings script_form(const SourceFile& file);

}  // namespace hourglass::repository
