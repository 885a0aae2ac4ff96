// EXPECTS states an invariant of ours. It is on in every build: a broken one prints the sentence,
// the place and what the run was doing, and aborts.
#pragma once

#include <string_view>

namespace hourglass::model {

// What to print when an invariant breaks, e.g. "seed 7, scenario X, replay: hourglass ...".
// Thread-local; empty by default.
void describe_current_run(std::string_view description);

[[noreturn]] void report_broken_invariant(std::string_view sentence, std::string_view file,
                                          int line);

}  // namespace hourglass::model

#define EXPECTS(condition, sentence) \
    (static_cast<bool>(condition)    \
         ? static_cast<void>(0)      \
         : ::hourglass::model::report_broken_invariant((sentence), __FILE__, __LINE__))
