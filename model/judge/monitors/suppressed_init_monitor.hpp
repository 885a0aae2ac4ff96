// Family SUPP: init inside an invoke.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class SuppressedInitMonitor : public Monitor {
public:
    static constexpr std::array rules{
        "SUPP-01"_rule, "SUPP-02"_rule, "SUPP-03"_rule, "SUPP-07"_rule, "SUPP-09"_rule,
        "SUPP-30"_rule, "SUPP-31"_rule, "SUPP-32"_rule, "SUPP-33"_rule, "SUPP-34"_rule,
        "SUPP-35"_rule, "SUPP-36"_rule, "SUPP-37"_rule, "SUPP-38"_rule, "SUPP-39"_rule,
        "SUPP-10"_rule, "INIT-15"_rule};

    static constexpr Kinds wants = Kinds::of(
        PlatformEvent::InitStart, PlatformEvent::InitRuntimeDone, PlatformEvent::InitReport,
        PlatformEvent::Start, Kind::InitErrorPosted, Kind::ReserveAnswered, Answer::InvokeEvent,
        Kind::InitDone, Kind::InvokeDone, Kind::InvokeAnswered, Kind::ResetDone);
    void see(const Record& record, const Scene& scene, Bench& bench);

private:
    void see_init_record(const Record& record, const Scene& scene, Bench& bench);
    void see_init_start(const Scene& scene, Bench& bench);
    void see_delivery(const Scene& scene, Bench& bench) const;
    void see_init_failure(const Record& record, const Scene& scene);
    void see_invoke_done(const Record& record, const Scene& scene, Bench& bench);
    void check_repair(const Record& record, const InvokeFacts& invoke, const Scene& scene,
                      Bench& bench) const;
    void see_invoke_answer(const Record& record, const Scene& scene, Bench& bench) const;

    InvokeId waiting_;  // on an init that failed
    std::uint32_t dirty_generation_ = 0;
    std::uint32_t failed_invokes_ = 0;  // since an init failed
    bool error_kept_ = false;           // one was there when the last invoke ended
    std::uint32_t told_of_init_ = 0;    // invokes that failed with that init's error
    bool error_seen_ = false;           // some runtime has reported an init error
    bool init_failed_ = false;          // and none has begun since
    InvokeId last_done_{};
};

}  // namespace hourglass::model::judging
