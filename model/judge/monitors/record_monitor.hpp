// Families EVT and METR: what the platform records of the ends of invokes, restores and sandboxes,
// and what its records say. Their order inside an init is the event monitor's.
#pragma once

#include "model/judge/monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

class RecordMonitor : public Monitor {
public:
    static constexpr std::array rules{"EVT-06"_rule, "EVT-31"_rule, "EVT-32"_rule, "EVT-33"_rule,
                                      "EVT-34"_rule, "ERR-03"_rule, "INV-19"_rule, "METR-01"_rule};

    static constexpr Kinds wants = Kinds::of(Kind::Telemetry, Kind::ProcessExited, Kind::InvokeDone,
                                             Kind::RestoreDone, Kind::ResetDone);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench) {
        if (scene.overdue(std::min(report_due_, fault_due_))) pass_late(scene, bench);
    }
    void finish(const Scene& scene, Bench& bench, Ending ending);

private:
    void pass_late(const Scene& scene, Bench& bench);
    void see_record(const Record& record, const Scene& scene, Bench& bench);
    void see_runtime_done(const Record& record, const Scene& scene, Bench& bench);
    void check_numbers(const Record& record, const Scene& scene, Bench& bench) const;
    void see_report(const Record& record, const Scene& scene, Bench& bench);
    void see_restore_record(const Record& record, const Scene& scene, Bench& bench);
    void see_restore_done(const Scene& scene, Bench& bench);
    void see_exit(const Record& record, const Scene& scene);

    InvokeId started_;  // the last invoke that was recorded as started
    Instant started_at_{};
    InvokeId told_;  // whose runtime's end was recorded last
    bool told_failure_ = false;
    InvokeId unreported_;  // it has ended and its report is due
    Instant report_due_ = never;
    InvokeId reported_;                // the last one
    std::uint32_t restores_open_ = 0;  // restoreStart without restoreReport
    std::uint32_t restores_told_ = 0;  // restoreRuntimeDone since the last end of a restore
    std::uint32_t restores_reported_ = 0;
    Instant fault_due_ = never;
    bool fault_told_ = false;  // in this generation
};

}  // namespace hourglass::model::judging
