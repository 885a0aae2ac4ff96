#include "tests/real/leftovers.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace hourglass::real {

namespace fs = std::filesystem;
using testing::IsEmpty;

std::vector<pid_t> children() {
    std::vector<pid_t> found;
    for (const auto& task : fs::directory_iterator{"/proc/self/task"}) {
        std::ifstream list{task.path() / "children"};
        for (pid_t pid = 0; list >> pid;) found.push_back(pid);
    }
    return found;
}

std::size_t open_files() {
    const fs::directory_iterator files{"/proc/self/fd"};
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

std::vector<pid_t> processes_with(std::string_view part_of_environment) {
    std::vector<pid_t> found;
    for (const auto& entry : fs::directory_iterator{"/proc"}) {
        std::ifstream file{entry.path() / "environ", std::ios::binary};
        const std::string environment{std::istreambuf_iterator<char>{file}, {}};
        if (environment.find(part_of_environment) == std::string::npos) continue;
        found.push_back(std::atoi(entry.path().filename().c_str()));
    }
    return found;
}

Leftovers::Leftovers() {
    const char* before = std::getenv("TMPDIR");
    before_ = before == nullptr ? "" : before;
    std::string path = fs::temp_directory_path() / "hourglass-test-XXXXXX";
    EXPECT_NE(::mkdtemp(path.data()), nullptr);
    place_ = path;
    ::setenv("TMPDIR", path.c_str(), 1);
}

Leftovers::~Leftovers() {
    before_.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", before_.c_str(), 1);
    fs::remove_all(place_);
}

std::vector<std::string> Leftovers::in_place() const {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator{place_}) found.push_back(entry.path().string());
    return found;
}

void Leftovers::expect_none() const {
    EXPECT_THAT(children(), IsEmpty());
    EXPECT_THAT(in_place(), IsEmpty());
}

}  // namespace hourglass::real
