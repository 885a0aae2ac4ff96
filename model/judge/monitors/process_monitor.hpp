// Family PROC: processes and generations.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class ProcessMonitor : public Monitor {
public:
    static constexpr std::array rules{"PROC-01"_rule, "PROC-02"_rule, "PROC-03"_rule,
                                      "PROC-30"_rule, "PROC-31"_rule, "PROC-32"_rule,
                                      "PROC-36"_rule, "PROC-37"_rule};

    static constexpr Kinds wants =
        Kinds::of(Kind::ProcessStart, Kind::ProcessSignal, Kind::ProcessExited,
                  PlatformEvent::InitStart, Kind::CallAnswered, Kind::Leak);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench) {
        if (scene.overdue(kill_due_)) pass_late(scene, bench);
    }
    void finish(const Scene& scene, Bench& bench, Ending ending) const;

private:
    void pass_late(const Scene& scene, Bench& bench);
    void note_reaped(const Record& record);
    void see_start(const Record& record, const Scene& scene, Bench& bench) const;
    void see_init_start(const Record& record, const Scene& scene, Bench& bench);

    std::uint32_t inits_ = 0;                              // attempts
    std::array<std::uint32_t, max_slots + 1> unreaped_{};  // generations, in the order of processes
    Instant kill_due_ = never;  // when the next killed process must be gone
    bool leak_ = false;
};

}  // namespace hourglass::model::judging
