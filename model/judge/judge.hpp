// The judge: every monitor over a trace, whoever made it, and for white-box traces an exact replay
// by the machine. Monitors share no code with the machine.
#pragma once

#include "model/rules/catalogue.hpp"
#include "model/trace/trace.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace hourglass::model {

enum class Verdict : std::uint8_t {
    NeverExercised,  // the trace never came to where the rule speaks
    Held,
    Violated,
    Inconclusive,  // e.g. load made the time windows useless
    Unsupported,   // the backend cannot show it, or nothing checks the rule yet
};

struct Violation {
    RuleIndex rule;
    std::uint32_t record{};  // index in Trace::records of the offending record
    std::string message;     // one sentence: what was seen and what was expected instead
};

struct Judgement {
    // exercised[rule.value]: how often the rule was put to the test and held or not.
    std::array<std::uint32_t, catalogue.size() + 1> exercised{};
    std::vector<Violation> violations;  // at most a few for a rule, in order of time

    bool ok() const { return violations.empty(); }
};

// Runs every monitor whose rule applies to the trace's profile and clients.
Judgement judge(const Trace& trace);

// Whether some monitor checks the rule; "list rules" and the reports use it.
bool has_monitor(RuleIndex rule);

}  // namespace hourglass::model
