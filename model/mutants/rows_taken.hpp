// Which rows of the tables a white-box trace took: its events are given to a platform once more.
#pragma once

#include "model/mutants/mutant.hpp"
#include "model/trace/trace.hpp"

namespace hourglass::model::mutants {

RowLog rows_taken(const Trace& trace);

}  // namespace hourglass::model::mutants
