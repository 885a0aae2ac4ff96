// Family RST: resets, asked for or owed to a failure.
#pragma once

#include "model/judge/monitor.hpp"

#include <algorithm>

namespace hourglass::model::judging {

class ResetMonitor : public Monitor {
public:
    static constexpr std::array rules{
        "RST-01"_rule, "RST-02"_rule, "RST-03"_rule, "RST-04"_rule, "RST-05"_rule, "RST-06"_rule,
        "RST-07"_rule, "RST-09"_rule, "RST-10"_rule, "RST-11"_rule, "RST-13"_rule, "RST-15"_rule,
        "RST-16"_rule, "RST-30"_rule, "RST-31"_rule, "RST-32"_rule, "RST-33"_rule, "RST-34"_rule,
        "RST-35"_rule, "RST-36"_rule, "RST-37"_rule, "RST-14"_rule};

    static constexpr Kinds wants =
        Kinds::of(Kind::ResetAsked, Kind::ProcessExited, Kind::ResetDone, Kind::InitDone,
                  Kind::InvokeDone, Kind::InvokeAnswered, Kind::CallAnswered, Kind::ProcessSignal,
                  PlatformEvent::RuntimeDone, Kind::ProcessStart, Kind::ShutdownDone);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench) {
        if (scene.overdue(std::min(cancel_due_, answer_due_))) pass_late(scene, bench);
    }
    void finish(const Scene& scene, Bench& bench, Ending ending);

private:
    void pass_late(const Scene& scene, Bench& bench);
    bool in_stale_exit(const Scene& scene) const {
        return stale_exit_ != 0 && stale_exit_ == scene.events();
    }
    void see_asked(const Record& record, const Scene& scene);
    void see_done(const Record& record, const Scene& scene, Bench& bench);
    static void check_error(const Record& record, const Scene& scene, Bench& bench);
    void check_generation(const Record& record, const Scene& scene, Bench& bench);
    static void check_deadline(const Record& record, const Scene& scene, Bench& bench);
    static void check_registration(const Record& record, const CallFacts& call, const Scene& scene,
                                   Bench& bench);
    void see_init_done(const Record& record, const Scene& scene, Bench& bench);
    void see_invoke_done(const Record& record, const Scene& scene, Bench& bench);
    void see_invoke_answer(const Record& record, const Scene& scene, Bench& bench) const;
    void see_call_answer(const Record& record, const Scene& scene, Bench& bench);
    void see_delivery(const Scene& scene, Bench& bench);
    void see_signal(const Record& record, const Scene& scene, Bench& bench);
    void see_telemetry(const Record& record, const Scene& scene, Bench& bench);
    void see_start(const Record& record, const Scene& scene, Bench& bench);

    Instant cancel_due_ = never;  // an init or invoke must end because of a reset
    bool cancelling_init_ = false;
    Instant answer_due_ = never;    // of the resets that were asked for
    std::uint32_t asked_ = 0;       // and not answered
    std::uint32_t unrepaired_ = 0;  // an invoke that failed and has seen no reset
    bool down_ = false;
    std::uint32_t stale_exit_ = 0;  // the event, counted from 1, that was one of old processes
};

}  // namespace hourglass::model::judging
