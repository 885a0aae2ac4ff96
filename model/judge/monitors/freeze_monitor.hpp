// Family FRZ: freezing an idle sandbox.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class FreezeMonitor : public Monitor {
public:
    static constexpr std::array rules{"FRZ-01"_rule, "FRZ-02"_rule, "FRZ-03"_rule,
                                      "FRZ-04"_rule, "FRZ-05"_rule, "FRZ-06"_rule};

    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench);

private:
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
