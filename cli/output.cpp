#include "cli/output.hpp"

#include "model/base/file_text.hpp"
#include "reports/folder.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace hourglass::cli {

namespace fs = std::filesystem;
using model::Result;

Result<void> check_writable(const std::string& file) {
    if (file.empty() || file == standard_output) return {};
    std::error_code error;
    const fs::path folder = fs::absolute(file, error).parent_path();
    if (!fs::is_directory(folder, error)) {
        return model::failure(
            model::ErrorKind::NotFound,
            fmt::format("cannot write {}: there is no folder {}", file, folder.string()),
            "Make the folder, or name another file.");
    }
    const bool exists = fs::exists(file, error);
    const bool refused =
        fs::is_directory(file, error) || access(exists ? file.c_str() : folder.c_str(), W_OK) != 0;
    if (!refused) return {};
    return model::failure(model::ErrorKind::Environment, fmt::format("cannot write {}", file),
                          "Name a file that you may write to.");
}

Result<std::string> read_text(const std::string& file, std::string_view remedy) {
    if (auto text = model::read_file(file)) return *std::move(text);
    return model::failure(model::ErrorKind::NotFound, fmt::format("{}: cannot be read", file),
                          std::string{remedy});
}

Result<void> write_to(const std::string& file, const std::string& text) {
    if (file.empty()) return {};
    if (file != standard_output) return reports::write_file(file, text);
    std::fwrite(text.data(), 1, text.size(), stdout);
    return {};
}

}  // namespace hourglass::cli
