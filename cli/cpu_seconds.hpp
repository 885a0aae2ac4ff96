// What this process, or this thread, has spent so far.
#pragma once

#include <ctime>

namespace hourglass::cli {

inline double cpu_seconds_by(clockid_t clock) {
    timespec spent{};
    clock_gettime(clock, &spent);
    constexpr double nanoseconds = 1e9;
    return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) / nanoseconds;
}

inline double cpu_seconds() {
    return cpu_seconds_by(CLOCK_PROCESS_CPUTIME_ID);
}

inline double cpu_seconds_of_thread() {
    return cpu_seconds_by(CLOCK_THREAD_CPUTIME_ID);
}

}  // namespace hourglass::cli
