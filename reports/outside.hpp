// How well a platform can be judged from outside: false alarms, open verdicts and planted defects
// that are noticed, by level of observation.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace hourglass::reports {

// Runs of a healthy platform, seen from one level.
struct OutsideTally {
    std::string view;
    std::uint64_t held = 0;
    std::vector<std::uint64_t> alarms;  // numbers of the cases that were rejected
    std::vector<std::uint64_t> open;
    std::vector<std::size_t> copies;  // at the peak of each

    std::uint64_t cases() const { return held + alarms.size() + open.size(); }
};

struct SeenDefect {
    std::string name;
    bool black = false;
    bool grey = false;
    bool white = false;
};

struct OutsideReport {
    std::uint64_t seed = 1;
    std::vector<OutsideTally> healthy;
    std::vector<double> seconds;  // CPU, of the acceptor on black traces of about 200 records
    std::vector<SeenDefect> defects;

    bool is_sound() const;
};

std::string to_text(const OutsideReport& report);
std::string to_json(const OutsideReport& report);

}  // namespace hourglass::reports
