// One small run that shows everything a report can show, and how to keep the catalogue's sentences
// out of approved files: they may be reworded without a report being wrong.
#pragma once

#include "model/trace/trace.hpp"
#include "reports/fold.hpp"
#include "reports/result.hpp"

#include <string>

namespace hourglass::tests {

// An invoke that is answered, a runtime that then exits, and a reset.
model::Trace sample_trace();

// A scope over every rule, all of them checked, with one track.
reports::Scope sample_scope();

reports::Track sample_track();

// A play of sample_trace (which must outlive it) that exercised nothing yet.
reports::Play sample_play(const model::Trace& trace);

// Two backends; rules held, violated, warned of, never exercised, not checked, inconclusive;
// a mismatch, a flaky scenario, a skipped one and one that could not be played.
reports::VerifyResult sample_result();

// Sentences and sources of rules replaced by "{INIT-01 sentence}" and "{source}".
std::string without_sentences(std::string text);

}  // namespace hourglass::tests
