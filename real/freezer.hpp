// Freezes the processes of a sandbox and thaws them: by a control group of version 2, which reaches
// every descendant, or by SIGSTOP to their process groups.
#pragma once

#include "real/control_group.hpp"

#include <string>
#include <sys/types.h>
#include <vector>

namespace hourglass::real {

class Freezer {
public:
    // The group may be null; it must outlive the freezer.
    explicit Freezer(ControlGroup* group) : group_(group) {}

    // `leaders` are the processes that lead the process groups of the sandbox.
    void freeze(const std::vector<pid_t>& leaders);
    void thaw(const std::vector<pid_t>& leaders);

    bool by_group() const { return group_ != nullptr; }

private:
    ControlGroup* group_;
};

}  // namespace hourglass::real
