// The acceptor: may this trace, seen from outside, have come from the machine? It carries every
// copy of the machine that explains what was seen so far; when none is left, the platform did what
// the machine never does.
//
// A set of states, as linearizability checkers keep it: a call takes effect at some instant between
// its sending and its return, timers are late by at most the tolerance and never early, and what
// the platform owes is seen within the tolerance. See sight.hpp for what an outsider sees.
#pragma once

#include "model/judge/judge.hpp"
#include "model/trace/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace hourglass::model {

struct AcceptorLimits {
    // So many copies at once are kept, and as many looked at for one observation. One run that
    // explains the trace is enough, so few are tried first. Only when none of them lasts, and some
    // had to be left out, are there more; with the most of them the verdict is Inconclusive.
    std::size_t copies = 4096;
};

struct Acceptance {
    Verdict verdict = Verdict::Held;  // Held, Violated or Inconclusive
    std::uint32_t record{};  // index in Trace::records of the observation that nothing explains
    RuleIndex rule{};        // that says what was to be done instead; may be none
    std::string seen;        // the observation, or that something never came
    std::vector<std::string> expected;  // what the machine would have done instead
    std::vector<std::string> before;    // states that were possible before it
    std::size_t peak_copies = 0;
    std::vector<RuleIndex> fired;  // rules of rows that spoke in every copy that was left last
    bool complete = true;          // no copy had to be left out
};

// The platform itself ended (a foreign one is a process too); text says how.
constexpr bool is_end_of_platform(const Record& record) {
    return record.kind == Kind::ProcessExited && record.who == Who::Platform;
}

// The trace must be an outsider's (View::Black or View::Grey) in the form of sight.hpp.
Acceptance accept(const Trace& seen, const AcceptorLimits& limits = {});

}  // namespace hourglass::model
