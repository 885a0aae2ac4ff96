// One run as a sequence diagram: who said what to whom, as Mermaid.
#pragma once

#include "model/judge/judge.hpp"
#include "model/trace/trace.hpp"

#include <string>

namespace hourglass::reports {

// Records that broke a rule are followed by a note that names it.
std::string sequence_diagram(const model::Trace& trace, const model::Judgement& judgement);

}  // namespace hourglass::reports
