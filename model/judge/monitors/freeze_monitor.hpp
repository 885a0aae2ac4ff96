// Family FRZ: freezing an idle sandbox.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class FreezeMonitor : public Monitor {
public:
    static constexpr std::array rules{"FRZ-01"_rule, "FRZ-02"_rule, "FRZ-03"_rule,
                                      "FRZ-04"_rule, "FRZ-05"_rule, "FRZ-06"_rule};

    static constexpr Kinds wants =
        Kinds::of(Kind::SandboxFrozen, Kind::SandboxThawed, Kind::ProcessStart, Kind::ProcessExited,
                  Kind::ProcessSignal, Kind::ResetAsked, Kind::ShutdownAsked, Answer::InvokeEvent,
                  Answer::ShutdownEvent, Answer::RestoreEvent, Kind::TimerArmed, Kind::TimerFired,
                  Kind::OutputLine, Kind::FileWritten, Kind::FileLooked, PlatformEvent::RuntimeDone,
                  Kind::InitDone, Kind::InvokeDone);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench) {
        if (scene.overdue(freeze_due_)) pass_late(scene, bench);
    }

private:
    void pass_late(const Scene& scene, Bench& bench);
    // What went to sleep, for as long as nothing but an invoke wakes it.
    struct Sleep {
        bool lasts = false;
        std::uint32_t generation = 0;
        Instant thawed_at{};
    };

    void see_delivery(const Record& record, const Scene& scene, Bench& bench);
    static void see_frozen(const Scene& scene, Bench& bench);
    void see_act(const Record& record, const Scene& scene, Bench& bench) const;
    void see_timer(const Record& record, const Scene& scene, Bench& bench) const;
    void see_thaw(const Record& record, const Scene& scene, Bench& bench);

    Instant freeze_due_ = never;
    Instant frozen_at_ = never;
    Sleep slumber_;
};

}  // namespace hourglass::model::judging
