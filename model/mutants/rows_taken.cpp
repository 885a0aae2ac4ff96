#include "model/mutants/rows_taken.hpp"

#include "model/mutants/mutant_platform.hpp"

namespace hourglass::model::mutants {

RowLog rows_taken(const Trace& trace) {
    RowLog log;
    PlainPlatform platform{trace.header.setup};
    Effects effects;
    for (const Record& record : trace.records) {
        if (is_event(record.kind)) step(platform, {.log = &log}, record, effects);
    }
    return log;
}

}  // namespace hourglass::model::mutants
