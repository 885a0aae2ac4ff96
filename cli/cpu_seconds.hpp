// What this process has spent so far.
#pragma once

#include <ctime>

namespace hourglass::cli {

inline double cpu_seconds() {
    timespec spent{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    constexpr double nanoseconds = 1e9;
    return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) / nanoseconds;
}

}  // namespace hourglass::cli
