// What an exit, late or early, leads to: which outcome fails for it, with which type, and that a
// reset that comes later does not hide it. Families ERR, INIT, INV, RST.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class CauseMonitor : public Monitor {
public:
    static constexpr std::array rules{"ERR-05"_rule,  "ERR-09"_rule, "ERR-32"_rule,  "INIT-08"_rule,
                                      "INIT-13"_rule, "INV-15"_rule, "PROC-06"_rule, "RST-17"_rule};

    static constexpr Kinds wants =
        Kinds::of(Kind::ProcessExited, Kind::ProcessStartFailed, Kind::InitDone, Kind::InvokeDone,
                  Kind::RestoreDone, Kind::ResetDone, Kind::ShutdownDone);
    void see(const Record& record, const Scene& scene, Bench& bench);

private:
    void see_exit(const Record& record, const Scene& scene, Bench& bench);
    void see_late_exit(const Record& record);
    void see_outcome(const Record& record, const Scene& scene, Bench& bench);
    void check_first_cause(const Record& record, const Scene& scene, Bench& bench);
    void check_late_exit(const Record& record, const Scene& scene, Bench& bench);
    void check_exit_in_init(const Record& record, const Scene& scene, Bench& bench);

    TextId cause_;               // of the first exit in this generation
    TextId brought_along_;       // by a start that failed
    bool exits_differ_ = false;  // a second process exited, too
    bool must_fail_ = false;     // an exit broke what goes on, and no verdict has come
    bool exit_in_init_ = false;  // of the runtime, after its first poll
    bool init_passed_ = false;   // and the init succeeded all the same
    bool late_exit_ = false;     // of an older generation, in this one
    bool late_runtime_ = false;  // it was the runtime's
};

}  // namespace hourglass::model::judging
