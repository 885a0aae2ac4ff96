#include "tests/repository/checks.hpp"
#include "tests/repository/lexing.hpp"

#include <algorithm>

namespace hourglass::repository {

namespace {

constexpr std::size_t longest_function = 60;
constexpr std::size_t longest_file = 400;
constexpr std::size_t longest_line = 100;

bool is_table(const SourceFile& file) {
    return file.ends_with("_table.hpp") || file.ends_with("_rules.hpp");
}

// Bytes that continue a UTF-8 character take no column.
std::size_t columns_of(std::string_view line) {
    return static_cast<std::size_t>(std::ranges::count_if(
        line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Calls visit(line, number) for each line that clang-format looks after.
template <class Visit>
void each_formatted_line(const SourceFile& file, Visit visit) {
    bool formatted = true;
    std::size_t number = 0;
    for (const std::string_view line : lines_of(file.text)) {
        ++number;
        if (line.find("// clang-format off") != std::string_view::npos) formatted = false;
        if (line.find("// clang-format on") != std::string_view::npos) formatted = true;
        if (formatted) visit(line, number);
    }
}

}  // namespace

Findings sizes(const SourceFile& file) {
    Findings findings;
    if (!file.is_cpp()) return findings;
    if (const std::size_t lines = lines_of(file.text).size(); lines > longest_file) {
        findings.push_back({file.path, lines, "a file has at most 400 lines: split it"});
    }
    each_formatted_line(file, [&](std::string_view line, std::size_t number) {
        if (columns_of(line) <= longest_line) return;
        findings.push_back({file.path, number, "a line has at most 100 columns"});
    });
    for (const FunctionSpan& function : functions_of(file.text)) {
        if (function.lines <= longest_function) continue;
        findings.push_back(
            {file.path, function.first_line,
             "a function has at most 60 lines, this has " + std::to_string(function.lines)});
    }
    return findings;
}

Findings header_form(const SourceFile& file) {
    Findings findings;
    if (!file.ends_with(".hpp")) return findings;
    if (!file.text.starts_with("//")) {
        findings.push_back({file.path, 1, "a header opens with a comment: what it is"});
    }
    const std::string code = code_of(file.text);
    if (code.find("#pragma once") == std::string::npos) {
        findings.push_back({file.path, 1, "a header says #pragma once"});
    }
    if (file.top_folder() == "tests") return findings;
    const std::string space = "namespace hourglass::" + file.top_folder();
    if (code.find(space) == std::string::npos) {
        findings.push_back({file.path, 1, "one folder is one namespace: " + space});
    }
    return findings;
}

Findings format_switches(const SourceFile& file) {
    Findings findings;
    if (!file.is_cpp() || is_table(file)) return findings;
    std::size_t number = 0;
    for (const std::string_view line : lines_of(file.text)) {
        ++number;
        const std::size_t comment = line.find_first_not_of(' ');
        if (comment == std::string_view::npos) continue;
        if (!line.substr(comment).starts_with("// clang-format off")) continue;
        findings.push_back(
            {file.path, number, "only *_table.hpp and *_rules.hpp switch clang-format off"});
    }
    return findings;
}

Findings macros(const SourceFile& file) {
    Findings findings;
    if (!file.is_cpp()) return findings;
    const std::string code = code_of(file.text);
    std::size_t number = 0;
    for (const std::string_view line : lines_of(code)) {
        ++number;
        if (!line.starts_with("#define ")) continue;
        const std::string_view name = words_of(line).at(1).text;
        if (name == "EXPECTS" && file.path == "model/base/expects.hpp") continue;
        if (name == "ON_EVERY_BACKEND" && file.is_below("tests/")) continue;
        findings.push_back(
            {file.path, number, "no macro but EXPECTS and ON_EVERY_BACKEND: " + std::string{name}});
    }
    return findings;
}

}  // namespace hourglass::repository
