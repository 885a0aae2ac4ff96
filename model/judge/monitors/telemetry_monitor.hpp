// Family TEL: who may subscribe to what.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

struct SubscriptionAsked;

class TelemetryMonitor : public Monitor {
public:
    static constexpr std::array rules{"TEL-01"_rule, "TEL-02"_rule, "TEL-03"_rule,
                                      "TEL-13"_rule, "TEL-14"_rule, "TEL-16"_rule};

    static constexpr bool of_wire = true;
    static constexpr Kinds wants =
        Kinds::of(Kind::Subscription, PlatformEvent::InitStart, PlatformEvent::InitReport,
                  Kind::ResetDone, Kind::ShutdownDone);
    void see(const Record& record, const Scene& scene, Bench& bench);

private:
    void see_phase(const Record& record);
    void see_subscription(const Record& record, const Scene& scene, Bench& bench) const;
    static void see_body(const Record& record, const Scene& scene, Bench& bench);
    static void see_refusal(const Record& record, const SubscriptionAsked& asked,
                            const Scene& scene, Bench& bench);

    bool init_is_over_ = false;
};

}  // namespace hourglass::model::judging
