// The deviations of a platform that somebody has looked at and accepted: a run that shows only
// these does not fail. As a file:
//   {"version": 1, "accepted": [{"rule": "RST-07", "backend": "rie", "profile": "rapid",
//                                "scenario": "SUPP/failing-twice", "note": "reported upstream"}]}
#pragma once

#include "model/base/result.hpp"

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass::reports {

inline constexpr int baseline_version = 1;

// A rule that a scenario shows to be broken on a track.
struct Deviation {
    std::string backend;
    std::string profile;  // aws, rapid
    std::string rule;     // "" for an outcome that the scenario did not expect
    std::string scenario;
    std::string note;  // for people; "" if nobody said anything

    bool is_of(const Deviation& other) const;  // the same, whatever the notes say
    bool operator==(const Deviation&) const = default;
};

struct Baseline {
    int version = baseline_version;
    std::vector<Deviation> accepted;

    const Deviation* find(const Deviation& deviation) const;  // nullptr: not accepted
};

// "RST-07 on rie/rapid in SUPP/failing-twice"
std::string words_of(const Deviation& deviation);

std::string to_json(const Baseline& baseline);
// `origin` is the name of the file in messages.
model::Result<Baseline> read_baseline(std::string_view json, std::string_view origin);

}  // namespace hourglass::reports
