#include "tests/repository/tree.hpp"

#include "tests/support/places.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <ostream>

namespace hourglass::repository {

namespace {

std::vector<std::string> paths_from_git() {
    const std::string command = "git -c safe.directory='*' -C '" + root().string() +
                                "' ls-files --cached --others --exclude-standard 2>/dev/null";
    std::string listing;
    if (FILE* pipe = popen(command.c_str(), "r"); pipe != nullptr) {
        for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
            listing.push_back(static_cast<char>(c));
        }
        pclose(pipe);
    }
    std::vector<std::string> paths;
    for (const std::string_view line : lines_of(listing)) paths.emplace_back(line);
    return paths;
}

bool is_skipped(const std::filesystem::path& folder) {
    const std::string name = folder.filename().string();
    return name.starts_with("build") || name == "node_modules" || name == ".git";
}

std::vector<std::string> paths_from_walk() {
    std::vector<std::string> paths;
    auto entry = std::filesystem::recursive_directory_iterator{root()};
    for (; entry != std::filesystem::recursive_directory_iterator{}; ++entry) {
        if (entry->is_directory() && is_skipped(entry->path())) entry.disable_recursion_pending();
        if (entry->is_regular_file()) {
            paths.push_back(entry->path().lexically_relative(root()).generic_string());
        }
    }
    return paths;
}

std::vector<SourceFile> load_tree() {
    std::vector<std::string> paths = paths_from_git();
    if (paths.empty()) paths = paths_from_walk();
    std::ranges::sort(paths);
    std::vector<SourceFile> files;
    for (const std::string& path : paths) {
        if (!std::filesystem::is_regular_file(root() / path)) continue;
        files.push_back({.path = path, .text = read(root() / path)});
    }
    return files;
}

}  // namespace

bool SourceFile::is_below(std::string_view folder) const {
    return path.starts_with(folder);
}

std::ostream& operator<<(std::ostream& out, const Finding& finding) {
    return out << finding.path << ':' << finding.line << ": " << finding.message;
}

const std::filesystem::path& root() {
    static const std::filesystem::path path{tests::source_dir()};
    return path;
}

std::string read(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

const std::vector<SourceFile>& tree() {
    static const std::vector<SourceFile> files = load_tree();
    return files;
}

const SourceFile& file_at(std::string_view path) {
    static const SourceFile none{};
    const auto found = std::ranges::find(tree(), path, &SourceFile::path);
    return found == tree().end() ? none : *found;
}

Findings over_tree(Check check) {
    Findings all;
    for (const SourceFile& file : tree()) {
        const Findings findings = check(file);
        all.insert(all.end(), findings.begin(), findings.end());
    }
    return all;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

std::size_t line_at(std::string_view text, std::size_t offset) {
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

}  // namespace hourglass::repository
