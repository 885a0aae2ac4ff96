#include "real/descendants.hpp"

#include "model/base/file_text.hpp"

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hourglass::real {
namespace {

namespace fs = std::filesystem;

// Of a process that may end meanwhile: "" then.
std::string read_file(const fs::path& path) {
    return model::read_file(path).value_or("");
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

bool carries(std::string_view environment, std::string_view marker) {
    while (!environment.empty()) {
        const std::size_t end = std::min(environment.find('\0'), environment.size());
        if (environment.substr(0, end) == marker) return true;
        environment.remove_prefix(std::min(end + 1, environment.size()));
    }
    return false;
}

std::string owner_of(pid_t pid) {
    static constexpr std::string_view name = "HOURGLASS_PROCESS=";
    const std::string all = read_file(fs::path{"/proc"} / std::to_string(pid) / "environ");
    std::size_t start = 0;
    while (start < all.size()) {
        const std::size_t end = std::min(all.find('\0', start), all.size());
        const std::string_view line = std::string_view{all}.substr(start, end - start);
        if (line.starts_with(name)) return std::string{line.substr(name.size())};
        start = end + 1;
    }
    return {};
}

bool is_dead(const Status& status) {
    return status.state == 'Z' || status.state == 'X';
}

enum class Standing : std::uint8_t { NotOurs, Orphan, Dying };

bool holds(const std::vector<pid_t>& list, pid_t pid) {
    return std::find(list.begin(), list.end(), pid) != list.end();
}

// What we start leads a group in our session, so whoever does neither was adopted. A dead process
// has no environment any more, and a dying one loses it before it is dead.
Standing standing_of(pid_t pid, const Status& status, const OrphanClaim& claim) {
    const bool elsewhere = status.session != ::getsid(0);
    if (status.group != pid && holds(claim.groups, status.group)) return Standing::Orphan;
    if (is_dead(status)) return elsewhere ? Standing::Orphan : Standing::NotOurs;
    const std::string environment = read_file(fs::path{"/proc"} / std::to_string(pid) / "environ");
    if (carries(environment, claim.marker)) return Standing::Orphan;
    return environment.empty() && elsewhere ? Standing::Dying : Standing::NotOurs;
}

struct Found {
    std::vector<Descendant> orphans;
    std::vector<Descendant> alive;  // of those, and nobody has killed them yet
    bool some_are_dying = false;
};

Found find_orphans(const OrphanClaim& claim) {
    Found found;
    for (const pid_t pid : children_of_all_threads()) {
        if (holds(claim.known, pid)) continue;
        const std::optional<Status> status = status_of(pid);
        if (!status) continue;
        const Standing standing = standing_of(pid, *status, claim);
        found.some_are_dying |= standing == Standing::Dying;
        if (standing != Standing::Orphan) continue;
        found.orphans.push_back({pid, status->name, {}});
        const bool killed = is_dead(*status) || holds(claim.groups, status->group);
        if (!killed) found.alive.push_back({pid, status->name, owner_of(pid)});
    }
    return found;
}

void reap(pid_t pid) {
    siginfo_t info{};
    ::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED);
}

}  // namespace

void adopt_orphans() {
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
}

std::vector<pid_t> processes_marked(std::string_view marker) {
    std::vector<pid_t> found;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator{"/proc", none}) {
        const int pid = std::atoi(entry.path().filename().c_str());
        if (pid > 0 && carries(read_file(entry.path() / "environ"), marker)) found.push_back(pid);
    }
    return found;
}

std::vector<Descendant> end_orphans(const OrphanClaim& claim) {
    constexpr int most_rounds = 200;
    const timespec moment{0, 500'000};
    std::vector<Descendant> ended;
    for (int round = 0; round < most_rounds; ++round) {
        const Found found = find_orphans(claim);
        if (found.orphans.empty() && !found.some_are_dying) break;
        for (const Descendant& orphan : found.orphans) {
            ::kill(orphan.pid, SIGKILL);
            reap(orphan.pid);
        }
        ended.insert(ended.end(), found.alive.begin(), found.alive.end());
        if (found.orphans.empty()) ::nanosleep(&moment, nullptr);
    }
    return ended;
}

}  // namespace hourglass::real
