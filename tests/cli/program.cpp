#include "tests/cli/program.hpp"

#include "tests/support/approved.hpp"
#include "tests/support/places.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

namespace hourglass::tests {

namespace fs = std::filesystem;

namespace {

void redirect(const fs::path& file, int descriptor) {
    const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (opened < 0 || dup2(opened, descriptor) < 0) _exit(126);
}

}  // namespace

ProgramTest::ProgramTest() {
    std::string pattern = (fs::temp_directory_path() / "hourglass-cli-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) ADD_FAILURE() << "no temporary folder";
    folder_ = pattern;
}

ProgramTest::~ProgramTest() {
    std::error_code error;
    fs::remove_all(folder_, error);
}

Outcome ProgramTest::hourglass(const Arguments& arguments) const {
    return wait_for(start(arguments));
}

pid_t ProgramTest::start(const Arguments& arguments) const {
    std::vector<std::string> words{tests::program()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);

    const pid_t pid = fork();
    if (pid != 0) return pid;
    if (chdir(folder_.c_str()) != 0) _exit(126);
    redirect(folder_ / ".output", STDOUT_FILENO);
    redirect(folder_ / ".complaint", STDERR_FILENO);
    for (const auto& [name, value] : environment_) setenv(name.c_str(), value.c_str(), 1);
    execv(argv[0], argv.data());
    _exit(127);
}

Outcome ProgramTest::wait_for(pid_t pid) const {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    return {.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status),
            .output = read(".output"),
            .complaint = read(".complaint")};
}

std::string ProgramTest::write(std::string_view name, std::string_view text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream{folder_ / name, std::ios::binary} << text;
    return std::string{name};
}

std::string ProgramTest::read(std::string_view name) const {
    return text_of(folder_ / name);
}

bool ProgramTest::exists(std::string_view name) const {
    return fs::exists(folder_ / name);
}

std::string ProgramTest::scenario(std::string_view name, std::string_view program,
                                  std::string_view expected) {
    return fmt::format(R"({{
  "version": 1,
  "name": "{}",
  "about": "A test of the program.",
  "rules": ["INV-05"],
  "config": {{"function_timeout": "300ms"}},
  "runtime": {},
  "invoker": ["init", "invoke"],
  "expect": [{{"init": 1, "outcome": "success"}}, {{"invoke": 1, "outcome": "{}"}}],
  "horizon": "20s"
}}
)",
                       name, program, expected);
}

std::string ProgramTest::good_scenario() const {
    return write("good.json", scenario("INV/good", R"(["next", "respond", "repeat"])", "success"));
}

}  // namespace hourglass::tests
