#include "real/memory_watch.hpp"

#include <csignal>
#include <fstream>
#include <string>
#include <unistd.h>
#include <utility>

namespace hourglass::real {
namespace {

constexpr std::chrono::milliseconds between_looks{5};
constexpr int deepest = 4;  // generations of children

// Bytes of memory that the process and its children really have; 0 if it is gone.
long long resident(pid_t pid, int depth = 0) {
    const std::string folder = "/proc/" + std::to_string(pid);
    std::ifstream statm{folder + "/statm"};
    long long whole = 0;
    long long pages = 0;
    if (!(statm >> whole >> pages)) return 0;
    long long bytes = pages * ::sysconf(_SC_PAGESIZE);
    std::ifstream children{folder + "/task/" + std::to_string(pid) + "/children"};
    for (pid_t child = 0; depth < deepest && children >> child;)
        bytes += resident(child, depth + 1);
    return bytes;
}

}  // namespace

MemoryWatch::MemoryWatch(boost::asio::io_context& loop, ControlGroup* group,
                         const Supervisor& supervisor, long long limit)
    : timer_(loop), group_(group), supervisor_(supervisor), limit_(limit) {
    if (group_ != nullptr && !group_->limit_memory(limit_)) group_ = nullptr;
    if (group_ != nullptr) {
        killed_by_group_ = group_->killed_for_memory();
    } else {
        look();
    }
}

MemoryWatch::~MemoryWatch() {
    if (group_ != nullptr) group_->limit_memory(0);
}

void MemoryWatch::look() {
    for (const pid_t pid : supervisor_.pids()) {
        if (resident(pid) <= limit_ || !killed_.insert(pid).second) continue;
        ::kill(-pid, SIGKILL);
    }
    timer_.expires_after(between_looks);
    timer_.async_wait([this](boost::system::error_code error) {
        if (!error) look();
    });
}

bool MemoryWatch::was_starved(pid_t pid) {
    if (group_ == nullptr) return killed_.erase(pid) > 0;
    const long long killed = group_->killed_for_memory();
    return std::exchange(killed_by_group_, killed) < killed;
}

}  // namespace hourglass::real
