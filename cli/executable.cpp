#include "cli/executable.hpp"

#include "cli/shell_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
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

// "/usr/bin/env" of "#! /usr/bin/env bash".
std::string interpreter_in(std::string_view first_line) {
    constexpr std::string_view blank = " \t\r";
    const std::size_t begin = std::min(first_line.find_first_not_of(blank, 2), first_line.size());
    const std::size_t end = std::min(first_line.find_first_of(blank, begin), first_line.size());
    return std::string{first_line.substr(begin, end - begin)};
}

// What the kernel would say only once the platform runs: a script needs its interpreter, anything
// else must be a program of this machine.
model::Result<void> check_startable(const fs::path& file) {
    std::string line(256, '\0');
    std::ifstream in{file, std::ios::binary};
    in.read(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(static_cast<std::size_t>(in.gcount()));
    line.resize(std::min(line.find('\n'), line.size()));
    if (line.starts_with("\x7f"
                         "ELF"))
        return {};
    if (!line.starts_with("#!")) {
        return model::failure(model::ErrorKind::BadInput,
                              fmt::format("{} is neither a program nor a script", file.string()),
                              "A script names its interpreter in its first line, for instance "
                              "#!/usr/bin/env python3.");
    }
    const std::string interpreter = interpreter_in(line);
    if (access(interpreter.c_str(), X_OK) == 0) return {};
    return model::failure(model::ErrorKind::NotFound,
                          fmt::format("{} names the interpreter {}, which cannot be run",
                                      file.string(), interpreter.empty() ? "\"\"" : interpreter),
                          "Install it, or correct the first line of the script.");
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
    if (auto startable = check_startable(file); !startable) {
        return tl::make_unexpected(std::move(startable).error());
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
