#include "cli/executable.hpp"

#include "cli/shell_words.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <system_error>
#include <unistd.h>

namespace hourglass::cli {

namespace {

namespace fs = std::filesystem;

model::Result<fs::path> find_on_path(std::string_view name) {
    const char* value = std::getenv("PATH");
    std::string_view folders = value == nullptr ? "/usr/bin:/bin" : value;
    while (!folders.empty()) {
        const std::size_t colon = folders.find(':');
        const fs::path file = fs::path{folders.substr(0, colon)} / name;
        std::error_code error;
        if (fs::is_regular_file(file, error) && access(file.c_str(), X_OK) == 0) return file;
        folders = colon == std::string_view::npos ? "" : folders.substr(colon + 1);
    }
    return model::failure(model::ErrorKind::NotFound,
                          fmt::format("the command {} is not on the PATH", name),
                          "Install it, or name it with its path, for instance ./bootstrap.");
}

}  // namespace

model::Result<fs::path> find_file(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error)) {
        return model::failure(model::ErrorKind::NotFound,
                              fmt::format("{} does not exist", file.string()),
                              "Check the path; it counts from the folder you are in.");
    }
    if (!fs::is_regular_file(file, error)) {
        return model::failure(model::ErrorKind::BadInput,
                              fmt::format("{} is not a file", file.string()),
                              "Name the program itself.");
    }
    if (access(file.c_str(), X_OK) != 0) {
        return model::failure(model::ErrorKind::BadInput,
                              fmt::format("{} is not executable", file.string()),
                              fmt::format("Run: chmod +x {}", shell_word(file.string())));
    }
    return fs::absolute(file, error);
}

model::Result<fs::path> find_executable(std::string_view name) {
    return name.find('/') == std::string_view::npos ? find_on_path(name) : find_file(name);
}

model::Result<std::vector<std::string>> runtime_command(std::string_view command) {
    auto words = shell_words(command);
    if (!words) return words;
    if (words->empty()) {
        return model::failure(model::ErrorKind::BadInput, "the runtime's command is empty",
                              "Give one, for instance --runtime \"node index.js\".");
    }
    auto program = find_executable(words->front());
    if (!program) return tl::make_unexpected(program.error());
    words->front() = program->string();
    return words;
}

}  // namespace hourglass::cli
