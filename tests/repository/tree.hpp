// The files of the repository and what a check says about one. Checks are plain functions from
// a file to its findings, so that each can be tried on a planted sample.
#pragma once

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::repository {

struct SourceFile {
    std::string path;  // from the root, with forward slashes
    std::string text;

    bool is_below(std::string_view folder) const;  // folder ends with a slash
    bool ends_with(std::string_view suffix) const { return path.ends_with(suffix); }
    bool is_cpp() const { return ends_with(".cpp") || ends_with(".hpp"); }
    std::string top_folder() const { return path.substr(0, path.find('/')); }
};

struct Finding {
    std::string path;
    std::size_t line{};
    std::string message;

    bool operator==(const Finding&) const = default;
    friend std::ostream& operator<<(std::ostream& out, const Finding& finding);
};

using Findings = std::vector<Finding>;
using Check = Findings (*)(const SourceFile& file);

const std::filesystem::path& root();
std::string read(const std::filesystem::path& path);

// Files that git tracks or would track; without git, all outside build and hidden folders.
const std::vector<SourceFile>& tree();
const SourceFile& file_at(std::string_view path);

Findings over_tree(Check check);

std::vector<std::string_view> lines_of(std::string_view text);
std::size_t line_at(std::string_view text, std::size_t offset);

}  // namespace hourglass::repository
