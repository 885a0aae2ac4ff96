// Family FRZ: freezing an idle sandbox.
#pragma once

#include "model/judge/monitor.hpp"

namespace hourglass::model::judging {

class FreezeMonitor : public Monitor {
public:
    static constexpr std::array rules{"FRZ-01"_rule, "FRZ-02"_rule, "FRZ-03"_rule, "FRZ-04"_rule};

    void see(const Record& record, const Scene& scene, Bench& bench);
    void pass(const Scene& scene, Bench& bench);

private:
    Instant freeze_due_ = never;
};

}  // namespace hourglass::model::judging
