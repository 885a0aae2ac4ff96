// Families EVT and METR: the platform's own records and the numbers in outcomes.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class EventMonitor : public Monitor {
public:
    static constexpr std::array rules{"EVT-01"_rule,  "EVT-02"_rule, "EVT-03"_rule, "EVT-04"_rule,
                                      "EVT-05"_rule,  "EVT-08"_rule, "EVT-30"_rule, "METR-06"_rule,
                                      "METR-30"_rule, "METR-31"_rule};

    static constexpr Kinds wants =
        Kinds::of(PlatformEvent::InitStart, PlatformEvent::InitRuntimeDone,
                  PlatformEvent::Extension, PlatformEvent::InitReport, PlatformEvent::Start,
                  PlatformEvent::RuntimeDone, Kind::ProcessStart, Kind::ProcessStartFailed,
                  Kind::InitDone, Kind::InvokeDone, Kind::ResetDone, Kind::RestoreDone);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void finish(const Scene& scene, Bench& bench, Ending ending) const;

private:
    void see_record(const Record& record, const Scene& scene, Bench& bench);
    void see_init_record(const Record& record, const Scene& scene, Bench& bench);
    void see_init_report(const Record& record, const Scene& scene, Bench& bench);
    void see_runtime_done(const Record& record, const Scene& scene, Bench& bench);
    void see_init_done(const Record& record, const Scene& scene, Bench& bench) const;
    void see_invoke_done(const Record& record, const Scene& scene, Bench& bench);
    void see_reset_done(const Record& record, const Scene& scene, Bench& bench);

    bool in_bracket_ = false;
    bool runtime_tried_ = false;  // its start, in this bracket
    bool runtime_told_ = false;
    bool runtime_failed_ = false;
    bool all_ready_ = true;
    std::uint8_t extensions_told_ = 0;
    InvokeId done_told_;         // the invoke whose runtime's end was recorded as success
    bool failure_told_ = false;  // the end of the runtime by a reset, since the last reset
};

}  // namespace hourglass::model::judging
