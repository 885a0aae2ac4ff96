#include "real/control_group.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace hourglass::real {
namespace {

namespace fs = std::filesystem;

// Where the hierarchy of version 2 is mounted; "" if it is not.
std::string mount_of_groups() {
    std::ifstream mounts{"/proc/self/mounts"};
    std::string line;
    while (std::getline(mounts, line)) {
        const std::size_t begin = line.find(' ');
        const std::size_t end = line.find(' ', begin + 1);
        if (begin == std::string::npos || end == std::string::npos) continue;
        if (line.compare(end + 1, 8, "cgroup2 ") == 0) {
            return line.substr(begin + 1, end - begin - 1);
        }
    }
    return {};
}

// Our own group, relative to the mount: the line "0::/path".
std::string own_group() {
    std::ifstream groups{"/proc/self/cgroup"};
    std::string line;
    while (std::getline(groups, line)) {
        if (line.compare(0, 3, "0::") == 0) return line.substr(3);
    }
    return {};
}

}  // namespace

std::unique_ptr<ControlGroup> ControlGroup::make(std::string_view name, std::string& why_not) {
    static const std::string mount = mount_of_groups();
    static const std::string own = own_group();
    if (mount.empty() || own.empty()) {
        why_not = "no control groups of version 2 are mounted";
        return nullptr;
    }
    std::unique_ptr<ControlGroup> group{new ControlGroup};
    const fs::path folder = fs::path{mount + own} / name;
    if (::mkdir(folder.c_str(), 0755) != 0) {
        why_not = "no control group may be made in " + folder.parent_path().string() + ": " +
                  std::strerror(errno);
        return nullptr;
    }
    group->folder_ = folder;
    group->entrance_.reset(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    group->freezer_.reset(::open((folder / "cgroup.freeze").c_str(), O_WRONLY | O_CLOEXEC));
    if (group->entrance_ && group->freezer_) return group;
    why_not = "the control group has no freezer";
    return nullptr;
}

void ControlGroup::remove_left(std::string_view name) {
    const std::string mount = mount_of_groups();
    const std::string own = own_group();
    if (!mount.empty() && !own.empty()) ::rmdir((fs::path{mount + own} / name).c_str());
}

ControlGroup::~ControlGroup() {
    remove();
}

bool ControlGroup::freeze() {
    return ::write(freezer_.get(), "1", 1) == 1;
}

bool ControlGroup::thaw() {
    return ::write(freezer_.get(), "0", 1) == 1;
}

bool ControlGroup::write(const char* file, std::string_view text) const {
    const FileDescriptor target{::open((folder_ / file).c_str(), O_WRONLY | O_CLOEXEC)};
    return target &&
           ::write(target.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

bool ControlGroup::limit_memory(long long bytes) {
    return write("memory.max", bytes == 0 ? std::string{"max"} : std::to_string(bytes));
}

long long ControlGroup::killed_for_memory() const {
    std::ifstream events{folder_ / "memory.events"};
    std::string word;
    long long count = 0;
    while (events >> word >> count) {
        if (word == "oom_kill") return count;
    }
    return 0;
}

bool ControlGroup::remove() {
    if (folder_.empty()) return true;
    if (::rmdir(folder_.c_str()) != 0 && errno != ENOENT) return false;
    folder_.clear();
    return true;
}

}  // namespace hourglass::real
