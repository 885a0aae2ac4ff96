#include "real/freezer.hpp"

#include <csignal>

namespace hourglass::real {
namespace {

void signal_all(const std::vector<pid_t>& leaders, int number) {
    for (const pid_t leader : leaders) ::kill(-leader, number);
}

}  // namespace

void Freezer::freeze(const std::vector<pid_t>& leaders) {
    if (group_ != nullptr && group_->freeze()) return;
    group_ = nullptr;  // what did not work once is not tried again
    signal_all(leaders, SIGSTOP);
}

void Freezer::thaw(const std::vector<pid_t>& leaders) {
    if (group_ != nullptr && group_->thaw()) return;
    signal_all(leaders, SIGCONT);
}

}  // namespace hourglass::real
