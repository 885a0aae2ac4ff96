// How many lifecycles of real processes a second: init, six invokes, shutdown, with the probe.
#pragma once

#include <cstdint>
#include <string>

namespace hourglass::bench {

enum class Isolated : std::uint8_t { No, Yes };

struct RatePlan {
    std::string probe;
    int jobs = 2;  // processes, as verify --jobs has them
    Isolated isolated{};
    int lifecycles = 1000;  // a job
};

struct Rate {
    double per_second = 0;
    double cpu_us = 0;  // of a lifecycle, with its processes
    std::string note;   // what was not as wanted
};

Rate lifecycles_per_second(const RatePlan& plan);

}  // namespace hourglass::bench
