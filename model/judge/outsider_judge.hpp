// Judges a trace that was seen from outside: by the acceptor, and by what needs no machine (a
// platform that ended by itself, a caller that got no answer).
#pragma once

#include "model/judge/judge.hpp"

namespace hourglass::model {

// A rule is exercised when a row that carries it spoke in every copy of the machine that explains
// the trace. Judgement::open says why a run could not be judged.
Judgement judge_outsider(const Trace& trace);

}  // namespace hourglass::model
