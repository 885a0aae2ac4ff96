#include "real/descendants.hpp"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hourglass::real {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<pid_t> children_of_all_threads() {
    std::vector<pid_t> children;
    std::error_code none;
    for (const auto& task : fs::directory_iterator{"/proc/self/task", none}) {
        std::ifstream list{task.path() / "children"};
        for (pid_t pid = 0; list >> pid;) children.push_back(pid);
    }
    return children;
}

// What the kernel tells of a process in one line.
struct Status {
    std::string name;
    char state = '?';
    pid_t group = 0;
    pid_t session = 0;
};

std::optional<Status> status_of(pid_t pid) {
    const std::string line = read_file(fs::path{"/proc"} / std::to_string(pid) / "stat");
    const std::size_t open = line.find('(');
    const std::size_t close = line.rfind(')');
    if (open == std::string::npos || close == std::string::npos) return std::nullopt;
    Status status{.name = line.substr(open + 1, close - open - 1)};
    pid_t parent = 0;
    if (std::sscanf(line.c_str() + close + 1, " %c %d %d %d", &status.state, &parent, &status.group,
                    &status.session) != 4) {
        return std::nullopt;
    }
    return status;
}

bool carries(pid_t pid, std::string_view marker) {
    const std::string environment = read_file(fs::path{"/proc"} / std::to_string(pid) / "environ");
    std::string_view rest = environment;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\0'), rest.size());
        if (rest.substr(0, end) == marker) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

bool is_dead(const Status& status) {
    return status.state == 'Z' || status.state == 'X';
}

// A dead process has no environment any more. It is an orphan if it was of another session or
// followed a leader: our own children lead their groups in our session.
bool is_dead_orphan(pid_t pid, const Status& status) {
    return is_dead(status) && (status.session != ::getsid(0) || status.group != pid) &&
           status.group != ::getpgid(0);
}

void reap(pid_t pid) {
    siginfo_t info{};
    ::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED);
}

}  // namespace

void adopt_orphans() {
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
}

std::vector<Descendant> find_orphans(std::string_view marker, const std::vector<pid_t>& known) {
    std::vector<Descendant> orphans;
    for (const pid_t pid : children_of_all_threads()) {
        if (std::find(known.begin(), known.end(), pid) != known.end()) continue;
        const std::optional<Status> status = status_of(pid);
        if (!status) continue;
        if (is_dead_orphan(pid, *status) || carries(pid, marker)) {
            orphans.push_back({pid, status->name});
        }
    }
    return orphans;
}

std::vector<Descendant> end_orphans(std::string_view marker, const std::vector<pid_t>& known) {
    std::vector<Descendant> ended;
    for (int round = 0; round < 100; ++round) {
        const std::vector<Descendant> orphans = find_orphans(marker, known);
        if (orphans.empty()) break;
        for (const Descendant& orphan : orphans) {
            const std::optional<Status> status = status_of(orphan.pid);
            ::kill(orphan.pid, SIGKILL);
            reap(orphan.pid);
            if (status && !is_dead(*status)) ended.push_back(orphan);
        }
    }
    return ended;
}

}  // namespace hourglass::real
