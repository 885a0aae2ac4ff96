// Family INV, first half: who may invoke, and how the event reaches the runtime.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class InvokeMonitor : public Monitor {
public:
    static constexpr std::array rules{"INV-01"_rule, "INV-02"_rule, "INV-04"_rule, "INV-30"_rule,
                                      "INV-33"_rule, "INV-35"_rule, "INV-36"_rule, "INV-37"_rule,
                                      "INV-41"_rule, "INV-42"_rule, "INV-43"_rule, "INV-09"_rule,
                                      "INV-45"_rule, "EXT-42"_rule};

    static constexpr Kinds wants =
        Kinds::of(Kind::InvokeRefused, Kind::ReserveAnswered, Kind::CallAnswered,
                  PlatformEvent::InitStart, PlatformEvent::Start, Kind::InvokeAnswered,
                  Kind::InvokeDone, Kind::ProcessExited, Kind::CallAbandoned, Kind::ResetAsked);
    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench) {
        if (scene.overdue(awaited_due_)) pass_late(bench);
    }

private:
    void pass_late(Bench& bench);
    static void see_done(const Record& record, const Scene& scene, Bench& bench);
    static void see_verdict(const Record& record, const Scene& scene, Bench& bench);
    void see_refusal(const Record& record, const Scene& scene, Bench& bench);
    static void see_reservation(const Record& record, const Scene& scene, Bench& bench);
    void see_answer(const Record& record, const Scene& scene, Bench& bench);
    void see_delivery(const Record& record, const CallFacts* call, const Scene& scene,
                      Bench& bench);
    void see_extension_delivery(const Record& record, const CallFacts& call, const Scene& scene,
                                Bench& bench) const;
    void see_telemetry(const Record& record, const Scene& scene, Bench& bench);
    static void check_admission(const Record& record, const Scene& scene, Bench& bench);

    InvokeId awaited_;  // its event must reach the waiting runtime
    Instant awaited_due_ = never;
};

}  // namespace hourglass::model::judging
