#include "real/stale_sandboxes.hpp"

#include "real/control_group.hpp"
#include "real/descendants.hpp"

#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hourglass::real {
namespace {

namespace fs = std::filesystem;

bool is_ours(const fs::path& folder) {
    struct stat about {};
    return folder.filename().string().starts_with(sandbox_prefix) &&
           ::lstat(folder.c_str(), &about) == 0 && S_ISDIR(about.st_mode) &&
           about.st_uid == ::getuid();
}

// One may be between its fork and its marks, so two rounds in a row must find nothing.
void kill_all_marked(const std::string& marker) {
    constexpr int most_rounds = 200;
    const timespec moment{0, 2'000'000};
    for (int round = 0, quiet = 0; round < most_rounds && quiet < 2; ++round) {
        const std::vector<pid_t> marked = processes_marked(marker);
        for (const pid_t pid : marked) ::kill(pid, SIGKILL);
        quiet = marked.empty() ? quiet + 1 : 0;
        if (!marked.empty()) ::nanosleep(&moment, nullptr);
    }
}

}  // namespace

std::string marker_of_sandbox(const fs::path& folder) {
    return "HOURGLASS_SANDBOX=" + folder.filename().string();
}

FileDescriptor lock_folder(const fs::path& folder) {
    FileDescriptor lock{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
    if (lock && ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) lock.reset();
    return lock;
}

std::vector<fs::path> end_stale_sandboxes(const fs::path& parent) {
    std::vector<fs::path> ended;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{parent, error}) {
        const fs::path& folder = entry.path();
        if (!is_ours(folder)) continue;
        const FileDescriptor lock = lock_folder(folder);
        if (!lock) continue;
        kill_all_marked(marker_of_sandbox(folder));
        ControlGroup::remove_left(folder.filename().string());
        fs::remove_all(folder, error);
        ended.push_back(folder);
    }
    return ended;
}

}  // namespace hourglass::real
