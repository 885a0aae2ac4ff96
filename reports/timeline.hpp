// One run, step by step: when, who, what happened, and which rule of the machine spoke.
#pragma once

#include "model/judge/judge.hpp"
#include "model/trace/trace.hpp"
#include "reports/paint.hpp"

#include <cstddef>
#include <string>

namespace hourglass::reports {

struct TimelineStyle {
    Colour colour{};
    std::size_t longest = 80;  // lines; the middle of a longer run is left out, with a note
};

// Lines of violated records are marked with the rule and the message.
std::string timeline(const model::Trace& trace, const model::Judgement& judgement,
                     const TimelineStyle& style);

}  // namespace hourglass::reports
