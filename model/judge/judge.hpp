// The judge: every monitor over a trace, whoever made it, and for white-box traces an exact replay
// by the machine. Monitors share no code with the machine and restate the numbers of the service,
// so that a wrong constant in a profile is seen.
#pragma once

#include "model/rules/catalogue.hpp"
#include "model/trace/trace.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
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
    std::uint32_t record{};     // index in Trace::records of the offending record
    std::string message;        // one sentence: what was seen and what was expected instead
    Level level = Level::Must;  // of the rule in the trace's profile; Should is a warning
};

// Where a white-box trace and the machine part company.
struct Divergence {
    std::uint32_t record{};  // index in Trace::records
    std::string expected;    // what the machine does there, as a line of a trace
    std::string seen;        // what the trace has there
};

struct Judgement {
    // exercised[rule.value]: how often the rule was put to the test and held or not.
    std::array<std::uint32_t, catalogue.size() + 1> exercised{};
    std::vector<Violation> violations;  // at most a few for a rule, in order of time
    std::optional<Divergence> divergence;
    std::string open;  // why nothing can be said of the run; empty if something can

    // No rule that the profile insists on was violated, and the machine agrees.
    bool ok() const {
        for (const Violation& one : violations) {
            if (one.level == Level::Must) return false;
        }
        return !divergence;
    }
};

// Runs every monitor whose rule applies to the trace's profile and clients; it does not replay. One
// Judge may judge any number of traces; it keeps its tables, so that judging allocates nothing
// while all is well.
class Judge {
public:
    // To whom a record is shown: to the monitors that want its kind, or to all of them, which is
    // slower and finds the same.
    enum class Attention : std::uint8_t { Wanted, All };

    explicit Judge(Attention attention = Attention::Wanted);
    Judge(const Judge&) = delete;
    Judge& operator=(const Judge&) = delete;
    Judge(Judge&&) = delete;
    Judge& operator=(Judge&&) = delete;
    ~Judge();

    // Valid until the next call.
    const Judgement& operator()(const Trace& trace);

private:
    struct Bench;
    std::unique_ptr<Bench> bench_;
};

// The monitors, and for white-box traces the replay (replay.hpp). A trace that was seen from
// outside is judged by the acceptor instead (outsider_judge.hpp).
Judgement judge(const Trace& trace);

// Whether some monitor checks the rule; "list rules" and the reports use it.
bool has_monitor(RuleIndex rule);

}  // namespace hourglass::model
